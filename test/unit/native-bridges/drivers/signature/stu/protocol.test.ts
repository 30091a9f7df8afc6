import fc from 'fast-check';
import { expect, test } from 'vitest';
import { padPoint } from '../../../../../../native-bridges/contract/signature-pad.ts';
import { isStuProduct } from '../../../../../../native-bridges/drivers/signature/stu/properties.ts';
import {
  encodePixels,
  imageBlocks,
  padFacts,
  pointOf,
} from '../../../../../../native-bridges/drivers/signature/stu/protocol.ts';
import { STU_ENCODING_FLAG } from '../../../../../../native-bridges/framing/stu-reports.ts';

const CAPABILITY = {
  maxX: 9600,
  maxY: 6000,
  maxPressure: 1023,
  screenWidth: 10,
  screenHeight: 2,
  reportRate: 200,
  encodings: STU_ENCODING_FLAG.mono,
};

test('the family is recognised by vendor and product, also a product of no table', () => {
  expect([isStuProduct(0x056a, 0x00a5), isStuProduct(0x056a, 0x00ac)]).toEqual([true, true]);
  expect([isStuProduct(0x056a, 0x0357), isStuProduct(0x046d, 0x00a5)]).toEqual([false, false]);
});

test('what the pad answers counts, and the name it gives itself before its product id', () => {
  const facts = padFacts(0x00a1, { model: 'STU-300', firmware: '1.0.0.0' }, null);
  expect(facts).toMatchObject({
    model: 'STU-300',
    capability: { screenWidth: 396, screenHeight: 100 },
    encoding: 'mono',
  });
  expect(padFacts(0x00a3, { model: 'STU-520A', firmware: '1.0.0.0' }, null)).toMatchObject({ encoding: 'colour16' });
  expect(padFacts(0x00a6, { model: 'STU-430V', firmware: '1.0.0.0' }, null).model).toBe('STU-430V');
  expect(padFacts(0x00a5, null, CAPABILITY)).toMatchObject({ model: 'STU-530', capability: CAPABILITY });
});

test('an unknown pad is used by what it says, and refused where it says nothing', () => {
  expect(padFacts(0x00ac, null, CAPABILITY)).toEqual({ model: 'STU 00ac', capability: CAPABILITY, encoding: 'mono' });
  const mute = () => padFacts(0x00ac, { model: 'STU-999', firmware: '1.0.0.0' }, null);
  expect(mute).toThrow(expect.objectContaining({ code: 'DEVICE_REFUSED' }));
});

test('points are within the capability, whatever the pad sends', () => {
  const word = fc.nat(0xffff);
  const sample = fc.record({ near: fc.boolean(), down: fc.boolean(), pressure: fc.nat(0xfff), x: word, y: word });
  fc.assert(
    fc.property(sample, (pen) => {
      const point = pointOf({ ...pen, time: 0, sequence: 0 }, CAPABILITY, { timeMs: 3, lostSamples: 1 });
      expect(padPoint.safeParse(point).success).toBe(true);
      expect(point.x).toBeLessThanOrEqual(CAPABILITY.maxX);
      expect(point.y).toBeLessThanOrEqual(CAPABILITY.maxY);
    }),
  );
});

test('pixels in each encoding', () => {
  const pixels = Uint8Array.from([255, 0, 255, 0, 0, 0, 0, 127, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255]);
  const image = { width: 10, height: 2, pixels };
  expect([...encodePixels(image, 'mono')]).toEqual([0b1010_0000, 0b1000_0000, 0, 0b0100_0000]);
  const grey = { width: 2, height: 1, pixels: Uint8Array.of(255, 8) };
  expect([...encodePixels(grey, 'colour16')]).toEqual([0xff, 0xff, 0x41, 0x08]);
  expect([...encodePixels(grey, 'colour24')]).toEqual([255, 255, 255, 8, 8, 8]);
});

test('blocks carry every byte, 253 at a time', () => {
  const encoded = Uint8Array.from({ length: 600 }, (_, at) => at);
  const blocks = [...imageBlocks(encoded)];
  expect(blocks.map((block) => block.length)).toEqual([253, 253, 94]);
  expect(blocks.flatMap((block) => [...block])).toEqual([...encoded]);
});
