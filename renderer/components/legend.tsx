import { classes } from './classes.ts';
import styles from './legend.module.css';
import { type State, StateMark } from './state-mark.tsx';
import states from './states.module.css';

export interface LegendItem {
  readonly id: string;
  readonly state: State;
  readonly text: string;
}

/** What the parts of a bar count. */
export function Legend({ items }: { readonly items: readonly LegendItem[] }) {
  return (
    <ul className={styles.list}>
      {items.map((item) => (
        <li key={item.id} className={classes(styles.item, states[item.state])}>
          <StateMark state={item.state} />
          {item.text}
        </li>
      ))}
    </ul>
  );
}
