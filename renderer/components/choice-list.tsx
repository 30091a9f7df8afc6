import { type Ref, useId } from 'react';
import styles from './choice-list.module.css';

export interface Choice {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
}

export interface ChoiceListProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  /** Told when digits are typed here: they belong to the field that follows. */
  readonly onDigit?: () => void;
  /** The chosen one's control, for moving the focus to it. */
  readonly ref?: Ref<HTMLInputElement>;
}

/** One out of a few, all in view; arrows choose. */
export function ChoiceList({ label, choices, value, onChange, onDigit, ref }: ChoiceListProps) {
  const name = useId();
  return (
    <fieldset className={styles.list}>
      <legend className={styles.legend}>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.id} className={styles.choice}>
          <input
            ref={choice.id === value ? ref : undefined}
            type="radio"
            name={name}
            value={choice.id}
            checked={choice.id === value}
            onChange={() => onChange(choice.id)}
            onKeyDown={(event) => /^\d$/.test(event.key) && onDigit?.()}
          />
          <span className={styles.words}>
            <b>{choice.title}</b>
            <span className={styles.detail}>{choice.detail}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
