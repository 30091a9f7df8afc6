import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../../../native-bridges/contract/bytes.ts';
import { FramingError } from '../../../../native-bridges/framing/framing-error.ts';
import {
  decodeCapability,
  decodeInformation,
  decodePenReport,
  decodeSerial,
  decodeStatus,
  decodeStuCommand,
  encodeCapability,
  encodeInformation,
  encodePenReport,
  encodeSerial,
  encodeStatus,
  encodeStuCommand,
  isPenReport,
  STU_IMAGE_BLOCK_BYTES,
  STU_REPORT,
  type StuCapability,
  type StuCommand,
  type StuPenSample,
} from '../../../../native-bridges/framing/stu-reports.ts';

const bytesOf = (hex: string): Bytes => Uint8Array.from(hex.split(' '), (byte) => Number.parseInt(byte, 16));
const word = fc.nat(0xffff);

const anySample: fc.Arbitrary<StuPenSample> = fc
  .record({ near: fc.boolean(), down: fc.boolean(), pressure: fc.nat(0xfff), x: word, y: word })
  .chain((pen) =>
    fc.oneof(
      fc.constant({ ...pen, time: null, sequence: null }),
      fc.record({ time: word, sequence: word }).map((counters) => ({ ...pen, ...counters })),
    ),
  );

const anyCommand: fc.Arbitrary<StuCommand> = fc.oneof(
  fc.constant({ kind: 'clear-screen' } as const),
  fc.boolean().map((on) => ({ kind: 'inking-mode', on }) as const),
  fc.constantFrom(0 as const, 1 as const).map((mode) => ({ kind: 'writing-mode', mode }) as const),
  fc.boolean().map((timed) => ({ kind: 'pen-data-option', timed }) as const),
  fc.tuple(word, word, word, word).map(
    ([a, b, c, d]) =>
      ({
        kind: 'writing-area',
        area: { left: Math.min(a, b), right: Math.max(a, b), top: Math.min(c, d), bottom: Math.max(c, d) },
      }) as const,
  ),
  fc
    .constantFrom('mono' as const, 'colour16' as const, 'colour24' as const)
    .map((encoding) => ({ kind: 'start-image', encoding }) as const),
  fc
    .uint8Array({ minLength: 1, maxLength: STU_IMAGE_BLOCK_BYTES })
    .map((block) => ({ kind: 'image-data', block: Uint8Array.from(block) }) as const),
  fc.boolean().map((commit) => ({ kind: 'end-image', commit }) as const),
);

const side = fc.integer({ min: 1, max: 0xffff });
const anyCapability: fc.Arbitrary<StuCapability> = fc.record({
  maxX: side,
  maxY: side,
  maxPressure: fc.integer({ min: 1, max: 0xfff }),
  screenWidth: side,
  screenHeight: side,
  reportRate: fc.integer({ min: 1, max: 0xff }),
  encodings: fc.nat(0xff),
});

describe('golden bytes', () => {
  test('pen data with time and sequence, report 34', () => {
    expect(decodePenReport(bytesOf('34 91 23 12 34 05 67 ff fe 80 01'))).toEqual({
      near: true,
      down: true,
      pressure: 0x123,
      x: 0x1234,
      y: 0x0567,
      time: 0xfffe,
      sequence: 0x8001,
    });
  });

  test('pen data, report 01: a pen near and not down, and none', () => {
    const hovering = decodePenReport(bytesOf('01 80 00 00 0a 00 14'));
    expect(hovering).toEqual({ near: true, down: false, pressure: 0, x: 10, y: 20, time: null, sequence: null });
    expect(decodePenReport(bytesOf('01 00 00 00 00 00 00'))).toMatchObject({ near: false, down: false });
  });

  test('pressure of three bits and more in the first byte is not taken for flags', () => {
    expect(decodePenReport(bytesOf('01 03 ff 00 0a 00 14'))).toMatchObject({
      near: false,
      down: false,
      pressure: 1023,
    });
  });

  test('capability of an STU-430', () => {
    expect(decodeCapability(bytesOf('09 25 80 17 70 03 ff 01 40 00 c8 c8 09 ec 03 00'))).toEqual({
      maxX: 9600,
      maxY: 6000,
      maxPressure: 1023,
      screenWidth: 320,
      screenHeight: 200,
      reportRate: 200,
      encodings: 3,
    });
  });

  test('information, serial and status', () => {
    expect(decodeInformation(bytesOf('08 53 54 55 2d 34 33 30 01 02 03 04'))).toEqual({
      model: 'STU-430',
      firmware: '1.2.3.4',
    });
    expect(decodeSerial(bytesOf('0f 33 41 5a 00 00'))).toBe('3AZ');
    expect(decodeStatus(bytesOf('03 01 11 00 00'))).toEqual({ state: 'image', lastResult: 0x11 });
  });

  test.each<[StuCommand, string]>([
    [{ kind: 'clear-screen' }, '20 00'],
    [{ kind: 'inking-mode', on: true }, '21 01'],
    [{ kind: 'writing-mode', mode: 1 }, '0e 01'],
    [{ kind: 'pen-data-option', timed: true }, '32 03'],
    [{ kind: 'start-image', encoding: 'colour24' }, '25 04'],
    [{ kind: 'end-image', commit: false }, '27 01'],
    [{ kind: 'writing-area', area: { left: 0, top: 1, right: 799, bottom: 479 } }, '2a 00 00 01 00 1f 03 df 01'],
  ])('%j', (command, hex) => {
    expect(encodeStuCommand(command)).toEqual(bytesOf(hex));
  });

  test('an image block has its length in front and always the same size', () => {
    const report = encodeStuCommand({ kind: 'image-data', block: Uint8Array.of(7, 8) });
    expect([...report.subarray(0, 6)]).toEqual([0x26, 2, 0, 7, 8, 0]);
    expect(report).toHaveLength(256);
  });
});

