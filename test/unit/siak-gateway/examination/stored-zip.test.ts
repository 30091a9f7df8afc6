import fc from 'fast-check';
import { type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ArchiveError, readStoredZip } from '../../../siak-gateway/examination/stored-zip.ts';

const FILES = {
  'manifest.json': Buffer.from('{"a":1}'),
  'fingers/right-index.pgm': Buffer.alloc(300, 7),
  'audit.jsonl': new Uint8Array(0),
};
const pack = (files: Zippable, level: 0 | 9 = 0): Uint8Array<ArrayBuffer> =>
  new Uint8Array(zipSync(files, { level, mtime: new Date(1980, 0, 1) }));
const good = pack(FILES);

/** The good archive with bytes overwritten at an offset; a negative one counts from the end. */
function overwritten(at: number, ...bytes: number[]): Uint8Array<ArrayBuffer> {
  const copy = good.slice();
  copy.set(bytes, at < 0 ? copy.length + at : at);
  return copy;
}

/** Offset of the n-th central directory header. */
function central(index: number): number {
  const starts = [...good.keys()].filter((at) => good[at] === 0x50 && good[at + 1] === 0x4b && good[at + 2] === 1);
  return starts[index]!;
}

describe('strict reader of stored ZIP archives', () => {
  it('reads what an ordinary packer stores', () => {
    const entries = readStoredZip(good);
    expect([...entries.keys()]).toEqual(Object.keys(FILES));
    for (const [name, content] of Object.entries(FILES)) {
      expect(Buffer.from(entries.get(name)!).equals(content)).toBe(true);
    }
    expect(readStoredZip(pack({})).size).toBe(0);
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['no archive', new Uint8Array(100)],
    ['a cut archive', good.slice(0, -1)],
    ['bytes before it', new Uint8Array([0, ...good])],
    ['bytes behind it', new Uint8Array([...good, 0])],
    ['compressed entries', pack({ 'a.txt': Buffer.alloc(5000) }, 9)],
    ['one that claims fewer entries', overwritten(-12, 2, 0, 2, 0)],
    ['a second disk', overwritten(-18, 1)],
    ['a comment', overwritten(-2, 1)],
    ['altered content', overwritten(45, 0x7c)],
    ['a local name that differs from the listed one', overwritten(30, 0x6e)],
    ['a data descriptor', overwritten(central(0) + 8, 8)],
    ['encryption', overwritten(central(0) + 8, 1)],
    ['an entry listed at another place', overwritten(central(1) + 42, 0)],
    ['an extra field', pack({ 'a.txt': [Buffer.from('x'), { extra: { 1: Buffer.from('y') } }] })],
  ])('refuses %s', (_what, archive) => {
    expect(() => readStoredZip(archive)).toThrow(ArchiveError);
  });

  it.each([
    '../up.txt',
    '/root.txt',
    'a/../b.txt',
    'a/b/c.txt',
    'Upper.txt',
    'c:x.txt',
    'dir/',
    'a\\b.txt',
    'ä.txt',
    'noending',
    '.hidden',
    'nul\0.txt',
  ])('refuses the name %j', (name) => {
    expect(() => readStoredZip(pack({ [name]: Buffer.from('x') }))).toThrow(ArchiveError);
  });

  it('refuses a name that stands twice', () => {
    const twice = pack({ 'a.txt': Buffer.from('1'), 'b.txt': Buffer.from('2') });
    for (const [at, byte] of twice.entries()) if (byte === 0x62 && twice[at + 1] === 0x2e) twice[at] = 0x61;
    expect(() => readStoredZip(twice)).toThrow(ArchiveError);
  });

  it('refuses more entries than a record has', () => {
    const many = Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`f${index}.txt`, Buffer.from('x')]));
    expect(() => readStoredZip(pack(many))).toThrow(ArchiveError);
  });

  it('throws nothing but its own error, whatever it is given', () => {
    const mutations = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(mutations, (changes) => {
        const copy = good.slice();
        for (const [at, byte] of changes) copy[at] = byte;
        try {
          // What is still accepted has still the same content: dates are the only bytes nobody checks.
          for (const [name, content] of readStoredZip(copy)) {
            expect(Buffer.from(content).equals(FILES[name as keyof typeof FILES])).toBe(true);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(ArchiveError);
        }
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => readStoredZip(new Uint8Array(bytes))).toThrow(ArchiveError);
      }),
    );
  });
});
