import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Bytes } from '../../../../native-bridges/contract/bytes.ts';
import { FramingError } from '../../../../native-bridges/framing/framing-error.ts';
import { MAX_JPEG_BYTES, MjpegParser } from '../../../../native-bridges/framing/mjpeg.ts';
import { inPieces, mutatedLine, randomOf } from '../../../support/frame-fuzz.ts';

const latin1 = (text: string): Bytes => Uint8Array.from(text, (character) => character.charCodeAt(0));
const join = (...parts: readonly Uint8Array[]): Bytes => Uint8Array.from(Buffer.concat(parts));

const jpeg = (...inside: readonly number[]): Bytes => Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, ...inside, 0xff, 0xd9);
const part = (frame: Uint8Array, length = frame.length) =>
  join(
    latin1(`--BoundaryString\r\nContent-Type: image/jpeg\r\nContent-Length: ${length}\r\n\r\n`),
    frame,
    latin1('\r\n\r\n'),
  );

const A = jpeg(1, 2, 3);
const B = jpeg(4, 5);

const kinds = (found: readonly (Bytes | FramingError)[]) =>
  found.map((each) => (each instanceof FramingError ? each.reason : each));

test('frames come out by their length, whatever they contain', () => {
  const tricky = jpeg(...latin1('\r\n--BoundaryString\r\nContent-Length: 3\r\n\r\n'));
  expect(new MjpegParser().push(join(part(A), part(tricky), part(B)))).toEqual([A, tricky, B]);
});

test('a frame is given as soon as its last byte is in', () => {
  const parser = new MjpegParser();
  const bytes = part(A);
  expect(parser.push(bytes.subarray(0, bytes.length - 5))).toEqual([]);
  expect(parser.push(bytes.subarray(bytes.length - 5, bytes.length - 4))).toEqual([A]);
});

test.each([
  ['LENGTH', latin1('--b\r\nContent-Type: image/jpeg\r\n\r\n')],
  ['LENGTH', latin1('--b\r\nContent-Length: 0\r\n\r\n')],
  ['LENGTH', latin1(`--b\r\nContent-Length: ${MAX_JPEG_BYTES + 1}\r\n\r\n`)],
  ['HEAD', latin1('no boundary\r\n')],
  ['HEAD', latin1('--b\r\nno header\r\n')],
  ['HEAD', latin1('x'.repeat(600))],
  ['HEAD', latin1(`--b\r\n${'A: b\r\n'.repeat(17)}`)],
  ['PAYLOAD', part(latin1('GIF89a'))],
])('a malformed part is an error, %s, and the next frame is found', (reason, malformed) => {
  expect(kinds(new MjpegParser().push(join(malformed, latin1('\r\n'), part(B))))).toEqual([reason, B]);
});

test('a length that is too short costs its own frame only', () => {
  const found = kinds(new MjpegParser().push(join(part(A, 6), part(B))));
  expect(found.at(-1)).toEqual(B);
});

test('whatever comes, however it is cut: the same frames, each of them in the bytes that came', () => {
  const frame = (random: () => number) => part(jpeg(...Array.from({ length: 20 }, () => Math.floor(random() * 256))));
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const line = mutatedLine(seed, 5, frame);
      const parser = new MjpegParser();
      const found = [...inPieces(line, randomOf(seed))].flatMap((piece) => parser.push(piece));
      expect(kinds(found)).toEqual(kinds(new MjpegParser().push(line)));
      const hex = Buffer.from(line).toString('hex');
      for (const each of found) {
        if (each instanceof FramingError) continue;
        expect(hex).toContain(Buffer.from(each).toString('hex'));
        expect([each[0], each[1], each[2]]).toEqual([0xff, 0xd8, 0xff]);
      }
    }),
    { numRuns: 1_000 },
  );
});
