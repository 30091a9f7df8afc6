import { useEffect, useEffectEvent } from 'react';
import { isKeyTaken, matchesShortcut, type Shortcut } from './shortcut.ts';

const NONE: readonly Shortcut[] = [];

/** Runs `act` when one of the keys is pressed anywhere on the page; held keys count once. */
export function useShortcut(shortcuts: readonly Shortcut[] = NONE, act: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const shortcut = shortcuts.find((candidate) => matchesShortcut(event, candidate));
    if (shortcut === undefined || isKeyTaken(shortcut, event.target)) return;
    event.preventDefault();
    if (!event.repeat) act();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
