import type { ReactNode } from 'react';
import styles from './item-list.module.css';

export interface Item {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  /** At the right: the item's state. */
  readonly extra: ReactNode;
}

/** Things with a name, a line about them and a state. */
export function ItemList({ items }: { readonly items: readonly Item[] }) {
  return (
    <ul className={styles.list}>
      {items.map((item) => (
        <li key={item.id} className={styles.item}>
          <span className={styles.words}>
            <span>{item.title}</span>
            <span className={styles.detail}>{item.detail}</span>
          </span>
          {item.extra}
        </li>
      ))}
    </ul>
  );
}
