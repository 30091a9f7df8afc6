import { type ReactNode, useEffect, useRef } from 'react';
import { classes } from './classes.ts';
import styles from './message.module.css';
import { type State, StateMark } from './state-mark.tsx';
import states from './states.module.css';

export interface MessageProps {
  readonly state: State;
  readonly title: string;
  readonly children?: ReactNode;
  readonly code?: string;
}

/** The one thing a screen has to say: a mark, a heading, a few lines. Takes the focus when it appears. */
export function Message({ state, title, children, code }: MessageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className={classes(styles.message, states[state])}>
      <span className={styles.mark}>
        <StateMark state={state} large />
      </span>
      <h1 ref={heading} className={styles.title} tabIndex={-1}>
        {title}
      </h1>
      <div className={styles.words}>{children}</div>
      {code !== undefined && <p className={styles.code}>{code}</p>}
    </div>
  );
}
