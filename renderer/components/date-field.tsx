import { type ReactNode, useState } from 'react';
import { dayFromIso, isoFromDay } from './day.ts';
import { TextField } from './field.tsx';

export interface DateFieldProps {
  readonly label: string;
  /** ISO date. */
  readonly value: string;
  /** Called with an ISO date whenever what is typed is one. */
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly note?: ReactNode;
  /** Shown while what is typed is no date. */
  readonly example: string;
}

/** A date typed as on the card, 31-12-2001: no calendar to click through eighty years, no order that depends on a locale. */
export function DateField({ label, value, onChange, onBlur, note, example }: DateFieldProps) {
  const [typed, setTyped] = useState(dayFromIso(value));
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    if (isoFromDay(typed) !== value) setTyped(dayFromIso(value));
  }
  const invalid = isoFromDay(typed) === null;
  return (
    <TextField
      label={label}
      value={typed}
      invalid={invalid}
      note={invalid ? example : note}
      maxLength={10}
      onChange={(text) => {
        const day = text.replace(/[^\d-]/g, '');
        setTyped(day);
        const iso = isoFromDay(day);
        if (iso !== null) onChange(iso);
      }}
      {...(onBlur && { onBlur })}
    />
  );
}
