import { type ReactNode, useEffect, useRef } from 'react';
import styles from './heading.module.css';

export interface HeadingProps {
  /** The instruction to the officer, in the imperative. */
  readonly children: string;
  /** How to do it; one line. */
  readonly hint?: ReactNode;
  /** At the right: attempts, a quieter action. */
  readonly extra?: ReactNode;
  /** False where a field of the screen takes the focus instead. */
  readonly takesFocus?: boolean;
}

/**
 * The one question of a screen. Takes the focus when it appears, so that keys work at once and readers speak it; give it
 * a `key` where a screen changes its question.
 */
export function Heading({ children, hint, extra, takesFocus = true }: HeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <header className={styles.header}>
      <div>
        <h1 ref={heading} className={styles.heading} tabIndex={-1}>
          {children}
        </h1>
        {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      </div>
      {extra}
    </header>
  );
}
