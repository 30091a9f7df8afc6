import { writeFileSync } from 'node:fs';

/** A picture, three bytes a pixel (red, green, blue), row by row. Width and height are even. */
export interface RgbFrame {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/**
 * Writes a YUV4MPEG2 film, C420jpeg, which Chromium takes for `--use-file-for-fake-video-capture`.
 *
 * @throws RangeError for no frame, odd sizes or frames of different sizes
 */
export function writeY4m(path: string, frames: readonly RgbFrame[], framesPerSecond: number): void {
  const [first] = frames;
  if (!first || first.width % 2 !== 0 || first.height % 2 !== 0) throw new RangeError('frames of even size expected');
  const { width, height } = first;
  const parts: Uint8Array[] = [Buffer.from(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`)];
  for (const frame of frames) {
    if (frame.width !== width || frame.height !== height) throw new RangeError('frames of one size expected');
    parts.push(Buffer.from('FRAME\n'), planesOf(frame));
  }
  writeFileSync(path, Buffer.concat(parts));
}

/** Y, Cb and Cr planes, chroma halved both ways. BT.601 studio range (16–235): how Chromium reads Y4M. */
function planesOf({ width, height, pixels }: RgbFrame): Uint8Array {
  const planes = new Uint8Array((width * height * 3) / 2);
  for (let at = 0; at < width * height; at++) {
    const red = pixels[at * 3]!;
    const green = pixels[at * 3 + 1]!;
    const blue = pixels[at * 3 + 2]!;
    planes[at] = Math.round(16 + 0.25679 * red + 0.50413 * green + 0.09791 * blue);
  }
  let chroma = width * height;
  const redPlane = chroma / 4;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2, chroma++) {
      const [red, green, blue] = meanOfFour(pixels, width, x, y);
      planes[chroma] = Math.round(128 - 0.14822 * red - 0.29099 * green + 0.43922 * blue);
      planes[chroma + redPlane] = Math.round(128 + 0.43922 * red - 0.36779 * green - 0.07143 * blue);
    }
  }
  return planes;
}

function meanOfFour(pixels: Uint8Array, width: number, x: number, y: number): [number, number, number] {
  const corner = (y * width + x) * 3;
  const mean = (channel: number): number =>
    (pixels[corner + channel]! +
      pixels[corner + 3 + channel]! +
      pixels[corner + width * 3 + channel]! +
      pixels[corner + width * 3 + 3 + channel]!) /
    4;
  return [mean(0), mean(1), mean(2)];
}
