import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Gateway } from '../../siak-gateway/gateway.ts';
import { publicDescription } from '../../siak-gateway/public-description.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { rawExchange } from './support/https-exchange.ts';
import { buildPacket } from './support/packet-builder.ts';
import { TestKiosk } from './support/test-kiosk.ts';

interface Run {
  readonly process: ChildProcess;
  readonly gateway: Gateway;
  /** Waits for a line on stdout. */
  says(text: string): Promise<void>;
}

/** Starts the program and waits until it says where it is. */
async function run(dataFolder: string): Promise<Run> {
  const argv = ['test/siak-gateway/main.ts', '--data', dataFolder, '--port', '0', '--residents', '20', '--seed', '5'];
  const child = spawn(process.execPath, argv, { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const says = async (text: string): Promise<void> => {
    await expect.poll(() => output, { timeout: 80_000 }).toContain(text);
  };
  await says('public.json');
  const description = publicDescription.parse(JSON.parse(readFileSync(join(dataFolder, 'public.json'), 'utf8')));
  return { process: child, gateway: description as Gateway, says };
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', (code) => resolve(code)));

// Each start makes or opens a database, on two cores that others use too.
describe('npm run gateway', { timeout: 180_000 }, () => {
  it('survives kill -9 in the middle of an upload, and is found again at the same address', async () => {
    const dataFolder = temporaryFolder();
    const first = await run(dataFolder);
    const kiosk = await TestKiosk.activated(first.gateway);
    const delivered = await buildPacket(kiosk, 1);
    await kiosk.deliver(delivered);
    const half = await buildPacket(kiosk, 2);
    await kiosk.begin(half.header);
    const broken = kiosk.patch(half.header.packetId, 0, half.bytes, 5000).catch((error: Error) => error);
    await sleep(20);
    first.process.kill('SIGKILL');
    await Promise.all([ended(first.process), broken]);

    const second = await run(dataFolder);
    expect(second.gateway).toEqual(first.gateway);
    const again = kiosk.before(second.gateway);
    expect((await again.receipts()).map(({ packetId }) => packetId)).toEqual([delivered.header.packetId]);
    const offset = Number((await again.head(half.header.packetId)).headers['upload-offset']);
    expect(offset).toBeLessThanOrEqual(5000);
    await again.patch(half.header.packetId, offset, half.bytes.subarray(offset));
    expect((await again.receipts()).at(-1)).toMatchObject({ sequence: 2, verdict: 'accepted' });
  });

  it('switches faults by lines on stdin, and ends on SIGTERM', async () => {
    const { process: child, gateway, says } = await run(temporaryFolder());
    const status = async () => (await rawExchange(gateway, { method: 'GET', path: '/v1/time' })).status;
    child.stdin!.write('{"fault":"500"}\n');
    await says('fault on: 500');
    expect(await status()).toBe(500);
    child.stdin!.write('{"fault":"flood"}\nnonsense\n');
    await says('not understood');
    child.stdin!.write('{"fault":null}\n');
    await says('fault off');
    expect(await status()).toBe(200);
    const exit = ended(child);
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
  });

  it('says how it is called when it is called wrongly', async () => {
    const child = spawn(process.execPath, ['test/siak-gateway/main.ts', '--port', '70000'], { stdio: 'pipe' });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    expect(await ended(child)).toBe(1);
    expect(errors).toContain('usage:');
  });
});
