import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bytes } from '../contract/bytes.ts';
import { decodeGreyMap, encodeGreyMap } from './grey-map.ts';
import { SENSOR_HEIGHT, SENSOR_WIDTH, type SensorImages } from './zfm/simulated-sensor.ts';

/**
 * The pictures of a simulated sensor: the PGM files of one folder, by name, over and over. What was sent whole is
 * written as `<n>.pgm` into another folder, counted on from what is there, so that a test can compare it with what the
 * centre received.
 *
 * @throws Error where the folder has no picture, or one that is not of the sensor's size
 */
export function printFolder(prints: string, sentFolder: string): SensorImages {
  const names = readdirSync(prints)
    .filter((name) => name.endsWith('.pgm'))
    .sort();
  if (names.length === 0) throw new Error(`no .pgm file in ${prints}`);
  const pictures = names.map((name) => readPicture(join(prints, name)));
  mkdirSync(sentFolder, { recursive: true });
  let sentCount = readdirSync(sentFolder).reduce((most, name) => Math.max(most, Number.parseInt(name, 10) || 0), 0);
  let taken = sentCount;
  return {
    next() {
      const picture = pictures[taken % pictures.length]!;
      taken += 1;
      return picture;
    },
    sent(pixels) {
      sentCount += 1;
      const picture = encodeGreyMap({ width: SENSOR_WIDTH, height: SENSOR_HEIGHT, pixels });
      writeFileSync(join(sentFolder, `${sentCount}.pgm`), picture);
    },
  };
}

function readPicture(file: string): Bytes {
  const { width, height, pixels } = decodeGreyMap(readFileSync(file));
  if (width !== SENSOR_WIDTH || height !== SENSOR_HEIGHT) {
    throw new Error(`${file} is ${width} by ${height}, the sensor ${SENSOR_WIDTH} by ${SENSOR_HEIGHT}`);
  }
  return pixels;
}
