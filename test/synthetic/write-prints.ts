/** Writes invented prints as PGM files: `node test/synthetic/write-prints.ts --out DIR --count N --seed S`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { encodeGreyMap } from '../../native-bridges/simulators/grey-map.ts';
import { SENSOR_HEIGHT, SENSOR_WIDTH } from '../../native-bridges/simulators/zfm/simulated-sensor.ts';
import { inventPrint } from './prints.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    count: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
});
if (values.out === undefined) throw new Error('usage: write-prints.ts --out DIR [--count N] [--seed S]');
mkdirSync(values.out, { recursive: true });
for (let number = 1; number <= Number(values.count); number += 1) {
  const print = inventPrint({ seed: Number(values.seed) + number - 1, width: SENSOR_WIDTH, height: SENSOR_HEIGHT });
  writeFileSync(join(values.out, `print-${String(number).padStart(3, '0')}.pgm`), encodeGreyMap(print));
}
