import { type Coverage, ellipse, Layers, noise, smooth, spot } from './painting.ts';
import type { Colour, PortraitTraits } from './portrait-traits.ts';

/**
 * Colour of an invented person at a point.
 *
 * Coordinates: the origin is the middle of the face, x to the right, y down; the head is 1 high, so that the chin is at
 * y = 0.5 and the crown at y = -0.5. `pixel` is the size of a pixel in this unit: edges are one pixel soft.
 *
 * @param eyelids 0 open to 1 shut
 */
export function drawPerson(traits: PortraitTraits, x: number, y: number, pixel: number, eyelids: number): Coverage {
  const canvas = new Layers(pixel);
  if (traits.headDress === 'tied-hair') drawHairBehind(canvas, traits, x, y);
  drawTorso(canvas, traits, x, y);
  drawNeck(canvas, traits, x, y);
  drawCollar(canvas, traits, x, y);
  if (traits.headDress !== 'hijab') drawEars(canvas, traits, x, y);
  drawFace(canvas, traits, x, y);
  drawEyes(canvas, traits, x, y, eyelids);
  drawNose(canvas, traits, x, y);
  drawMouth(canvas, traits, x, y);
  if (traits.headDress === 'hijab') drawHijab(canvas, traits, x, y);
  else drawHair(canvas, traits, x, y);
  return canvas.result();
}

function drawTorso(canvas: Layers, { cloth, shirt, headDress }: PortraitTraits, x: number, y: number): void {
  const roundness = headDress === 'short-hair' ? 0.54 : 0.46;
  const top = 0.58 + 0.17 * smooth(0.1, 0.58, Math.abs(x)) + 4.5 * Math.max(0, Math.abs(x) - roundness) ** 2;
  const distance = (top - y) * 0.8;
  const fold = (noise(x * 5, y * 2.2) - 0.5) * 0.16 + (noise(x * 90, y * 90) - 0.5) * 0.05;
  const light = 0.98 - 0.26 * Math.abs(x) - 0.22 * x + fold;
  canvas.shape(distance, cloth, light);
  if (distance >= 0) return;
  if (shirt === 'batik') {
    // Kawung: four-petalled rings on a slanted grid.
    const across = (x + y) * 9;
    const down = (x - y) * 9;
    const petal = Math.abs(Math.sin(across * Math.PI) * Math.sin(down * Math.PI));
    canvas.veil([70, 44, 30], 0.72 * smooth(0.36, 0.5, petal));
    canvas.veil([206, 164, 96], 0.8 * smooth(0.84, 0.92, petal));
    canvas.light(0.75 + light * 0.25);
  }
  // Button placket.
  canvas.veil([30, 30, 34], 0.22 * smooth(0.012, 0.004, Math.abs(x - 0.03)) * smooth(0.72, 0.78, y));
  const button = Math.hypot(x, ((y - 0.73) % 0.2) - 0.1);
  if (y > 0.82) canvas.veil([244, 240, 230], 0.9 * smooth(0.02, 0.014, button));
}

function drawNeck(canvas: Layers, { skin, headDress }: PortraitTraits, x: number, y: number): void {
  const halfWidth = (headDress === 'short-hair' ? 0.2 : 0.165) + 0.12 * smooth(0.52, 0.72, y);
  const distance = Math.max(Math.abs(x) - halfWidth, y - 0.8 + Math.abs(x) * 0.9, 0.2 - y);
  // The chin's shadow, then the pit of the throat.
  const shadow = 0.58 + 0.3 * smooth(0.47, 0.72, y);
  canvas.shape(distance, skin, shadow * (1 - 0.55 * (x / halfWidth + 0.15) ** 2), 0.004);
}

function drawCollar(canvas: Layers, { cloth, shirt, headDress }: PortraitTraits, x: number, y: number): void {
  if (headDress === 'hijab') return;
  const side = Math.abs(x);
  // A leaf from the side of the neck to a point on the chest.
  const inner = 0.62 + (0.245 - side) * 0.86;
  const outer = side - 0.3 + (y - 0.62) * 0.34;
  const tip = y - 0.93 + side * 0.25;
  const distance = Math.max(inner - y - 0.02, outer, tip, 0.64 - y, 0.035 - side + (y - 0.8) * 0.35);
  const tone: Colour = shirt === 'batik' ? [86, 58, 40] : cloth;
  canvas.shape(distance, tone, 1.02 - 0.2 * x + (noise(x * 80, y * 80) - 0.5) * 0.05);
  canvas.veil([20, 20, 26], 0.35 * smooth(0.012, 0, Math.abs(distance)));
}

