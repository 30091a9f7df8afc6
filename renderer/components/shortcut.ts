/**
 * A key that does what a button does. Written as on the keyboard: `Enter`, `Escape`, `Space`, `F8`, `Delete`, a capital
 * letter, or `Ctrl+` and one of these.
 */
export type PlainKey =
  | 'Enter'
  | 'Escape'
  | 'Space'
  | 'Delete'
  | 'ArrowDown'
  | 'ArrowUp'
  | `F${number}`
  | 'L'
  | 'R'
  | 'Z';
export type Shortcut = PlainKey | `Ctrl+${PlainKey}`;

/** Keys that walk a list. */
export const ARROW_DOWN: readonly Shortcut[] = ['ArrowDown'];
export const ARROW_UP: readonly Shortcut[] = ['ArrowUp'];

/** What a key press says about itself; a `KeyboardEvent` fits. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** True if the press is this shortcut and nothing else. */
export function matchesShortcut(press: KeyPress, shortcut: Shortcut): boolean {
  const ctrl = shortcut.startsWith('Ctrl+');
  const wanted = ctrl ? shortcut.slice('Ctrl+'.length) : shortcut;
  if (press.ctrlKey !== ctrl || press.altKey || press.metaKey) return false;
  const pressed = press.key === ' ' ? 'Space' : press.key.length === 1 ? press.key.toUpperCase() : press.key;
  return pressed === wanted;
}

/**
 * True if the focused element has its own use for the key, which then wins: letters and space in a text field, Enter
 * and Space on a button, arrows in a list of choices. Function keys and Ctrl combinations belong to nobody.
 */
export function isKeyTaken(shortcut: Shortcut, target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || shortcut.startsWith('Ctrl+') || /^F\d/.test(shortcut)) return false;
  if (shortcut === 'Escape') return false;
  if (shortcut.startsWith('Arrow')) return target.matches('textarea, select, input[type="radio"]');
  const types = target.matches('textarea, input, select');
  const presses = target.matches('button, a[href], select, textarea, summary');
  return shortcut === 'Enter' ? presses : presses || types;
}