test('everything comes out as it went in', () => {
  fc.assert(
    fc.property(anySample, (sample) => {
      expect(decodePenReport(encodePenReport(sample))).toEqual(sample);
    }),
  );
  fc.assert(
    fc.property(anyCommand, (command) => {
      expect(decodeStuCommand(encodeStuCommand(command))).toEqual(command);
    }),
  );
  fc.assert(
    fc.property(anyCapability, (capability) => {
      expect(decodeCapability(encodeCapability(capability))).toEqual(capability);
    }),
  );
});

test.each([
  ['LENGTH', '34 91 23 12 34'],
  ['LENGTH', '01 91 23 12 34 05 67 00'],
  ['LENGTH', '01'],
  ['PACKET_ID', '02 91 23 12 34 05 67'],
])('a malformed pen report is a framing error: %s %s', (reason, hex) => {
  expect(() => decodePenReport(bytesOf(hex))).toThrow(expect.objectContaining({ name: 'FramingError', reason }));
});

test('an image block outside the protocol is not encoded', () => {
  const encode = (size: number) => () => encodeStuCommand({ kind: 'image-data', block: new Uint8Array(size) });
  expect(encode(0)).toThrow(RangeError);
  expect(encode(STU_IMAGE_BLOCK_BYTES + 1)).toThrow(RangeError);
});

/** Every decoder, with what encodes its result again; null where the report has bytes without a meaning. */
const DECODERS: readonly (readonly [string, (report: Uint8Array) => unknown])[] = [
  ['pen', decodePenReport],
  ['capability', decodeCapability],
  ['information', decodeInformation],
  ['serial', decodeSerial],
  ['status', decodeStatus],
  ['command', decodeStuCommand],
];

test('200,000 random and damaged reports: a value within its bounds or a framing error, and nothing else', () => {
  const whole = fc.oneof(
    anySample.map(encodePenReport),
    anyCapability.map(encodeCapability),
    anyCommand.map(encodeStuCommand),
    fc.constant(encodeInformation({ model: 'STU-530', firmware: '1.0.0.2' })),
    fc.constant(encodeSerial('4BZQ000530')),
    fc.constant(encodeStatus({ state: 'ready', lastResult: 0 })),
  );
  const damaged = fc
    .tuple(whole, fc.nat(), fc.nat(0xff), fc.integer({ min: -3, max: 3 }))
    .map(([bytes, where, value, growth]) => {
      const report = new Uint8Array(Math.max(0, bytes.length + growth));
      report.set(bytes.subarray(0, report.length));
      if (report.length > 0) report[where % report.length] = value;
      return report;
    });
  const noise = fc
    .tuple(fc.constantFrom(...Object.values(STU_REPORT)), fc.uint8Array({ maxLength: 70 }))
    .map(([id, rest]) => Uint8Array.of(id, ...rest));
  let accepted = 0;
  let refused = 0;
  fc.assert(
    fc.property(fc.oneof(damaged, noise, fc.uint8Array({ maxLength: 20 })), (report) => {
      for (const [name, decode] of DECODERS) {
        try {
          const value = decode(report);
          accepted += 1;
          if (name === 'pen') {
            expect(isPenReport(report)).toBe(true);
            // Not a bit of a pen report is without a meaning but three.
            const again = encodePenReport(value as StuPenSample);
            expect(again.length).toBe(report.length);
            expect([...again.subarray(2)]).toEqual([...report.subarray(2)]);
          }
          if (name === 'capability') {
            const { encodings: _, ...sizes } = value as StuCapability;
            expect(Math.min(...Object.values(sizes))).toBeGreaterThan(0);
          }
          if (name === 'command') {
            const again = encodeStuCommand(value as StuCommand);
            expect([again[0], again.length]).toEqual([report[0], report.length]);
          }
        } catch (error) {
          if (!(error instanceof FramingError)) throw error;
          refused += 1;
        }
      }
    }),
    { numRuns: 200_000 },
  );
  expect(accepted).toBeGreaterThan(20_000);
  expect(refused).toBeGreaterThan(200_000);
});

test('an answer that the system has filled up to the largest report is read like any other', () => {
  const filled = (report: Uint8Array) => {
    const whole = new Uint8Array(256);
    whole.set(report);
    return whole;
  };
  expect(decodeSerial(filled(encodeSerial('4BZQ000530')))).toBe('4BZQ000530');
  expect(decodeStatus(filled(encodeStatus({ state: 'ready', lastResult: 0 }))).state).toBe('ready');
  expect(decodeInformation(filled(encodeInformation({ model: 'STU-530', firmware: '1.0.0.2' }))).model).toBe('STU-530');
});
