import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './notice.module.css';
import { type State, StateMark } from './state-mark.tsx';
import states from './states.module.css';

export interface NoticeProps {
  readonly state: Exclude<State, 'idle'>;
  readonly title: string;
  /** What happened, and that nothing is lost; what to do next. */
  readonly children?: ReactNode;
  /** Code of the failure, for the technician. */
  readonly code?: string;
  readonly actions?: ReactNode;
}

/** Something the officer must know. Failures are announced at once, the rest when the reader is free. */
export function Notice({ state, title, children, code, actions }: NoticeProps) {
  return (
    <div className={classes(styles.notice, states[state])} role={state === 'stop' ? 'alert' : 'status'}>
      <span className={styles.mark}>
        <StateMark state={state} />
      </span>
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        {children}
        {code !== undefined && <p className={styles.code}>{code}</p>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
