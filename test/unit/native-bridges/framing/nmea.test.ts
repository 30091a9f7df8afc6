import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FramingError } from '../../../../native-bridges/framing/framing-error.ts';
import {
  encodeNmeaSentence,
  NMEA_MAX_CHARACTERS,
  NmeaParser,
  type NmeaSentence,
} from '../../../../native-bridges/framing/nmea.ts';
import { inPieces, mutatedLine, randomOf } from '../../../support/frame-fuzz.ts';

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const isSentence = (found: NmeaSentence | FramingError): found is NmeaSentence => !(found instanceof FramingError);

// The example sentences of the standard's commentaries.
const GGA = '$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n';
const RMC = '$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A\r\n';

test('the well-known sentences are read and written with their checksums', () => {
  const found = new NmeaParser().push(bytesOf(GGA + RMC)).filter(isSentence);
  expect(found.map(({ address, fields }) => [address, fields.length, fields[0]])).toEqual([
    ['GPGGA', 14, '123519'],
    ['GPRMC', 11, '123519'],
  ]);
  expect(found.map(encodeNmeaSentence).map(textOf)).toEqual([GGA, RMC]);
});

test.each([
  ['CHECKSUM', GGA.replace('*47', '*48')],
  ['CHECKSUM', GGA.replace('4807', '4806')],
  ['CHECKSUM', GGA.replace('*47', '')],
  ['CHECKSUM', RMC.replace('*6A', '*6a')],
  ['CHECKSUM', '$*00\r\n'],
  ['CHARACTER', GGA.replace('\r', '')],
  ['CHARACTER', GGA.replace('\n', ' ')],
  ['CHARACTER', GGA.replace('M', '\u0000')],
  ['CHARACTER', GGA.replace('M', '\u00ff')],
  ['CHARACTER', GGA.slice(0, 30) + RMC],
  ['LENGTH', `$GPTXT,${'x'.repeat(80)}\r\n`],
])('a malformed sentence is a framing error, and the next is read: %s', (reason, line) => {
  const parser = new NmeaParser();
  const [error] = parser.push(bytesOf(line));
  expect(error).toBeInstanceOf(FramingError);
  expect(error).toMatchObject({ reason });
  expect(parser.push(bytesOf(RMC)).filter(isSentence)).toHaveLength(1);
});

test('82 characters are a sentence, 83 are not', () => {
  const sentence = (length: number) => ({ address: 'GPTXT', fields: ['x'.repeat(length - 12)] });
  expect(new NmeaParser().push(encodeNmeaSentence(sentence(NMEA_MAX_CHARACTERS)))).toEqual([sentence(82)]);
  expect(() => encodeNmeaSentence(sentence(83))).toThrow(RangeError);
  expect(() => encodeNmeaSentence({ address: 'GPTXT', fields: ['a*b'] })).toThrow(RangeError);
  expect(() => encodeNmeaSentence({ address: 'GPTXT', fields: ['a,b'] })).toThrow(RangeError);
});

/** A sentence of up to 12 fields. */
function anySentence(random: () => number): Uint8Array {
  const letters = 'ABGNPRSX0123456789.';
  const word = (length: number) =>
    Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('');
  const fields = Array.from({ length: Math.floor(random() * 12) }, () => word(Math.floor(random() * 5)));
  return encodeNmeaSentence({ address: random() < 0.5 ? 'GPGGA' : 'GNRMC', fields });
}

/** Whether a text is a sentence, by the words of the standard and none of the parser's code. */
function isWellFormed(text: string): boolean {
  const body = text.slice(1, -5);
  const sum = [...body].reduce((value, character) => value ^ character.charCodeAt(0), 0);
  return text.startsWith('$') && text.endsWith(`*${sum.toString(16).toUpperCase().padStart(2, '0')}\r\n`);
}

test('200,000 whole, damaged and random frames: nothing is taken for a sentence that is none, every byte is accounted for', () => {
  let sentences = 0;
  let errors = 0;
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const line = mutatedLine(seed, 1_000, anySentence);
      const text = textOf(line);
      const parser = new NmeaParser();
      const found = [...inPieces(line, randomOf(seed))].flatMap((piece) => parser.push(piece));
      let at = 0;
      let inSentences = 0;
      for (const each of found) {
        if (!isSentence(each)) {
          errors += 1;
          continue;
        }
        sentences += 1;
        const prefix = `$${[each.address, ...each.fields].join(',')}*`;
        let start = text.indexOf(prefix, at);
        const wholeAt = () => text.slice(start, start + prefix.length + 4);
        // A damaged one may begin with the same words.
        while (start >= 0 && !isWellFormed(wholeAt())) start = text.indexOf(prefix, start + 1);
        const whole = wholeAt();
        if (start < 0 || whole.length > NMEA_MAX_CHARACTERS) throw new Error(`invented: ${prefix}`);
        at = start + whole.length;
        inSentences += whole.length;
      }
      expect(inSentences + parser.skippedBytes + parser.pendingBytes).toBe(line.length);
      expect(parser.pendingBytes).toBeLessThan(NMEA_MAX_CHARACTERS);
      expect(new NmeaParser().push(line)).toEqual(found);
    }),
    { numRuns: 200 },
  );
  // Both kinds were really there.
  expect(Math.min(sentences, errors)).toBeGreaterThan(20_000);
});
