import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { StateMark } from './state-mark.tsx';
import styles from './step-list.module.css';

export interface Step {
  readonly id: string;
  readonly title: string;
  /** Short word at the right: "disetujui", "1/2". */
  readonly note?: string;
  readonly done: boolean;
}

export interface StepListProps {
  readonly label: string;
  readonly steps: readonly Step[];
  readonly currentId: string;
  /** Word for readers on a finished step. */
  readonly doneWord: string;
  readonly onGo: (id: string) => void;
  /** At the foot of the column. */
  readonly footer: ReactNode;
}

/** The way through a recording: what is done, where we are, what comes. */
export function StepList({ label, steps, currentId, doneWord, onGo, footer }: StepListProps) {
  return (
    <nav className={styles.column} aria-label={label}>
      <ol className={styles.list}>
        {steps.map((step, index) => {
          const current = step.id === currentId;
          return (
            <li key={step.id}>
              <button
                type="button"
                className={classes(styles.step, step.done && styles.done, current && styles.current)}
                aria-current={current ? 'step' : undefined}
                onClick={() => onGo(step.id)}
              >
                <span className={styles.number} aria-hidden="true">
                  {step.done && !current ? <StateMark state="good" /> : index + 1}
                </span>
                <span>
                  {step.title}
                  {step.done && <span className={styles.spoken}>, {doneWord}</span>}
                </span>
                <span className={styles.note}>{step.note}</span>
              </button>
            </li>
          );
        })}
      </ol>
      <div className={styles.footer}>{footer}</div>
    </nav>
  );
}
