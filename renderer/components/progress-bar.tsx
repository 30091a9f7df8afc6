import styles from './progress-bar.module.css';

/** Which part of the whole a segment is; `good` is proven, `moving` is under way. */
export interface Segment {
  readonly kind: 'good' | 'moving' | 'stop';
  /** Share of the whole, 0 to 1. */
  readonly share: number;
}

export interface ProgressBarProps {
  readonly label: string;
  /** Empty while how long it takes is not known. */
  readonly segments: readonly Segment[];
  readonly thick?: boolean;
}

/** Progress of long work; without segments it moves to say that work goes on. */
export function ProgressBar({ label, segments, thick = false }: ProgressBarProps) {
  const total = segments.reduce((sum, segment) => sum + segment.share, 0);
  const known = segments.length > 0;
  return (
    <div
      className={thick ? styles.thick : styles.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={known ? Math.round(total * 100) : undefined}
    >
      {known ? (
        segments.map((segment) => (
          <i key={segment.kind} className={styles[segment.kind]} style={{ width: `${segment.share * 100}%` }} />
        ))
      ) : (
        <i className={styles.unknown} />
      )}
    </div>
  );
}
