import type { PenStep, SimulatedModel } from './simulated-pad.ts';

/** An invented signature never repeats a place within so many samples, so that a missing one shows. */
const SAMPLES_A_STROKE = 100;
/** Between two strokes the pen is lifted and stays near. */
const LIFTED_SAMPLES = 10;

/**
 * An invented signature: loops from left to right in strokes of a hundred samples, pressed harder in their middle, the
 * pen lifted for ten samples in between.
 *
 * @param samples how many, the lifted ones included
 */
export function inventedSignature({ capability }: SimulatedModel, samples: number): PenStep[] {
  const { maxX, maxY, maxPressure } = capability;
  return Array.from({ length: samples }, (_, index) => {
    const inStroke = index % SAMPLES_A_STROKE;
    const down = inStroke < SAMPLES_A_STROKE - LIFTED_SAMPLES;
    const share = index / samples;
    const swing = Math.sin(index / 6);
    return {
      near: true,
      down,
      pressure: down ? Math.round(maxPressure * (0.2 + 0.7 * Math.sin((Math.PI * inStroke) / SAMPLES_A_STROKE))) : 0,
      x: Math.round(maxX * (0.1 + 0.8 * share)),
      y: Math.round(maxY * (0.5 + 0.3 * swing)),
    };
  });
}
