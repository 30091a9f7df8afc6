/**
 * The virtual kit: devices of training mode and of tests, as a process of its own.
 *
 * Prints one line of JSON with its ports when they can be opened, and serves until it is killed. Standard input takes
 * commands, one JSON object a line, for instance `{"fault":"silence"}`, `{"fault":null}`, `{"finger":"absent"}`,
 * `{"cable":"out"}`; each is answered with the state after it. `{"fault":null}` also plugs the
 * cable in again that the fault `unplug` pulled.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { readKitCommand, readKitOptions, USAGE } from './kit-options.ts';
import { printFolder } from './print-folder.ts';
import { VirtualSensor } from './virtual-sensor.ts';

async function serve(): Promise<void> {
  const options = readKitOptions(process.argv.slice(2));
  const folder = resolve(options.folder);
  mkdirSync(folder, { recursive: true });
  const images = printFolder(options.prints, join(folder, 'sent'));
  const port = join(folder, 'fingerprint');
  const sensor = new VirtualSensor(port, images, options.behaviour, noise(options.seed));
  await sensor.plug();
  say({ fingerprint: port });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => void sensor.unplug().then(() => process.exit(0)));
  }
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== '') await obey(sensor, line);
  }
}

async function obey(sensor: VirtualSensor, line: string): Promise<void> {
  try {
    const { cable, ...change } = readKitCommand(line);
    Object.assign(sensor.behaviour, change);
    if (cable === 'out') await sensor.unplug();
    else if (cable === 'in' || change.fault === null) await sensor.plug();
    say({ ...sensor.behaviour, cable: sensor.isPlugged ? 'in' : 'out' });
  } catch (error) {
    say({ error: error instanceof Error ? error.message : String(error) });
  }
}

/** A linear congruential generator (Numerical Recipes): all that the noise of a fault needs. */
function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

serve().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exit(2);
});
