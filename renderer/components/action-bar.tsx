import type { ReactNode } from 'react';
import styles from './action-bar.module.css';

/** Foot of every screen: the way back at the left, the one primary action at the bottom right. */
export function ActionBar({ back, children }: { readonly back?: ReactNode; readonly children: ReactNode }) {
  return (
    <footer className={styles.bar}>
      {back}
      <div className={styles.actions}>{children}</div>
    </footer>
  );
}
