import type { ReactNode } from 'react';
import styles from './chip.module.css';
import { classes } from './classes.ts';
import { type State, StateMark } from './state-mark.tsx';
import states from './states.module.css';

/** A state as a word and a shape. */
export function Chip({ state, children }: { readonly state: State; readonly children: ReactNode }) {
  return (
    <span className={classes(styles.chip, states[state])}>
      <StateMark state={state} />
      {children}
    </span>
  );
}
