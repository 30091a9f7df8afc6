import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { TrainingOptions } from './run-training.ts';
import { giveUp } from './terminal.ts';

const USAGE = '[--port N] [--fresh] [--no-gateway] [--dir DIR]';

const TRAINING_DIR = join(import.meta.dirname, '../../out/training');

/** Reads the command line of `npm start` and `npm run dev`; ends with the usage where it is none. */
export function readTrainingOptions(args = process.argv.slice(2)): Omit<TrainingOptions, 'dev'> {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        fresh: { type: 'boolean', default: false },
        'no-gateway': { type: 'boolean', default: false },
        dir: { type: 'string', default: TRAINING_DIR },
      },
    });
    const port = values.port === undefined ? null : Number(values.port);
    if (port !== null && !(Number.isInteger(port) && port >= 1024 && port <= 65535)) throw new RangeError('--port');
    return { dir: resolve(values.dir), port, fresh: values.fresh, gateway: !values['no-gateway'] };
  } catch (error) {
    return giveUp(`Pilihan: ${USAGE}`, `Options: ${USAGE} (${(error as Error).message})`);
  }
}
