import styles from './figure.module.css';

/** One number that matters, with what it counts. */
export function Figure({ value, unit }: { readonly value: string; readonly unit: string }) {
  return (
    <p className={styles.figure}>
      <span className={styles.value}>{value}</span> {unit}
    </p>
  );
}
