import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { isIntact, listMedium, readHeader } from '../../../../../electron/services/spool/medium.ts';
import { openSpool } from '../../../../../electron/services/spool/spool.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';
import { recordedLog } from '../support/recorded-log.ts';

const ROUNDS = 12;

/** Puts packets in another process and kills it with SIGKILL some time after its first acknowledgement. */
async function putAndKill(directory: string, second: string, afterMs: number): Promise<Map<string, number>> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'put-until-killed.ts'), directory, second], {
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
  await sleep(afterMs);
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
    for (const [id, sequence] of await putAndKill(directory, second, randomInt(60))) acknowledged.set(id, sequence);
    cutWrites += readdirSync(directory).filter((name) => name.endsWith('.tmp')).length;
    // As the kill left it, before anything is swept: header and packet together mean whole.
    for (const medium of [directory, second]) {
      for (const packetId of (await listMedium(medium)).packets) {
        const header = await readHeader(medium, packetId);
        expect(header && (await isIntact(medium, header))).toBe(true);
      }
    }
  }
  const log = recordedLog();
  const spool = await openSpool({ directory, secondDirectory: second, activation: () => null, log });
  const { packets, highestSequence } = await spool.state();
  expect(packets.map(({ packetId }) => packetId)).toEqual(expect.arrayContaining([...acknowledged.keys()]));
  for (const packetId of acknowledged.keys()) await spool.openIntact(packetId);
  expect(highestSequence).toBeGreaterThanOrEqual(Math.max(...acknowledged.values()));
  expect(new Set(packets.map(({ sequence }) => sequence)).size).toBe(packets.length);
  expect(readdirSync(directory).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  expect(log.entries).toEqual([]);
  // The kills did hit writes, or the test would prove nothing.
  expect(cutWrites).toBeGreaterThan(0);
});
