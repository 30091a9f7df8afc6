import { createContext } from 'react';
import type { Shortcut } from './shortcut.ts';

/** Names of keys that differ between languages or are shorter on screen than on the keyboard. */
export const KeyNames = createContext<Readonly<Record<string, string>>>({});

/** A shortcut as the officer reads it: `Ctrl L`, `Spasi`. */
export function shortcutLabel(shortcut: Shortcut, names: Readonly<Record<string, string>>): string {
  return shortcut
    .split('+')
    .map((key) => names[key] ?? key)
    .join(' ');
}
