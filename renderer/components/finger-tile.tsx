import type { ReactNode } from 'react';
import type { GreyImage } from '../../native-bridges/contract/capture.ts';
import { classes } from './classes.ts';
import styles from './finger-tile.module.css';
import { Print } from './print.tsx';

/** Fingers side by side. */
export function FingerRow({ children }: { readonly children: ReactNode }) {
  return <ul className={styles.row}>{children}</ul>;
}

export interface FingerTileProps {
  readonly title: string;
  /** The finger that is asked for now. */
  readonly current: boolean;
  /** The stored print; null where there is none to show. */
  readonly image: GreyImage | null;
  readonly imageLabel: string;
  /** Progress, quality, or that nothing is there yet. */
  readonly children: ReactNode;
}

/** One finger of the recording. */
export function FingerTile({ title, current, image, imageLabel, children }: FingerTileProps) {
  return (
    <li className={classes(styles.tile, current && styles.current)}>
      <h2 className={styles.title}>{title}</h2>
      <div className={styles.sheet}>
        {image ? (
          <Print image={image} label={imageLabel} />
        ) : (
          <svg className={styles.outline} viewBox="0 0 80 90" aria-hidden="true">
            <path d="M14 88V38a26 26 0 0 1 52 0v50" />
            <path d="M24 88V40a16 16 0 0 1 32 0v48M34 88V42a6 6 0 0 1 12 0v46" />
          </svg>
        )}
      </div>
      <div className={styles.foot}>{children}</div>
    </li>
  );
}
