import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StuPenSample } from '../../../../native-bridges/framing/stu-reports.ts';
import { StuTimeline } from '../../../../native-bridges/framing/stu-timeline.ts';

const at = (time: number | null, sequence: number | null): StuPenSample => ({
  near: true,
  down: true,
  pressure: 1,
  x: 1,
  y: 1,
  time,
  sequence,
});

test('both counters wrap and nothing is lost', () => {
  const timeline = new StuTimeline();
  expect(timeline.place(at(65_530, 65_534), 0)).toEqual({ timeMs: 0, lostSamples: 0 });
  expect(timeline.place(at(65_535, 65_535), 5)).toEqual({ timeMs: 5, lostSamples: 0 });
  expect(timeline.place(at(4, 0), 10)).toEqual({ timeMs: 10, lostSamples: 0 });
  expect(timeline.place(at(9, 1), 15)).toEqual({ timeMs: 15, lostSamples: 0 });
});

test('gaps are counted, also across the wrap', () => {
  const timeline = new StuTimeline();
  timeline.place(at(0, 65_533), 0);
  expect(timeline.place(at(20, 1), 20)).toEqual({ timeMs: 20, lostSamples: 3 });
});

test('a sample told twice is told once', () => {
  const timeline = new StuTimeline();
  timeline.place(at(0, 7), 0);
  expect(timeline.place(at(0, 7), 1)).toBeNull();
});

test('a pen that was away while the clock went round twice comes back at the right time', () => {
  const timeline = new StuTimeline();
  timeline.place(at(100, 1), 1_000);
  expect(timeline.place(at(200, 2), 1_000 + 131_072 + 100 + 37)?.timeMs).toBe(131_172);
});

test('a pad that begins to count anew loses nothing and does not go back', () => {
  const timeline = new StuTimeline();
  timeline.place(at(60_000, 40_000), 0);
  timeline.place(at(60_005, 40_001), 5);
  expect(timeline.place(at(59_000, 39_000), 10)).toEqual({ timeMs: 10, lostSamples: 0 });
});

test('without counters the time of arrival counts', () => {
  const timeline = new StuTimeline();
  timeline.place(at(null, null), 100);
  expect(timeline.place(at(null, null), 108)).toEqual({ timeMs: 8, lostSamples: 0 });
});

test('time never goes back, whatever the pad says', () => {
  const step = fc.record({ time: fc.nat(0xffff), sequence: fc.nat(0xffff), later: fc.nat(200_000) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
      const timeline = new StuTimeline();
      let arrivedAt = 0;
      let before = 0;
      for (const { time, sequence, later } of steps) {
        arrivedAt += later;
        const place = timeline.place(at(time, sequence), arrivedAt);
        if (!place) continue;
        expect(place.timeMs).toBeGreaterThanOrEqual(before);
        expect(place.lostSamples).toBeGreaterThanOrEqual(0);
        expect(place.lostSamples).toBeLessThan(0x8000);
        before = place.timeMs;
      }
    }),
  );
});

test('an honest pad at 200 Hz is followed to the millisecond over hours, whatever is lost on the way', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 200 }), (steps) => {
      const timeline = new StuTimeline();
      timeline.place(at(0, 0), 0);
      let count = 0;
      let lost = 0;
      for (const step of steps) {
        count += step;
        lost += step - 1;
        const jitter = (count * 7919) % 40;
        const place = timeline.place(at((count * 5) & 0xffff, count & 0xffff), count * 5 + jitter);
        expect(place).toEqual({ timeMs: count * 5, lostSamples: step - 1 });
      }
      expect(lost).toBe(count - steps.length);
    }),
  );
});