function drawEars(canvas: Layers, { skin, faceWidth }: PortraitTraits, x: number, y: number): void {
  const ear = ellipse(Math.abs(x) - faceWidth - 0.008, y - 0.03, 0.045, 0.088);
  canvas.shape(ear, skin, 0.84 - 0.12 * x);
  canvas.veil([60, 28, 20], ear < 0 ? 0.35 * smooth(0.03, 0, Math.abs(ear + 0.022)) : 0);
}

/** Half-width of the head at a height: round skull, cheek bones, jaw, chin. */
function faceHalfWidth({ faceWidth, chin }: PortraitTraits, y: number): number {
  if (y <= -0.5 || y >= 0.5) return 0;
  if (y < 0.06) return faceWidth * Math.sqrt(1 - ((0.06 - y) / 0.56) ** 2);
  const down = (y - 0.06) / 0.44;
  return faceWidth * (1 - down ** (3.1 - chin * 0.5)) ** (0.5 + chin * 0.12) * (1 - 0.09 * chin * down);
}

/** Distance to the face's edge, good near the edge. */
function faceDistance(traits: PortraitTraits, x: number, y: number): number {
  const beyond = Math.max(Math.abs(y) - 0.5, 0);
  return beyond > 0 ? Math.hypot(x, beyond) : (Math.abs(x) - faceHalfWidth(traits, y)) * 0.85;
}

function drawFace(canvas: Layers, traits: PortraitTraits, x: number, y: number): void {
  const { skin, age, faceWidth } = traits;
  const distance = faceDistance(traits, x, y);
  // A sphere's light from the upper left, then the face's own relief.
  const across = x / (faceWidth * 1.06);
  const depth = Math.sqrt(Math.max(0, 1 - across ** 2 - (y / 0.62) ** 2 * 0.7));
  const relief =
    -0.1 * spot(Math.abs(x) - 0.16, y + 0.075, 0.085, 0.055) + // eye sockets
    0.07 * spot(Math.abs(x) - 0.2, y - 0.1, 0.09, 0.07) + // cheek bones
    0.05 * spot(x + 0.05, y + 0.3, 0.2, 0.1) + // forehead
    -0.08 * spot(Math.abs(x) - 0.2, y - 0.27, 0.07, 0.1) + // hollow cheeks
    0.06 * spot(x, y - 0.42, 0.07, 0.05) + // chin
    -0.07 * spot(x, y - 0.355, 0.07, 0.02); // under the lip
  const pores = (noise(x * 120, y * 120) - 0.5) * 0.035 + (noise(x * 30, y * 30) - 0.5) * 0.03;
  const light = 0.62 + 0.4 * depth - 0.1 * across - 0.06 * y + relief + pores;
  canvas.shape(distance, skin, light);
  if (distance >= 0) return;
  const warm: Colour = [skin[0] * 0.98, skin[1] * 0.72, skin[2] * 0.68];
  canvas.veil(warm, 0.3 * spot(Math.abs(x) - 0.2, y - 0.12, 0.1, 0.08));
  const lines: Colour = [skin[0] * 0.55, skin[1] * 0.48, skin[2] * 0.45];
  const smileLine = Math.abs(Math.abs(x) - 0.105 - (y - 0.12) * 0.35);
  canvas.veil(lines, (0.1 + 0.35 * age) * smooth(0.016, 0.002, smileLine) * spot(0, y - 0.24, 1, 0.08));
  for (const height of [-0.3, -0.25, -0.2]) {
    const furrow = Math.abs(y - height - 0.012 * Math.cos(x * 14));
    canvas.veil(lines, 0.34 * age * smooth(0.01, 0.001, furrow) * spot(x, 0, 0.2, 1));
  }
  canvas.veil(lines, (0.12 + 0.3 * age) * spot(Math.abs(x) - 0.15, y + 0.005, 0.06, 0.014));
}

