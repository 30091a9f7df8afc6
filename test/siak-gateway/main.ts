import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { GATEWAY_FAULTS, type GatewayFault } from './faults.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { inventTrainingTenant } from './tenant.ts';

const USAGE = 'usage: node test/siak-gateway/main.ts --data FOLDER [--port 8443] [--residents 250] [--seed 1]';

/** Reads the command line. @throws RangeError with what is wrong */
function readOptions(): { data: string; port: number; residents: number; seed: number } {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      port: { type: 'string', default: '8443' },
      residents: { type: 'string', default: '250' },
      seed: { type: 'string', default: '1' },
    },
  });
  const { data } = values;
  if (!data) throw new RangeError('--data is missing');
  const number = (name: 'port' | 'residents' | 'seed', highest: number): number => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 0 || value > highest) throw new RangeError(`--${name} ${values[name]}`);
    return value;
  };
  return { data, port: number('port', 65_535), residents: number('residents', 20_000), seed: number('seed', 2 ** 31) };
}

/** Lines of JSON on stdin switch faults: `{"fault":"500"}`, `{"fault":null}`. Anything else is answered with a sentence. */
function listenForFaults(gateway: Gateway): void {
  createInterface({ input: process.stdin }).on('line', (line) => {
    const fault = readFault(line);
    if (fault === undefined) return console.log(`not understood; faults are ${GATEWAY_FAULTS.join(', ')} or null`);
    gateway.setFault(fault);
    console.log(fault === null ? 'fault off' : `fault on: ${fault}`);
  });
}

function readFault(line: string): GatewayFault | null | undefined {
  try {
    const { fault } = JSON.parse(line) as { fault?: unknown };
    return fault === null ? null : GATEWAY_FAULTS.find((known) => known === fault);
  } catch {
    return undefined;
  }
}

async function main(): Promise<void> {
  const { data, port, residents, seed } = readOptions();
  const firstDay = new Date().toISOString().slice(0, 10);
  const gateway = await createGateway({
    dataFolder: data,
    port: port === 0 ? null : port,
    tenant: await inventTrainingTenant({ seed, residentCount: residents, firstDay }),
    log: (line) => console.log(line),
  });
  const [officer] = gateway.credentials;
  console.log(`Reference centre (training) at ${gateway.url}`);
  console.log(`  activation code ${gateway.activationCode}, officer ${officer?.name}, PIN ${officer?.pin}`);
  console.log(`  data in ${data}; what a kiosk needs to know: ${data}/public.json`);
  listenForFaults(gateway);
  const stop = (): void => void gateway.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

try {
  await main();
} catch (error) {
  if (error instanceof RangeError) console.error(`${error.message}\n${USAGE}`);
  else if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
    console.error('the port is taken; choose another with --port');
  else console.error(error);
  process.exitCode = 1;
}
