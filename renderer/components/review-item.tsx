import type { ReactNode } from 'react';
import styles from './review-item.module.css';

/** Captures side by side, for the last look. */
export function ReviewRow({ children }: { readonly children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}

export interface ReviewItemProps {
  readonly title: string;
  readonly shape: 'portrait' | 'signature' | 'print';
  readonly change: { readonly label: string; readonly spoken: string; readonly onPress: () => void };
  readonly badge?: ReactNode;
  /** The picture; nothing where it is missing. */
  readonly children: ReactNode;
}

/** One capture with the way back to it. */
export function ReviewItem({ title, shape, change, badge, children }: ReviewItemProps) {
  return (
    <figure className={styles.item}>
      <figcaption className={styles.caption}>
        <span className={styles.title}>{title}</span>
        <ChangeLink {...change} />
      </figcaption>
      <div className={styles[shape]}>{children}</div>
      {badge}
    </figure>
  );
}

/** A quiet way back to a step. */
export function ChangeLink(props: { readonly label: string; readonly spoken: string; readonly onPress: () => void }) {
  return (
    <button type="button" className={styles.change} aria-label={props.spoken} onClick={props.onPress}>
      {props.label}
    </button>
  );
}
