import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'vite';
import { describe, expect, it } from 'vitest';

const RENDERER = join(import.meta.dirname, '../../../renderer');

/** Attributes whose text an officer reads or hears. */
const READ_ATTRIBUTES =
  /^(aria-label|aria-description|aria-roledescription|alt|title|placeholder|label|hint|unit|term)$/;

/** Texts between tags and in attributes that are written into the code instead of coming from `renderer/locales`. */
function hardCodedTexts(fileName: string, source: string): string[] {
  const found: string[] = [];
  const readable = (text: string) => /\p{Letter}{2,}/u.test(text);
  const { program, errors } = parseSync(fileName, source);
  if (errors.length > 0) throw new Error(`${fileName} does not parse`);
  new Visitor({
    JSXText({ value }) {
      if (readable(value)) found.push(value.trim());
    },
    JSXAttribute({ name, value }) {
      if (name.type !== 'JSXIdentifier' || !READ_ATTRIBUTES.test(name.name)) return;
      if (value?.type === 'Literal' && typeof value.value === 'string' && readable(value.value))
        found.push(value.value);
    },
    JSXExpressionContainer({ expression }) {
      if (expression.type === 'TemplateLiteral' && expression.quasis.some(({ value }) => readable(value.raw))) {
        found.push(expression.quasis.map(({ value }) => value.raw).join('…'));
      }
    },
  }).visit(program);
  return found;
}

describe('text on screen', () => {
  const files = globSync('**/*.tsx', { cwd: RENDERER });

  it.each(files)('%s takes every word from the locales', (file) => {
    expect(hardCodedTexts(file, readFileSync(join(RENDERER, file), 'utf8'))).toEqual([]);
  });

  it('would be found in the code', () => {
    const planted =
      'const A = () => <p aria-label="Simpan" className="wide">Tersimpan {n} <b title={`Nomor`}>{t("x")}</b></p>;';
    expect(hardCodedTexts('planted.tsx', planted).sort()).toEqual(['Nomor', 'Simpan', 'Tersimpan']);
    expect(files.length).toBeGreaterThan(60);
  });
});
