import { type ReactNode, type Ref, useContext } from 'react';
import styles from './button.module.css';
import { classes } from './classes.ts';
import { KeyNames, shortcutLabel } from './key-names.ts';
import type { Shortcut } from './shortcut.ts';
import { useShortcut } from './use-shortcut.ts';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** One primary button a screen; everything else is quieter. `bar` is for the dark band at the top. */
  readonly kind?: 'primary' | 'normal' | 'quiet' | 'bar';
  /** Keys that press it; the first is shown on it. */
  readonly shortcuts?: readonly Shortcut[];
  /** Work is under way: presses are ignored, focus stays. */
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly label?: string;
  readonly small?: boolean;
  /** Leads back: an arrow to the left says so. */
  readonly back?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button that shows its key and answers to it. Disabled by ARIA only, so that focus is never thrown away. */
export function Button({
  children,
  onPress,
  kind = 'normal',
  shortcuts,
  busy = false,
  disabled = false,
  pressed,
  label,
  small = false,
  back = false,
  ref,
}: ButtonProps) {
  const names = useContext(KeyNames);
  const idle = !busy && !disabled;
  const press = () => idle && onPress();
  useShortcut(shortcuts, press);
  return (
    <button
      ref={ref}
      type="button"
      className={classes(styles.button, styles[kind], small && styles.small)}
      aria-disabled={!idle}
      aria-busy={busy}
      aria-pressed={pressed}
      aria-label={label}
      aria-keyshortcuts={shortcuts?.map((key) => key.replace('Ctrl', 'Control')).join(' ')}
      onClick={press}
    >
      {back && (
        <svg className={styles.arrow} viewBox="0 0 10 16" aria-hidden="true">
          <path d="M8 2 2 8l6 6" />
        </svg>
      )}
      <span className={styles.label}>{children}</span>
      {shortcuts?.[0] && (
        <span className={styles.key} aria-hidden="true">
          {shortcutLabel(shortcuts[0], names)}
        </span>
      )}
    </button>
  );
}