function drawEyes(canvas: Layers, traits: PortraitTraits, x: number, y: number, eyelids: number): void {
  const { eyeDistance, eyeOpening, skin, hair, browThickness } = traits;
  const side = Math.abs(x) - eyeDistance;
  const top = -0.055;
  const opening = Math.max(0.0015, eyeOpening * (1 - eyelids));
  // Almond: two parabolas meeting in the corners, the outer one a little higher.
  const reach = Math.max(0, 1 - (side / 0.072) ** 2);
  const lift = side * 0.09;
  const upper = top - lift - opening * reach;
  const lower = top - lift + opening * 0.72 * reach;
  const distance = Math.max(upper - y, y - lower, Math.abs(side) - 0.072);
  canvas.shape(distance, [236, 230, 224], 0.92 - 0.25 * smooth(0.02, 0, y - upper));
  if (distance < canvas.pixel) {
    const gaze = Math.hypot(side, y - top + 0.003);
    const inside = smooth(canvas.pixel, -canvas.pixel, distance);
    canvas.veil([52, 32, 20], inside * smooth(0.034, 0.03, gaze));
    canvas.veil([88, 54, 32], inside * 0.6 * smooth(0.026, 0.02, gaze) * smooth(0.012, 0.018, gaze));
    canvas.veil([8, 6, 6], inside * smooth(0.016, 0.012, gaze));
    canvas.veil(
      [255, 255, 255],
      inside * smooth(0.009, 0.004, Math.hypot(x + (x > 0 ? -eyeDistance : eyeDistance) + 0.011, y - top + 0.014)),
    );
  }
  const dark: Colour = [skin[0] * 0.22, skin[1] * 0.17, skin[2] * 0.16];
  if (Math.abs(side) < 0.078) {
    canvas.veil(dark, 0.9 * smooth(0.0085, 0.002, Math.abs(y - upper)));
    canvas.veil(dark, 0.28 * smooth(0.006, 0.001, Math.abs(y - lower)));
    // The fold of the lid.
    canvas.veil(dark, 0.32 * smooth(0.007, 0.001, Math.abs(y - upper + 0.02 + 0.006 * reach)));
  }
  const brow = top - 0.083 - 0.02 * Math.cos((side - 0.015) * 16) + 0.02 + Math.max(0, side) * 0.12;
  const browReach = smooth(0.105, 0.08, Math.abs(side - 0.005));
  const strands = 0.55 + 0.45 * noise(x * 160 + y * 60, y * 40);
  const thickness = browThickness * (1 - 0.45 * smooth(-0.02, 0.1, side));
  canvas.veil(hair, 0.9 * browReach * strands * smooth(thickness, thickness * 0.45, Math.abs(y - brow)));
}

function drawNose(canvas: Layers, { noseWidth, skin }: PortraitTraits, x: number, y: number): void {
  const shade: Colour = [skin[0] * 0.6, skin[1] * 0.5, skin[2] * 0.45];
  const glow: Colour = [Math.min(255, skin[0] * 1.2), Math.min(255, skin[1] * 1.2), Math.min(255, skin[2] * 1.18)];
  const along = smooth(-0.08, 0, y) * smooth(0.16, 0.1, y);
  const bridge = 0.028 + 0.02 * smooth(-0.05, 0.13, y);
  canvas.veil(shade, 0.26 * along * spot(Math.abs(x - 0.012) - bridge, 0, 0.018, 1));
  canvas.veil(shade, 0.16 * along * spot(x - bridge - 0.02, 0, 0.03, 1));
  canvas.veil(glow, 0.35 * along * spot(x + 0.004, 0, 0.014, 1));
  canvas.veil(glow, 0.4 * spot(x + 0.01, y - 0.115, 0.03, 0.024));
  // Wings, nostrils and the shadow below.
  const wing = ellipse(Math.abs(x) - noseWidth * 0.72, y - 0.142, 0.026, 0.03);
  const outerHalf = smooth(noseWidth * 0.7, noseWidth, Math.abs(x));
  canvas.veil(shade, 0.5 * smooth(0.012, 0.001, Math.abs(wing)) * outerHalf);
  canvas.veil([44, 22, 18], 0.8 * smooth(0.004, -0.004, ellipse(Math.abs(x) - 0.037, y - 0.163, 0.021, 0.0085)));
  canvas.veil(shade, 0.32 * spot(x, y - 0.182, 0.06, 0.014));
}

function drawMouth(canvas: Layers, traits: PortraitTraits, x: number, y: number): void {
  const { mouthWidth, lips, hair, moustache, skin } = traits;
  const line = 0.272 + 0.006 * Math.cos((x / mouthWidth) * 5.2) - 0.01 * (x / mouthWidth) ** 2;
  const reach = Math.max(0, 1 - (x / mouthWidth) ** 2);
  const bow = 0.03 - 0.007 * spot(x, 0, 0.02, 1);
  const upper = Math.max(line - bow * reach - y, y - line);
  const lower = Math.max(line - y, y - line - 0.038 * reach ** 0.8);
  canvas.veil(lips, 0.8 * smooth(0.004, -0.004, upper) * (reach > 0 ? 1 : 0));
  canvas.veil(
    [lips[0] * 1.1, lips[1] * 1.12, lips[2] * 1.1],
    0.72 * smooth(0.004, -0.004, lower) * (reach > 0 ? 1 : 0),
  );
  canvas.veil([255, 230, 220], 0.16 * spot(x + 0.02, y - line - 0.018, 0.05, 0.008));
  canvas.veil(
    [62, 26, 24],
    0.75 * smooth(0.0075, 0.001, Math.abs(y - line)) * smooth(mouthWidth * 1.04, mouthWidth * 0.92, Math.abs(x)),
  );
  canvas.veil(
    [skin[0] * 0.5, skin[1] * 0.44, skin[2] * 0.4],
    0.3 * spot(Math.abs(x) - mouthWidth, y - line, 0.014, 0.014),
  );
  if (moustache > 0) {
    const hairs = 0.5 + 0.5 * noise(x * 170, y * 60);
    const cover =
      spot(Math.abs(x) - 0.055, y - 0.222 - Math.abs(x) * 0.18, 0.075, 0.022) * smooth(0, 0.02, Math.abs(x));
    canvas.veil(hair, moustache * cover * hairs);
  }
}

