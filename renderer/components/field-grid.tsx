import type { ReactNode, Ref } from 'react';
import styles from './field-grid.module.css';

/** Fields side by side on six columns: three in a row, unless one is narrow or wide. */
export function FieldGrid({ children, ref }: { readonly children: ReactNode; readonly ref?: Ref<HTMLDivElement> }) {
  return (
    <div ref={ref} className={styles.grid}>
      {children}
    </div>
  );
}
