import { type ReactNode, useId } from 'react';
import styles from './card.module.css';
import { classes } from './classes.ts';

export interface CardProps {
  readonly children: ReactNode;
  readonly title?: string;
  /** Beside the title, at the right. */
  readonly extra?: ReactNode;
  /** No padding: the content brings its own (tables, pictures). */
  readonly flush?: boolean;
  /** Takes all the height there is; its content scrolls, the page does not. */
  readonly fill?: boolean;
}

/** A sheet of paper on the ground; with a title it is a region of that name. */
export function Card({ children, title, extra, flush = false, fill = false }: CardProps) {
  const titleId = useId();
  return (
    <section
      className={classes(styles.card, flush && styles.flush, fill && styles.fill)}
      aria-labelledby={title === undefined ? undefined : titleId}
    >
      {title !== undefined && (
        <header className={styles.header}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          {extra}
        </header>
      )}
      {children}
    </section>
  );
}
