import type { RefObject } from 'react';
import styles from './camera-view.module.css';
import { classes } from './classes.ts';
import { ProgressBar } from './progress-bar.tsx';

export interface CameraViewProps {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly live: boolean;
  readonly label: string;
  /** Said while there is no picture yet; null where none is coming. */
  readonly waiting: string | null;
}

/** The live picture at 4:3; what will not be in the 3:4 portrait is dimmed, an oval shows where the face belongs. */
export function CameraView({ video, live, label, waiting }: CameraViewProps) {
  return (
    <div className={styles.space}>
      <div className={styles.view}>
        <video ref={video} className={styles.video} aria-label={label} autoPlay muted playsInline />
        <div className={classes(styles.guide, !live && styles.hidden)} aria-hidden="true">
          <svg viewBox="0 0 90 120" aria-hidden="true">
            <ellipse cx="45" cy="53" rx="25" ry="34" />
          </svg>
        </div>
        {!live && waiting === null && (
          <svg className={styles.off} viewBox="0 0 64 48" aria-hidden="true">
            <path d="M14 12h9l4-6h12l4 6h9a4 4 0 0 1 4 4v20a4 4 0 0 1-4 4H14a4 4 0 0 1-4-4V16a4 4 0 0 1 4-4Z" />
            <circle cx="33" cy="25" r="9" />
            <path d="M8 46 58 2" />
          </svg>
        )}
        {!live && waiting !== null && (
          <div className={styles.waiting} role="status">
            <p>{waiting}</p>
            <ProgressBar label={waiting} segments={[]} />
          </div>
        )}
      </div>
    </div>
  );
}
