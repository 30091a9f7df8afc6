import { type ReactNode, type Ref, useEffect, useId, useRef } from 'react';
import { classes } from './classes.ts';
import styles from './field.module.css';

interface FieldProps {
  readonly label: string;
  /** What is unusual about the value, or what was there before. */
  readonly note?: ReactNode;
  /** Share of a row in a FieldGrid: a third unless said otherwise. */
  readonly width?: 'narrow' | 'wide';
}

/** The ids that tie a control to its label and note. */
interface ControlIds {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
}

function Field({ label, note, width, control }: FieldProps & { readonly control: (ids: ControlIds) => ReactNode }) {
  const id = useId();
  const noteId = `${id}-note`;
  return (
    <div className={classes(styles.field, width && styles[width])}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {control({ id, 'aria-describedby': note ? noteId : undefined })}
      {note && (
        <div id={noteId} className={styles.note}>
          {note}
        </div>
      )}
    </div>
  );
}

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly digits?: boolean;
  readonly secret?: boolean;
  readonly invalid?: boolean;
  readonly large?: boolean;
  readonly autoFocus?: boolean;
  readonly maxLength?: number;
  readonly ref?: Ref<HTMLInputElement>;
}

/** One line of text; `digits` keeps everything else out, `secret` hides what is typed. */
export function TextField({
  value,
  onChange,
  onBlur,
  digits = false,
  secret = false,
  invalid = false,
  large = false,
  autoFocus = false,
  maxLength,
  ref,
  ...field
}: TextFieldProps) {
  return (
    <Field
      {...field}
      control={(ids) => (
        <input
          {...ids}
          ref={ref}
          className={classes(styles.control, large && styles.large, secret && styles.secret)}
          type={secret ? 'password' : 'text'}
          inputMode={digits ? 'numeric' : 'text'}
          autoComplete="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: a screen with a field starts in it; focus is never left nowhere
          autoFocus={autoFocus}
          aria-invalid={invalid}
          maxLength={maxLength}
          value={value}
          onBlur={onBlur}
          onChange={(event) =>
            onChange(digits ? event.currentTarget.value.replace(/\D/g, '') : event.currentTarget.value)
          }
        />
      )}
    />
  );
}

export interface SelectFieldProps extends FieldProps {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly invalid?: boolean;
  /** Becomes true when the officer has to choose here before going on: the focus comes here. */
  readonly takesFocus?: boolean;
}

/** A choice out of a closed list. */
export function SelectField({
  value,
  options,
  onChange,
  onBlur,
  invalid = false,
  takesFocus = false,
  ...field
}: SelectFieldProps) {
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (takesFocus) select.current?.focus();
  }, [takesFocus]);
  return (
    <Field
      {...field}
      control={(ids) => (
        <div className={styles.choice}>
          <select
            {...ids}
            ref={select}
            className={styles.control}
            aria-invalid={invalid}
            value={value}
            onBlur={onBlur}
            onChange={(event) => onChange(event.currentTarget.value)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <svg className={styles.arrow} viewBox="0 0 16 10" aria-hidden="true">
            <path d="m2 2 6 6 6-6" />
          </svg>
        </div>
      )}
    />
  );
}
