import { describe, expect, it } from 'vitest';
import { SHELL_ERROR_CODES } from '../../../../electron/contract/errors.ts';
import { REJECTION_REASONS } from '../../../../electron/contract/receipt.ts';
import { DEVICE_ERROR_CODES } from '../../../../native-bridges/contract/errors.ts';
import { RPC_ERROR_CODES } from '../../../../native-bridges/rpc/rpc.ts';
import { CORRECTION_REASONS } from '../../../../renderer/domain/biodata.ts';
import { RENDERER_ERROR_CODES } from '../../../../renderer/domain/errors.ts';
import { en } from '../../../../renderer/locales/en.ts';
import { id } from '../../../../renderer/locales/id.ts';

const ALL_CODES = [...DEVICE_ERROR_CODES, ...SHELL_ERROR_CODES, ...RENDERER_ERROR_CODES, ...RPC_ERROR_CODES];

/** Every text with its path: `errors.PIN_WRONG.title` → "PIN belum cocok". */
function textsOf(tree: object, path = ''): [path: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? ([[`${path}${key}`, value]] as [string, string][])
      : textsOf(value as object, `${path}${key}.`),
  );
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe.each([
  ['Indonesian', id],
  ['English', en],
])('%s', (_, language) => {
  it('has a sentence for every code of every closed list, and for no other', () => {
    expect(Object.keys(language.errors).sort()).toEqual([...ALL_CODES].sort());
    for (const text of Object.values(language.errors)) {
      expect(text).toEqual({
        title: expect.stringMatching(/\S/),
        what: expect.stringMatching(/\.$/),
        next: expect.stringMatching(/\.$/),
      });
    }
  });

  it('has words for every reason of the centre and of a correction', () => {
    expect(Object.keys(language.rejections).sort()).toEqual([...REJECTION_REASONS, 'other'].sort());
    expect(Object.keys(language.biodata.reasons)).toEqual([...CORRECTION_REASONS]);
  });

  it('is calm: no empty text, no exclamation mark', () => {
    const loud = textsOf(language).filter(([, text]) => text.trim() === '' || text.includes('!'));
    expect(loud).toEqual([]);
  });
});

describe('English', () => {
  it('has exactly the keys of Indonesian', () => {
    expect(textsOf(en).map(([path]) => path)).toEqual(textsOf(id).map(([path]) => path));
  });

  it('fills in what Indonesian fills in', () => {
    const english = new Map(textsOf(en));
    for (const [path, text] of textsOf(id)) {
      expect([path, placeholders(english.get(path) ?? '')]).toEqual([path, placeholders(text)]);
    }
  });
});
