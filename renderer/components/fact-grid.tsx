import { classes } from './classes.ts';
import styles from './fact-grid.module.css';

export interface Fact {
  readonly id: string;
  readonly term: string;
  readonly value: string;
  /** Below the value: what it was before. */
  readonly note?: string;
  /** Takes a whole row. */
  readonly wide?: boolean;
}

/** Facts to be read aloud, or (compact) to be looked over. */
export function FactGrid({ facts, compact = false }: { readonly facts: readonly Fact[]; readonly compact?: boolean }) {
  return (
    <dl className={classes(styles.grid, compact && styles.compact)}>
      {facts.map((fact) => (
        <div key={fact.id} className={classes(styles.fact, fact.wide && styles.wide)}>
          <dt>{fact.term}</dt>
          <dd>{fact.value}</dd>
          {fact.note !== undefined && <dd className={styles.note}>{fact.note}</dd>}
        </div>
      ))}
    </dl>
  );
}
