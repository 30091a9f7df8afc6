import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReceiptDocument } from '../../../../../../native-bridges/contract/receipt-printer.ts';
import {
  askStatus,
  askWhenDone,
  encodeReceipt,
  isDone,
  isRealTimeStatus,
  readStatus,
  statusError,
} from '../../../../../../native-bridges/drivers/receipt/escpos/protocol.ts';
import { qrModuleDots } from '../../../../../../native-bridges/drivers/receipt/escpos/qr-size.ts';
import { breakLines, toAscii } from '../../../../../../native-bridges/drivers/receipt/escpos/text.ts';
import { EscPosPaper, type Printed } from '../../../../../../native-bridges/simulators/escpos/paper.ts';

const hexOf = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/..(?=.)/g, '$& ');
const text = (words: string, more: object = {}) =>
  ({ kind: 'text', text: words, size: 'normal', align: 'left', bold: false, ...more }) as const;

/** What a printer makes of the bytes. */
function printed(document: ReceiptDocument, widthDots = 384): Printed[] {
  const paper = new EscPosPaper();
  paper.push(encodeReceipt(document, widthDots));
  const found: Printed[] = [];
  for (let next = paper.next(); next; next = paper.next()) if (next.kind !== 'question') found.push(next);
  return found;
}

test('the bytes are those of the manual', () => {
  expect(hexOf(encodeReceipt([text('Hi'), { kind: 'cut' }], 384))).toBe(
    '1b 40 1b 61 00 1b 45 00 1d 21 00 48 69 0a 1d 56 42 00',
  );
  expect(hexOf(encodeReceipt([text('A', { size: 'large', align: 'right', bold: true })], 384))).toBe(
    '1b 40 1b 61 02 1b 45 01 1d 21 11 41 0a',
  );
  expect(hexOf(encodeReceipt([{ kind: 'qr', payload: 'AB' }], 384))).toBe(
    [
      '1b 40 1b 61 01',
      '1d 28 6b 04 00 31 41 32 00',
      '1d 28 6b 03 00 31 43 08',
      '1d 28 6b 03 00 31 45 31',
      '1d 28 6b 05 00 31 50 30 41 42',
      '1d 28 6b 03 00 31 51 30',
    ].join(' '),
  );
  // Nine pixels wide, two rows: black, white × 7, black; then all white but the second.
  const pixels = Uint8Array.of(0, 255, 255, 255, 255, 255, 255, 255, 127, 128, 0, 255, 255, 255, 255, 255, 255, 255);
  expect(hexOf(encodeReceipt([{ kind: 'image', width: 9, height: 2, pixels, align: 'centre' }], 384))).toBe(
    '1b 40 1b 61 01 1d 76 30 00 02 00 02 00 80 80 40 00',
  );
  expect(hexOf(askStatus('printer'))).toBe('10 04 01');
  expect(hexOf(askStatus('offlineCause'))).toBe('10 04 02');
  expect(hexOf(askStatus('paper'))).toBe('10 04 04');
  expect(hexOf(askWhenDone())).toBe('1d 72 01');
});

test('every byte is a status, an answer to "done", flow control or garbage, and never two of them', () => {
  const all = Array.from({ length: 256 }, (_, byte) => byte);
  const statuses = all.filter(isRealTimeStatus);
  const dones = all.filter(isDone);
  expect([statuses.length, dones.length]).toEqual([16, 64]);
  expect(statuses.filter((byte) => isDone(byte) || byte === 0x11 || byte === 0x13)).toEqual([]);
  expect(dones.filter((byte) => byte === 0x11 || byte === 0x13)).toEqual([]);
  expect([0x12, 0x16, 0x1a, 0x7e].every(isRealTimeStatus)).toBe(true);
});

test.each([
  [{}, { paper: 'present', coverOpen: false, offline: false }, undefined],
  [{ paper: 0x1e }, { paper: 'low', coverOpen: false, offline: false }, undefined],
  [{ printer: 0x1a, paper: 0x7e }, { paper: 'out', coverOpen: false, offline: true }, 'PRINTER_PAPER_OUT'],
  [{ printer: 0x1a, offlineCause: 0x32 }, { paper: 'out', coverOpen: false, offline: true }, 'PRINTER_PAPER_OUT'],
  [{ printer: 0x1a, offlineCause: 0x36 }, { paper: 'out', coverOpen: true, offline: true }, 'PRINTER_COVER_OPEN'],
  [{ printer: 0x1a }, { paper: 'present', coverOpen: false, offline: true }, 'PRINTER_OFFLINE'],
])('status %j', (answers, status, code) => {
  const read = readStatus({ printer: 0x12, offlineCause: 0x12, paper: 0x12, ...answers });
  expect(read).toEqual(status);
  expect(statusError(read)?.code).toBe(code);
});

