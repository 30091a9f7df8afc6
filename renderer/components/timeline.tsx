import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { type State, StateMark } from './state-mark.tsx';
import states from './states.module.css';
import styles from './timeline.module.css';

export interface TimelineItem {
  readonly id: string;
  readonly state: State;
  readonly title: string;
  /** When, or a chip. */
  readonly extra?: ReactNode;
  readonly detail?: string;
}

/** Stations of a way, or things with a state each; the shape says the state. */
export function Timeline({ items }: { readonly items: readonly TimelineItem[] }) {
  return (
    <ol className={styles.list}>
      {items.map((item) => (
        <li key={item.id} className={classes(styles.item, states[item.state])}>
          <span className={classes(styles.mark, item.state === 'idle' && styles.waiting)}>
            {item.state !== 'idle' && <StateMark state={item.state} />}
          </span>
          <span className={styles.words}>
            <span className={classes(item.state === 'idle' && styles.later)}>{item.title}</span>
            {item.detail !== undefined && <span className={styles.detail}>{item.detail}</span>}
          </span>
          <span className={styles.extra}>{item.extra}</span>
        </li>
      ))}
    </ol>
  );
}
