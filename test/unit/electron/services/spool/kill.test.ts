import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listMedium, readWholeHeader } from '../../../../../electron/services/spool/medium.ts';
import { openSpool } from '../../../../../electron/services/spool/spool.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';
import { KIOSK_ID } from '../support/packets.ts';
import { recordedLog } from '../support/recorded-log.ts';

const ROUNDS = 10;

/** Header and packet together mean whole, on both media. `seen` holds files that need no second look. */
async function expectWholePackets(media: readonly string[], seen: Set<string>): Promise<void> {
  for (const medium of media) {
    for (const packetId of (await listMedium(medium)).packets) {
      const file = join(medium, packetId);
      if (!seen.has(file)) expect(await readWholeHeader(medium, packetId)).not.toBeNull();
      seen.add(file);
    }
  }
}

/** Puts packets in another process and kills it with SIGKILL some time after its first acknowledgement. */
async function putAndKill(directory: string, second: string, afterMs: number): Promise<Map<string, number>> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'put-until-killed.process.ts'), directory, second], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const ended = new Promise((resolve) => child.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk;
      resolve();
    });
    void ended.then(() => reject(new Error('ended by itself')));
  });
  // Another process looks on, as fast as it can, for a packet that shows before it is whole.
  const seen = new Set<string>();
  const until = performance.now() + afterMs;
  do await expectWholePackets([directory, second], seen);
  while (performance.now() < until);
  child.kill('SIGKILL');
  await ended;
  const lines = output.trimEnd().split('\n');
  return new Map(lines.map((line) => line.split(' ') as [string, string]).map(([id, number]) => [id, Number(number)]));
}

test('kill -9 at any moment: what was acknowledged is whole, and nothing half is visible', async () => {
  const folder = temporaryFolder();
  const [directory, second] = [join(folder, 'spool'), join(folder, 'stick')];
  mkdirSync(second);
  const acknowledged = new Map<string, number>();
  let cutWrites = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const [id, sequence] of await putAndKill(directory, second, 20 + randomInt(80)))
      acknowledged.set(id, sequence);
    cutWrites += readdirSync(directory).filter((name) => name.endsWith('.tmp')).length;
    // As the kill left it, before anything is swept.
    await expectWholePackets([directory, second], new Set());
  }
  const log = recordedLog();
  const spool = await openSpool({
    directory,
    secondDirectory: second,
    activation: () => ({ kioskId: KIOSK_ID, receiptKeys: [] }),
    log,
  });
  const { packets, highestSequence } = await spool.state();
  expect(packets.map(({ packetId }) => packetId)).toEqual(expect.arrayContaining([...acknowledged.keys()]));
  for (const { packetId } of packets) await spool.openIntact(packetId);
  expect(highestSequence).toBeGreaterThanOrEqual(Math.max(...acknowledged.values()));
  expect(new Set(packets.map(({ sequence }) => sequence)).size).toBe(packets.length);
  expect(readdirSync(directory).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  expect(log.entries).toEqual([]);
  // The kills did hit writes, or the test would prove nothing.
  expect(cutWrites).toBeGreaterThan(0);
});
