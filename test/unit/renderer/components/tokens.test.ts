import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const CSS = readFileSync(join(import.meta.dirname, '../../../../renderer/components/tokens.css'), 'utf8');

/** A token's colour in each theme; a single colour serves both. */
function colour(token: string): { light: string; dark: string } {
  const value = new RegExp(`--${token}: ([^;]+);`).exec(CSS)?.[1] ?? '';
  const [light, dark] = [...value.matchAll(/#[0-9a-f]{6}/g)].map(([hex]) => hex);
  if (!light) throw new Error(`no colour --${token}`);
  return { light, dark: dark ?? light };
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

/** Which text stands on which ground. */
const TEXT_PAIRS: readonly (readonly [text: string, ground: string])[] = [
  ...['ground', 'paper', 'sunken', 'brand-soft', 'good-soft', 'look-soft', 'stop-soft', 'note-soft'].map(
    (ground) => ['ink', ground] as const,
  ),
  ...['ground', 'paper', 'sunken', 'brand-soft', 'look-soft', 'stop-soft', 'note-soft'].map(
    (ground) => ['ink-soft', ground] as const,
  ),
  ['on-brand', 'brand'],
  ['on-brand', 'brand-pressed'],
  ['on-bar', 'bar'],
  ['on-bar-soft', 'bar'],
  ['brand', 'paper'],
  ['good', 'good-soft'],
  ['look', 'look-soft'],
  ['look', 'paper'],
  ['stop', 'stop-soft'],
  ['note', 'note-soft'],
  ['good', 'paper'],
  ['stop', 'paper'],
  ['note', 'paper'],
  ['on-training', 'training'],
  ['sheet-ink', 'sheet'],
];

/** Marks, edges of controls and the focus ring: 3:1 (WCAG 2.2, 1.4.11). */
const SHAPE_PAIRS: readonly (readonly [shape: string, ground: string])[] = [
  ['line-strong', 'paper'],
  ['focus', 'paper'],
  ['focus', 'ground'],
  ['paper', 'good'],
  ['paper', 'look'],
  ['paper', 'stop'],
  ['paper', 'note'],
  ['training', 'bar'],
];

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  it.each(TEXT_PAIRS)('%s can be read on %s', (text, ground) => {
    expect(contrast(colour(text)[theme], colour(ground)[theme])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(SHAPE_PAIRS)('%s can be seen on %s', (shape, ground) => {
    expect(contrast(colour(shape)[theme], colour(ground)[theme])).toBeGreaterThanOrEqual(3);
  });
});

describe('contrast', () => {
  it('is that of WCAG for black on white and for a known grey', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });
});
