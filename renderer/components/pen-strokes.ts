/** One sample of the pen: x and y in pad pixels, pressure 0 to 1, t in ms since the first point of the signature. */
export interface PenPoint {
  readonly x: number;
  readonly y: number;
  readonly pressure: number;
  readonly t: number;
}

export interface PenStroke {
  readonly points: readonly PenPoint[];
}

/** The pad's own pixels, whatever its size on screen: points and picture do not depend on the monitor. */
export const PAD_WIDTH = 640;
export const PAD_HEIGHT = 280;

/** Line width in pad pixels, from a feather-light to a full pen. */
const THINNEST = 1.2;
const PRESSURE_WIDTH = 2.8;

type DrawingContext = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Draws strokes; the context's transform maps pad pixels to its own. A stroke of one point is a dot. */
export function drawStrokes(context: DrawingContext, strokes: readonly PenStroke[], ink: string): void {
  context.strokeStyle = ink;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const { points } of strokes) {
    for (const [index, point] of points.entries()) {
      const before = points[index - 1] ?? point;
      context.beginPath();
      context.lineWidth = THINNEST + PRESSURE_WIDTH * ((before.pressure + point.pressure) / 2);
      context.moveTo(before.x, before.y);
      context.lineTo(point.x, point.y);
      context.stroke();
    }
  }
}