/** Height of the hairline above a point of the forehead. */
const hairline = (x: number, receding: number): number => -0.335 - 0.05 * receding + 1.45 * x ** 2 + 0.9 * x ** 4;

function drawHair(canvas: Layers, traits: PortraitTraits, x: number, y: number): void {
  const { hair, faceWidth, headDress, age } = traits;
  const short = headDress === 'short-hair';
  const outer = ellipse(x, y + 0.1, faceWidth + 0.045, short ? 0.47 : 0.46);
  const strand = noise(x * 46 + Math.sin(y * 7) * 2.2, y * 13) * 0.6 + noise(x * 110, y * 26) * 0.4;
  const ragged = (strand - 0.5) * 0.035;
  const front = y - hairline(x, short ? age : 0) + ragged;
  // Down the temple: the strip beside the face, thinning out before the ear.
  const temple = faceHalfWidth(traits, y) - 0.032 + 0.06 * smooth(-0.2, short ? 0.04 : 0.08, y) - Math.abs(x) + ragged;
  const side = Math.max(temple, y - (short ? 0.035 : 0.08));
  const distance = Math.max(outer + ragged * 0.4, Math.min(front, side));
  const gloss = 0.55 * spot(x + 0.12, y + 0.42, 0.2, 0.08);
  // Dark hair shimmers more than grey hair.
  const contrast = hair[0] > 90 ? 0.3 : 0.75;
  canvas.shape(distance, hair, 1.05 - contrast / 2 + contrast * strand + gloss * contrast * 2.6 * strand, 0.003);
}

function drawHairBehind(canvas: Layers, { hair, faceWidth }: PortraitTraits, x: number, y: number): void {
  const strand = noise(x * 60, y * 9);
  const distance = Math.max(Math.abs(x) - faceWidth - 0.05 + 0.16 * smooth(0.1, 0.55, y), y - 0.6, -0.1 - y);
  canvas.shape(distance, hair, 0.5 + 0.5 * strand, 0.006);
}

function drawHijab(canvas: Layers, traits: PortraitTraits, x: number, y: number): void {
  const { hijab, faceWidth } = traits;
  // Opening: from the forehead round the cheeks to below the chin.
  const opening = ellipse(x, y - 0.065, faceWidth - 0.022, 0.43);
  const crown = ellipse(x, y + 0.08, faceWidth + 0.085, 0.51);
  const fall = Math.abs(x) - 0.42 - 0.34 * smooth(0.25, 0.85, y) + 0.03 * Math.sin(y * 9);
  const drape = Math.max(fall, -0.05 - y, y - 1.02 - 0.1 * Math.cos(x * 3));
  const distance = Math.max(Math.min(crown, drape), -opening);
  const folds =
    0.1 * Math.sin((x + 0.35) * 17 * smooth(-0.6, 1.1, y) + y * 6) * smooth(0.1, 0.6, y) +
    0.07 * Math.sin(opening * 60) * smooth(0.25, 0, Math.abs(opening));
  const weave = (noise(x * 100, y * 100) - 0.5) * 0.05;
  const round = 0.2 * Math.max(0, (Math.abs(x) - 0.2) * 1.6) + 0.2 * x;
  canvas.shape(distance, hijab, 0.95 - round + folds + weave - 0.22 * smooth(0.035, 0, opening));
  // The cloth's shadow on the face.
  if (opening < 0) canvas.veil([40, 22, 16], 0.42 * smooth(-0.07, 0, opening));
  // Where it is pinned under the chin, one side lies over the other.
  const overlap = Math.abs(x - 0.12 - (y - 0.52) * 0.42);
  if (distance < 0 && y > 0.5) canvas.veil([20, 20, 24], 0.34 * smooth(0.016, 0.002, overlap));
}
