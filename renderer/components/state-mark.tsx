import { classes } from './classes.ts';
import styles from './state-mark.module.css';

/**
 * The five states of the visual language. `idle` waits, `note` informs, `good` is proven from what is stored, `look`
 * needs a look, `stop` cannot go on.
 */
export type State = 'idle' | 'note' | 'good' | 'look' | 'stop';

/** One shape per state, so that no state is told by colour alone. */
const SHAPES: Readonly<Record<State, string>> = {
  idle: 'M8 3.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6Z',
  note: 'M3 8h9M8.5 4.2 12.4 8l-3.9 3.8',
  good: 'm3.2 8.6 3.2 3.2 6.4-7.2',
  look: 'M8 2.8v6.4M8 12.6v.4',
  stop: 'm4.2 4.2 7.6 7.6m0-7.6-7.6 7.6',
};

/** The shape of a state in the current text colour; decoration beside a word, hidden from screen readers. */
export function StateMark({ state, large = false }: { readonly state: State; readonly large?: boolean }) {
  return (
    <svg className={classes(styles.mark, large && styles.large)} viewBox="0 0 16 16" aria-hidden="true">
      <path d={SHAPES[state]} />
    </svg>
  );
}
