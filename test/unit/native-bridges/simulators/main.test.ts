import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import type { FingerCaptureDevice } from '../../../../native-bridges/contract/capture-device.ts';
import { openZfmDriver } from '../../../../native-bridges/drivers/fingerprint/zfm/driver.ts';
import { encodeGreyMap } from '../../../../native-bridges/simulators/grey-map.ts';
import { isPortPresent } from '../../../../native-bridges/transports/serial/serial-ports.ts';
import { SerialTransport } from '../../../../native-bridges/transports/serial/serial-transport.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { HASTY_PROPERTIES, hashOf } from '../../../support/virtual-finger.ts';
import { startVirtualKit, type VirtualKit } from '../../../support/virtual-kit.ts';

const ENTRY = new URL('../../../../native-bridges/simulators/main.ts', import.meta.url).pathname;
const never = new AbortController().signal;

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

async function start(folder: string, ...options: readonly string[]): Promise<VirtualKit> {
  const kit = await startVirtualKit(folder, '--pace', '0', ...options);
  undo.push(() => kit.stop());
  return kit;
}

async function open(kit: VirtualKit): Promise<FingerCaptureDevice> {
  const identity = { deviceId: 'fingerprint-1', model: 'ZFM / R30x', serial: null, simulated: true };
  const driver = await openZfmDriver(new SerialTransport(kit.fingerprint), HASTY_PROPERTIES, identity, never);
  undo.push(() => driver.close());
  return driver;
}

/** Captures and gives the hash of what arrived. */
const capture = async (driver: FingerCaptureDevice) =>
  hashOf((await driver.captureFinger('right-index', { signal: never, onProgress: () => {} })).image.pixels);

test('prints follow one another, are told in the order sent, and the port may be opened again and again', async () => {
  const kit = await start(temporaryFolder());
  const received = [];
  for (let round = 0; round < 3; round += 1) {
    const driver = await open(kit);
    received.push(await capture(driver));
    await driver.close();
  }
  expect(kit.sentHashes()).toEqual(received);
  expect(received[0]).not.toEqual(received[1]);
  expect(received[2]).toEqual(received[0]);
});

test('a finger comes after its delay', async () => {
  const kit = await start(temporaryFolder(), '--finger-delay', '150');
  const driver = await open(kit);
  const started = performance.now();
  await capture(driver);
  expect(performance.now() - started).toBeGreaterThan(150);
});

test('faults are switched while it runs, and what is not understood changes nothing', async () => {
  const kit = await start(temporaryFolder(), '--fault', 'no-finger');
  const driver = await open(kit);
  await expect(capture(driver)).rejects.toMatchObject({ code: 'CAPTURE_NO_FINGER' });
  expect(await kit.command({ fault: 'flood' })).toEqual({ error: 'not understood: fault' });
  expect(await kit.command({ toString: 1 })).toEqual({ error: 'not understood: toString' });
  await expect(capture(driver)).rejects.toMatchObject({ code: 'CAPTURE_NO_FINGER' });
  expect(await kit.command({ fault: null })).toMatchObject({ fault: null, cable: 'in' });
  expect(await capture(driver)).toEqual(kit.sentHashes()[0]);
});

test('its cable is pulled and plugged in by command', async () => {
  const kit = await start(temporaryFolder());
  expect(await kit.command({ cable: 'out' })).toMatchObject({ cable: 'out' });
  expect(await isPortPresent(kit.fingerprint)).toBe(false);
  expect(await kit.command({ finger: 'present' })).toMatchObject({ cable: 'out' });
  expect(await kit.command({ cable: 'in' })).toMatchObject({ cable: 'in' });
  expect(await capture(await open(kit))).toEqual(kit.sentHashes()[0]);
});

test('killed it leaves no port behind, and its successor counts on', async () => {
  const folder = temporaryFolder();
  const killed = await start(folder);
  const first = await capture(await open(killed));
  killed.process.kill('SIGKILL');
  await once(killed.process, 'exit');
  await vi.waitFor(async () => expect(await isPortPresent(killed.fingerprint)).toBe(false), { timeout: 10_000 });
  const successor = await start(folder);
  expect(successor.fingerprint).toBe(killed.fingerprint);
  const second = await capture(await open(successor));
  expect(successor.sentHashes()).toEqual([first, second]);
});

test.each([
  ['--dir and --prints are needed', () => ['--dir', temporaryFolder()]],
  ['no such fault: flood', () => ['--dir', temporaryFolder(), '--prints', 'x', '--fault', 'flood']],
  ['--pace is a number', () => ['--dir', temporaryFolder(), '--prints', 'x', '--pace', 'fast']],
  ['no .pgm file in', () => ['--dir', temporaryFolder(), '--prints', temporaryFolder()]],
  [
    'the sensor 256 by 288',
    () => {
      const prints = `${temporaryFolder()}/prints`;
      mkdirSync(prints);
      writeFileSync(`${prints}/small.pgm`, encodeGreyMap({ width: 2, height: 1, pixels: Uint8Array.of(0, 255) }));
      return ['--dir', temporaryFolder(), '--prints', prints];
    },
  ],
])('it does not start without what it needs: %s', (reason, args) => {
  const folderArgs = args();
  const { status, stderr } = spawnSync(process.execPath, [ENTRY, ...folderArgs], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain(reason);
  expect(stderr).toContain('usage:');
  expect(existsSync(`${folderArgs[1]}/fingerprint`)).toBe(false);
});
