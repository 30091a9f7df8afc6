import { describe, expect, it } from 'vitest';
import { shortcutLabel } from '../../../../renderer/components/key-names.ts';
import { matchesShortcut } from '../../../../renderer/components/shortcut.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...held,
});

describe('matchesShortcut', () => {
  it('knows keys by their names, letters in either case', () => {
    expect(matchesShortcut(press('Enter'), 'Enter')).toBe(true);
    expect(matchesShortcut(press(' '), 'Space')).toBe(true);
    expect(matchesShortcut(press('r'), 'R')).toBe(true);
    expect(matchesShortcut(press('F10'), 'F10')).toBe(true);
    expect(matchesShortcut(press('F1'), 'F10')).toBe(false);
  });

  it('wants Ctrl where it says so, and only there', () => {
    expect(matchesShortcut(press('l', { ctrlKey: true }), 'Ctrl+L')).toBe(true);
    expect(matchesShortcut(press('l'), 'Ctrl+L')).toBe(false);
    expect(matchesShortcut(press('Enter', { ctrlKey: true }), 'Enter')).toBe(false);
  });

  it('leaves combinations with Alt and the system key to the system', () => {
    expect(matchesShortcut(press('F4', { altKey: true }), 'F4')).toBe(false);
    expect(matchesShortcut(press('L', { metaKey: true, ctrlKey: true }), 'Ctrl+L')).toBe(false);
  });
});

describe('shortcutLabel', () => {
  it('says keys in the language on screen', () => {
    expect(shortcutLabel('Ctrl+Space', { Space: 'Spasi' })).toBe('Ctrl Spasi');
    expect(shortcutLabel('F10', {})).toBe('F10');
  });
});
