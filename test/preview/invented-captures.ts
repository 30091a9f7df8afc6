import { measureFingerQuality } from '../../native-bridges/biometrics/quality/finger-quality.ts';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import type { FingerCapture } from '../../native-bridges/contract/capture.ts';
import { FINGER_POSITIONS, type FingerPosition } from '../../native-bridges/contract/modality.ts';
import { drawStrokes, PAD_HEIGHT, PAD_WIDTH, type PenStroke } from '../../renderer/components/pen-strokes.ts';
import { inventPortraitFrames } from '../synthetic/portraits.ts';
import { inventPrint } from '../synthetic/prints.ts';

const WIDTH = 256;
const HEIGHT = 288;

/** A print as the ZFM sensor gives it; a faint one has half the contrast on part of the glass. */
export function inventedFinger(position: FingerPosition, faint: boolean): FingerCapture {
  const { pixels } = inventPrint({ seed: FINGER_POSITIONS[position], width: WIDTH, height: HEIGHT });
  const pressed = faint ? pixels.map((grey, at) => (at % WIDTH < 90 ? 238 : 238 - (238 - grey) * 0.42)) : pixels;
  const image = { width: WIDTH, height: HEIGHT, ppi: 500, pixels: new Uint8Array(pressed) };
  return {
    modality: 'fingerprint',
    position,
    image,
    quality: measureFingerQuality(image),
    device: { deviceId: 'zfm-1', model: 'ZFM-20', serial: null, simulated: true },
  };
}

const portraits = new Map<number, Promise<Bytes>>();

/** A drawn person's portrait, cropped to 3:4, as JPEG; drawn once, since a face takes a second or two. */
export function inventedPortrait(seed: number, background: 'red' | 'blue'): Promise<Bytes> {
  const drawn = portraits.get(seed) ?? drawPortrait(seed, background);
  portraits.set(seed, drawn);
  return drawn;
}

async function drawPortrait(seed: number, background: 'red' | 'blue'): Promise<Bytes> {
  const [frame] = inventPortraitFrames({ seed, background, frameCount: 1 });
  const { width, height, pixels } = frame!;
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at++) rgba.set(pixels.subarray(at * 3, at * 3 + 3), at * 4);
  const cropWidth = (height * 3) / 4;
  const canvas = new OffscreenCanvas(cropWidth, height);
  canvas.getContext('2d')?.putImageData(new ImageData(rgba, width, height), -(width - cropWidth) / 2, 0);
  return bytesOf(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 }));
}

/** A scribble that is nobody's signature. */
export async function inventedSignature(): Promise<Bytes> {
  const points = Array.from({ length: 160 }, (_, index) => {
    const along = index / 159;
    const swing = Math.sin(along * 26) * (70 - 45 * along) + Math.sin(along * 7) * 24;
    return {
      x: PAD_WIDTH * (0.2 + 0.6 * along) + Math.cos(along * 26) * 22,
      y: PAD_HEIGHT * 0.5 + swing,
      pressure: 0.3 + 0.5 * Math.abs(Math.sin(along * 13)),
      t: index * 8,
    };
  });
  const strokes: PenStroke[] = [{ points }];
  const canvas = new OffscreenCanvas(PAD_WIDTH, PAD_HEIGHT);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, PAD_WIDTH, PAD_HEIGHT);
  drawStrokes(context, strokes, '#000000');
  return bytesOf(await canvas.convertToBlob({ type: 'image/png' }));
}

async function bytesOf(blob: Blob): Promise<Bytes> {
  return new Uint8Array(await blob.arrayBuffer());
}
