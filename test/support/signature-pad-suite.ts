import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { type PadPoint, padPoint, type SignaturePad } from '../../native-bridges/contract/signature-pad.ts';
import type { PenStep, SimulatedModel } from '../../native-bridges/simulators/stu/simulated-pad.ts';

/** Signs with what `write` moves over the pad, and finishes when that is done and as many points have been told. */
export async function signWith(
  pad: SignaturePad,
  write: () => Promise<unknown>,
  expectedPoints: number,
): Promise<PadPoint[]> {
  const points: PadPoint[] = [];
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  const signing = pad.sign({
    signal: new AbortController().signal,
    onPoint: (point) => {
      points.push(point);
      if (points.length === expectedPoints) resolve();
    },
  });
  const failed = signing.then(() => {});
  // The pad is told to send time and sequence before the pen comes down.
  await sleep(50);
  await Promise.race([Promise.all([write(), enough]), failed]);
  pad.finish();
  const summary = await signing;
  expect(summary.points).toBe(points.length);
  return points;
}

/** Holds what arrived against what was written: complete, in order, pressure and time as sent. */
export function expectWholeSignature(
  points: readonly PadPoint[],
  steps: readonly PenStep[],
  { capability }: SimulatedModel,
): void {
  expect(points.map(({ x, y, down }) => ({ x, y, down }))).toEqual(steps.map(({ x, y, down }) => ({ x, y, down })));
  expect(points.map(({ pressure }) => Math.round(pressure * capability.maxPressure))).toEqual(
    steps.map(({ pressure }) => pressure),
  );
  expect(points.map(({ timeMs }) => timeMs)).toEqual(steps.map((_, index) => index * 5));
  expect(points.every(({ lostSamples }) => lostSamples === 0)).toBe(true);
  for (const point of points) expect(padPoint.safeParse(point).success).toBe(true);
}
