import styles from './advice-list.module.css';

/** Short advice, one line each. */
export function AdviceList({ items }: { readonly items: readonly string[] }) {
  return (
    <ul className={styles.list}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
