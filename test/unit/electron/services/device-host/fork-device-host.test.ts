import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { forkDeviceHost } from '../../../../../electron/services/device-host/fork-device-host.ts';
import { superviseDeviceHost } from '../../../../../electron/services/device-host/supervisor.ts';
import type { KitConfig } from '../../../../../electron/services/kiosk-config.ts';
import { recordedLog } from '../support/recorded-log.ts';

const kit: KitConfig = { training: true, fingerprint: [{ port: '/dev/pts/9', model: 'zfm', simulated: true }] };

function forkEcho() {
  const host = forkDeviceHost(join(import.meta.dirname, 'echo-host.process.ts'), kit);
  onTestFinished(() => host.kill());
  return host;
}

interface Echo {
  readonly message: { readonly pixels: Uint8Array };
  readonly args: string[];
  readonly environment: string[];
}

test('bytes cross as bytes, the kit is handed over, and the environment is not', async () => {
  vi.stubEnv('JEMPUT_SECRET', 'not for the device host');
  const host = forkEcho();
  const pixels = Uint8Array.from({ length: 100_000 }, (_, index) => index);
  const echoed = new Promise<Echo>((resolve) => host.onMessage((message) => resolve(message as Echo)));
  host.post({ pixels });
  const { message, args, environment } = await echoed;
  expect(new Uint8Array(message.pixels)).toEqual(pixels);
  expect(message.pixels).toBeInstanceOf(Uint8Array);
  expect(args).toEqual(['--kit', JSON.stringify(kit)]);
  expect(environment).toContain('PATH');
  expect(environment).not.toContain('JEMPUT_SECRET');
  expect(environment).not.toContain('HOME');
});

test('a killed process is told once, and what is posted to it afterwards is harmless', async () => {
  const host = forkEcho();
  const exited = vi.fn();
  host.onExit(exited);
  await new Promise<void>((resolve) => {
    host.onMessage(() => resolve());
    host.post('ready?');
  });
  host.kill();
  await vi.waitFor(() => expect(exited).toHaveBeenCalledOnce());
  host.post('still there?');
});

test('an entry that is not there ends like a crash, and is tried again', async () => {
  const log = recordedLog();
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => void stderr.mockRestore());
  const supervisor = superviseDeviceHost({ spawn: () => forkDeviceHost('/nowhere/host.js', kit), log });
  await vi.waitFor(() => expect(log.entries.length).toBeGreaterThanOrEqual(2), { timeout: 20_000 });
  supervisor.stop();
  expect(new Set(log.codes())).toEqual(new Set(['DEVICE_HOST_DOWN']));
});
