import { classes } from './classes.ts';
import styles from './nik.module.css';

/** A NIK in its groups of 6, 6 and 4 (region, birth date, serial); what is not 16 digits is shown as it is. */
export function Nik({ children, muted = false }: { readonly children: string; readonly muted?: boolean }) {
  const groups = /^\d{16}$/.test(children)
    ? [children.slice(0, 6), children.slice(6, 12), children.slice(12)]
    : [children];
  return (
    <span className={classes(styles.nik, muted && styles.muted)}>
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: three fixed places; two groups may hold the same digits
        <span key={index} className={styles.group}>
          {group}
        </span>
      ))}
    </span>
  );
}
