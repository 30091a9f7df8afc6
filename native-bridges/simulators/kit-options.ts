import { parseArgs } from 'node:util';
import { isZfmFault, ZFM_FAULTS } from './zfm/faults.ts';
import { DEFAULT_BEHAVIOUR, type SensorBehaviour } from './zfm/simulated-sensor.ts';

export const USAGE = `usage: main.ts --dir DIR --prints DIR [--seed N] [--fault NAME] [--finger-delay MS] [--pace N]

  --dir           where the port's link (fingerprint) and the pictures sent (sent/<n>.pgm) go
  --prints        folder of PGM files, 256 by 288, that the sensor "sees", in the order of their names
  --seed          of the noise in simulated faults (1)
  --fault         ${Object.keys(ZFM_FAULTS).join(', ')}
  --finger-delay  from being asked for a finger to there being one, ms (0)
  --pace          1 as fast as the line, 10 ten times faster, 0 unpaced (1)
`;

export interface KitOptions {
  readonly folder: string;
  readonly prints: string;
  readonly seed: number;
  readonly behaviour: SensorBehaviour;
}

/** Reads the command line. @throws Error with a sentence for whoever typed it */
export function readKitOptions(args: readonly string[]): KitOptions {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { dir: string, prints: string, seed: string, fault: string, 'finger-delay': string, pace: string },
  });
  if (values.dir === undefined || values.prints === undefined) throw new Error('--dir and --prints are needed');
  const fault = values.fault ?? null;
  if (fault !== null && !isZfmFault(fault)) throw new Error(`no such fault: ${fault}`);
  return {
    folder: values.dir,
    prints: values.prints,
    seed: numberOf('seed', values.seed, 1),
    behaviour: {
      ...DEFAULT_BEHAVIOUR,
      fault,
      fingerDelay: numberOf('finger-delay', values['finger-delay'], DEFAULT_BEHAVIOUR.fingerDelay),
      pace: numberOf('pace', values.pace, DEFAULT_BEHAVIOUR.pace),
    },
  };
}

/** Changes of behaviour while the kit runs; absent fields stay as they are. */
export interface KitCommand {
  readonly fault?: SensorBehaviour['fault'];
  readonly unplugAt?: number;
  readonly finger?: SensorBehaviour['finger'];
  readonly fingerDelay?: number;
  readonly pace?: number;
  readonly cable?: 'in' | 'out';
}

/** Reads one line of JSON. @throws Error where it is no command */
export function readKitCommand(line: string): KitCommand {
  const command: unknown = JSON.parse(line);
  if (typeof command !== 'object' || command === null) throw new Error('a command is an object');
  for (const [name, value] of Object.entries(command)) {
    const read = Object.hasOwn(COMMAND_FIELDS, name) ? COMMAND_FIELDS[name as keyof KitCommand] : () => false;
    if (!read(value)) throw new Error(`not understood: ${name}`);
  }
  return command;
}

const isCount = (value: unknown) => typeof value === 'number' && value >= 0;
const COMMAND_FIELDS: { readonly [Name in keyof Required<KitCommand>]: (value: unknown) => boolean } = {
  fault: (value) => value === null || isZfmFault(value),
  unplugAt: isCount,
  finger: (value) => value === 'auto' || value === 'present' || value === 'absent',
  fingerDelay: isCount,
  pace: isCount,
  cable: (value) => value === 'in' || value === 'out',
};

function numberOf(name: string, text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Error(`--${name} is a number`);
  return value;
}
