import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BARCODE_MAX_BYTES, BarcodeLineParser } from '../../../../native-bridges/framing/barcode-line.ts';
import { FramingError } from '../../../../native-bridges/framing/framing-error.ts';
import { inPieces, mutatedLine, randomOf } from '../../../support/frame-fuzz.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textsIn = (line: Uint8Array | string) =>
  new BarcodeLineParser().push(typeof line === 'string' ? bytesOf(line) : line);

test.each(['\r', '\n', '\r\n', '\n\r\n'])('texts end at %j', (end) => {
  expect(textsIn(`3404010101900001${end}ZÜRICH 你好${end}`)).toEqual(['3404010101900001', 'ZÜRICH 你好']);
});

test('an end that is cut between CR and LF is one end', () => {
  const parser = new BarcodeLineParser();
  expect([...parser.push(bytesOf('123\r')), ...parser.push(bytesOf('\n456\r'))]).toEqual(['123', '456']);
});

test('a text without an end is held back', () => {
  const parser = new BarcodeLineParser();
  expect(parser.push(bytesOf('123'))).toEqual([]);
  expect(parser.pendingBytes).toBe(3);
});

test('GS and RS are text, other control characters are not', () => {
  expect(textsIn('0104\x1d10A\x1eB\r')).toEqual(['0104\x1d10A\x1eB']);
  for (const stray of ['\0', '\t', '\x1b', '\x7f', '\u0085']) {
    expect(textsIn(`12${stray}34\r56\r`)).toEqual([new FramingError('CHARACTER'), '56']);
  }
});

test('bytes that are no UTF-8 are no text, nor is half a character', () => {
  expect(textsIn(Uint8Array.of(0xff, 0x31, 0x0d))).toEqual([new FramingError('CHARACTER')]);
  expect(textsIn(Uint8Array.of(0x31, 0xc3, 0x0d))).toEqual([new FramingError('CHARACTER')]);
});

test('a line over the limit is told once, and the next is read', () => {
  expect(textsIn(`${'7'.repeat(BARCODE_MAX_BYTES)}\r`)).toHaveLength(1);
  const found = textsIn(`${'7'.repeat(3 * BARCODE_MAX_BYTES)}\r\n42\r\n`);
  expect(found).toEqual([new FramingError('LENGTH'), '42']);
  expect(found[0]).toMatchObject({ reason: 'LENGTH' });
});

test('200,000 whole, damaged and random lines: what is given is a line of the input, in order, and text', () => {
  const makeLine = (random: () => number) => {
    const letters = '0123456789ABCÉ你\x1d';
    const length = 1 + Math.floor(random() * 20);
    return bytesOf(`${Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('')}\r\n`);
  };
  let texts = 0;
  let errors = 0;
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const line = mutatedLine(seed, 1_000, makeLine);
      const parser = new BarcodeLineParser();
      const found = [...inPieces(line, randomOf(seed))].flatMap((piece) => parser.push(piece));
      // The same by splitting, on the bytes as Latin-1.
      const pieces = Buffer.from(line)
        .toString('latin1')
        .split(/[\r\n]/);
      const last = pieces.pop()!;
      const lines = pieces.filter((piece) => piece !== '');
      expect(parser.pendingBytes).toBe(last.length);
      expect(found).toHaveLength(lines.length);
      for (const [at, each] of found.entries()) {
        if (each instanceof FramingError) errors += 1;
        else {
          texts += 1;
          // A byte order mark at the beginning is no character of the text.
          const sent = lines[at]!.replace(/^\xef\xbb\xbf/, '');
          if (Buffer.from(each).toString('latin1') !== sent) throw new Error(`invented: ${JSON.stringify(each)}`);
        }
      }
      expect(new BarcodeLineParser().push(line)).toEqual(found);
    }),
    { numRuns: 200 },
  );
  expect(Math.min(texts, errors)).toBeGreaterThan(20_000);
});
