import type { FingerQuality, GreyImage } from '../../contract/capture.ts';
import { deviceError } from '../../contract/errors.ts';
import { findRidgeWindows, type RidgeWindow } from './ridge-windows.ts';

/** A well placed finger covers this much of a one-finger sensor; beyond that, more area says nothing more. */
const FULL_COVERAGE = 0.8;
/** RMS contrast of a well lit print; beyond that, more contrast says nothing more. */
const FULL_CONTRAST = 60;
/** Mean coherence of a clear print, and the floor at which no ridge is told from noise. */
const FULL_COHERENCE = 0.9;
const NO_COHERENCE = 0.25;

/**
 * Below this share of ridge windows there is no print: dust, a latent of the finger before, or nothing. Deliberately
 * low. Dry, worn and small fingers must pass; whether they are good enough is the officer's and the centre's to judge.
 */
const EMPTY_COVERAGE = 0.1;

/** Ridges of a finger bend: no part of one that fills a sensor has them all in one direction. A faulty row driver does. */
const ONE_DIRECTION = 0.97;

/**
 * Measures a print from its pixels: how much of the image shows ridges, how strong and how clear they are.
 *
 * `score` is 100 × area × contrast × clarity, each factor from 0 to 1 with the reference values above. It orders captures
 * of one finger on one sensor. It is our own figure and is never to be shown as NFIQ or NFIQ 2.
 */
export function measureFingerQuality(image: GreyImage): FingerQuality {
  const { ridges, windowCount } = findRidgeWindows(image);
  if (ridges.length === 0 || commonDirection(ridges) > ONE_DIRECTION) return { coverage: 0, contrast: 0, score: 0 };
  const coverage = ridges.length / windowCount;
  const contrast = Math.sqrt(mean(ridges.map((window) => window.variance)));
  const coherence = mean(ridges.map((window) => window.coherence));
  const area = Math.min(1, coverage / FULL_COVERAGE);
  const strength = Math.min(1, contrast / FULL_CONTRAST);
  const clarity = Math.min(1, Math.max(0, (coherence - NO_COHERENCE) / (FULL_COHERENCE - NO_COHERENCE)));
  return { coverage, contrast, score: Math.round(100 * area * strength * clarity) };
}

/**
 * Measures a capture that the device calls successful, and believes the pixels rather than the device.
 *
 * @throws CodedError `CAPTURE_EMPTY` where fewer than a tenth of the image shows ridges
 */
export function requirePrint(image: GreyImage): FingerQuality {
  const quality = measureFingerQuality(image);
  if (quality.coverage < EMPTY_COVERAGE) {
    throw deviceError('CAPTURE_EMPTY', `ridges on ${Math.round(quality.coverage * 100)} % of the image`);
  }
  return quality;
}

/** 1 where all windows have one direction, towards 0 where they have every direction (mean resultant of doubled angles). */
function commonDirection(ridges: readonly RidgeWindow[]): number {
  const cos = mean(ridges.map((window) => Math.cos(2 * window.across)));
  const sin = mean(ridges.map((window) => Math.sin(2 * window.across)));
  return Math.hypot(cos, sin);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
