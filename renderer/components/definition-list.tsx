import { Fragment, type ReactNode } from 'react';
import styles from './definition-list.module.css';

export interface Definition {
  readonly id: string;
  readonly term: string;
  readonly value: ReactNode;
}

/** Terms with their values, figures at the right. */
export function DefinitionList({ items }: { readonly items: readonly Definition[] }) {
  return (
    <dl className={styles.list}>
      {items.map((item) => (
        <Fragment key={item.id}>
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
