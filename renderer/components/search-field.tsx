import { type RefObject, useEffect } from 'react';
import styles from './search-field.module.css';

export interface SearchFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Id of the list that the arrows walk, and of its current row. */
  readonly listId: string;
  readonly activeRowId: string | undefined;
  readonly ref: RefObject<HTMLInputElement | null>;
}

/** Search as you type; arrows walk the rows below while the caret stays here (ARIA combobox over a grid). */
export function SearchField({ label, hint, value, onChange, listId, activeRowId, ref }: SearchFieldProps) {
  useEffect(() => {
    // After a click beside the field, typing still means searching.
    const type = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent) => {
      if (key.length !== 1 || ctrlKey || altKey || metaKey) return;
      if (document.activeElement === document.body) ref.current?.focus();
    };
    document.addEventListener('keydown', type);
    return () => document.removeEventListener('keydown', type);
  }, [ref]);
  return (
    <div className={styles.search}>
      <svg className={styles.glass} viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="8.5" cy="8.5" r="5.5" />
        <path d="m13 13 4.5 4.5" />
      </svg>
      <input
        ref={ref}
        className={styles.input}
        type="text"
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={activeRowId !== undefined}
        aria-haspopup="grid"
        aria-controls={listId}
        aria-activedescendant={activeRowId}
        autoComplete="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the screen is this question
        autoFocus
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <span className={styles.hint}>{hint}</span>
    </div>
  );
}
