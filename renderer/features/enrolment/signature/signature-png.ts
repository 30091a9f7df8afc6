import type { Bytes } from '../../../../native-bridges/contract/bytes.ts';
import { drawStrokes, PAD_HEIGHT, PAD_WIDTH, type PenStroke } from '../../../components/pen-strokes.ts';

/** Picture pixels per pad pixel: 1280×560, enough for any print. */
const DENSITY = 2;
const INK = '#000000';
const PAPER = '#ffffff';

/** The signature as PNG, black on white. */
export async function signaturePng(strokes: readonly PenStroke[]): Promise<Bytes> {
  const canvas = new OffscreenCanvas(PAD_WIDTH * DENSITY, PAD_HEIGHT * DENSITY);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = PAPER;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(DENSITY, DENSITY);
  drawStrokes(context, strokes, INK);
  const png = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await png.arrayBuffer());
}