test('text is broken between words at the width of the paper, large text at half of it', () => {
  const words = 'Bukti perekaman KTP elektronik untuk penduduk Desa Sukamaju';
  const lines = (size: string, width: number) =>
    printed([text(words, { size })], width).map((each) => (each.kind === 'line' ? each.text : ''));
  expect(lines('normal', 384)).toEqual(['Bukti perekaman KTP elektronik', 'untuk penduduk Desa Sukamaju']);
  expect(lines('normal', 576)).toEqual(['Bukti perekaman KTP elektronik untuk penduduk', 'Desa Sukamaju']);
  expect(lines('large', 384)).toEqual(['Bukti perekaman', 'KTP elektronik', 'untuk penduduk', 'Desa Sukamaju']);
  expect(breakLines('x'.repeat(70), 32).map((line) => line.length)).toEqual([32, 32, 6]);
  expect(breakLines('a\n\nb', 32)).toEqual(['a', '', 'b']);
});

test('no sign of the text is a command to the printer', () => {
  expect(toAscii('Sūkarno – “Ñ” … ½ 你\x1b@\x10\x04\x01')).toBe('Sukarno - "N" ... 1?2 ??@???');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 1, max: 48 }), (words, columns) => {
      const lines = breakLines(toAscii(words), columns);
      for (const line of lines) expect(line).toMatch(/^[\x20-\x7e]*$/);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
      const withoutSpaces = (line: string) => line.replaceAll(/[ \n]/g, '');
      expect(withoutSpaces(lines.join(''))).toBe(withoutSpaces(toAscii(words)));
    }),
    { numRuns: 500 },
  );
});

test('a QR code is as large as the paper allows, and refused where it could not be read', () => {
  expect([10, 100, 400, 997].map((bytes) => qrModuleDots(bytes, 384))).toEqual([8, 7, 4, 3]);
  expect([10, 100, 997, 2331].map((bytes) => qrModuleDots(bytes, 576))).toEqual([8, 8, 4, 3]);
  expect(() => qrModuleDots(998, 384)).toThrow(RangeError);
  expect(() => qrModuleDots(2332, 576)).toThrow(RangeError);
});

test('a picture comes out as it went in, in bands, and no pixels are taken for a question', () => {
  const shape = fc.record({ width: fc.integer({ min: 1, max: 64 }), height: fc.integer({ min: 1, max: 300 }) });
  fc.assert(
    fc.property(shape, fc.integer({ min: 0, max: 255 }), ({ width, height }, seed) => {
      const pixels = Uint8Array.from({ length: width * height }, (_, at) => (at * 37 + seed * (at >> 3)) & 0xff);
      const rows = printed([{ kind: 'image', width, height, pixels, align: 'left' }]).flatMap((each) =>
        each.kind === 'picture' ? each.rows : [],
      );
      expect(rows).toHaveLength(height);
      let added = 0;
      for (const [y, row] of rows.entries()) {
        for (let x = 0; x < width; x += 1) {
          const isDark = pixels[y * width + x]! < 128;
          if (isDark && row[x] !== '#') throw new Error(`lost at ${x}, ${y}`);
          if (!isDark && row[x] === '#') added += 1;
        }
      }
      expect(added).toBeLessThanOrEqual(rows.length);
    }),
    { numRuns: 50 },
  );
  // 00010000 00000100 00000001: DLE EOT SOH.
  const question = Uint8Array.from('000100000000010000000001', (bit) => (bit === '1' ? 0 : 255));
  const bytes = encodeReceipt([{ kind: 'image', width: 24, height: 1, pixels: question, align: 'left' }], 384);
  expect(hexOf(bytes)).toMatch(/18 04 01$/);
});

test('a picture wider than the paper is refused', () => {
  const image = { kind: 'image', width: 385, height: 1, pixels: new Uint8Array(385), align: 'left' } as const;
  expect(() => encodeReceipt([image], 384)).toThrow(RangeError);
  expect(printed([image], 576)).toHaveLength(1);
});
