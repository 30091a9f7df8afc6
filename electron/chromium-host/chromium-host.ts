import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { forkDeviceHost } from '../services/device-host/fork-device-host.ts';
import { superviseDeviceHost } from '../services/device-host/supervisor.ts';
import { openDiagnosticLog } from '../services/diagnostics/diagnostic-log.ts';
import { createFileSecretBox } from '../services/keystore/file-secret-box.ts';
import { type KioskConfig, kitOf } from '../services/kiosk-config.ts';
import { servePage } from '../services/page-channels/serve-page.ts';
import { createShellServices } from '../services/shell-services.ts';
import { type HostServer, startHostServer } from './host-server.ts';
import { takeProfileLock } from './profile-lock.ts';

const root = join(import.meta.dirname, '../..');

export interface ChromiumHostOptions {
  readonly config: KioskConfig;
  readonly profileDir: string;
  readonly wishedPort: number | null;
  /** Folder of the built renderer; null for Vite with hot reload. */
  readonly rendererDir: string | null;
}

/**
 * The shell in plain Node: services, device host and the page's server on one profile.
 *
 * @throws CodedError from `host-errors.ts` or the services' `start-errors.ts`; nothing is left running then
 */
export async function startChromiumHost(options: ChromiumHostOptions): Promise<HostServer> {
  const { config, profileDir, wishedPort, rendererDir } = options;
  const closing: (() => void)[] = [];
  const closeAll = () => {
    for (const close of closing.splice(0).reverse()) close();
  };
  await mkdir(profileDir, { recursive: true, mode: 0o700 });
  const lock = takeProfileLock(profileDir);
  closing.push(() => lock.release());
  try {
    const log = openDiagnosticLog(profileDir);
    const services = await createShellServices({
      config,
      profileDir,
      secretBox: createFileSecretBox(join(profileDir, 'secret-box.key')),
      description: { shell: 'chromium-host', version: await ownVersion(), forProduction: false },
      log,
    });
    closing.push(() => services.close());
    const devices = superviseDeviceHost({
      spawn: () => forkDeviceHost(join(root, 'native-bridges/host/main.ts'), kitOf(config)),
      log,
    });
    closing.push(() => devices.stop());

    const server = await startHostServer({
      profileDir,
      wishedPort,
      rendererDir,
      onChannel: servePage(services, devices, log),
      log: (code, kind) => log.write({ code, detail: kind }),
    });
    return {
      ...server,
      close: async () => {
        await server.close();
        closeAll();
      },
    };
  } catch (error) {
    closeAll();
    throw error;
  }
}

async function ownVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return version;
}
