import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hasDisplay } from '../../../electron/chromium-host/browser.ts';
import { takeProfileLock } from '../../../electron/chromium-host/profile-lock.ts';
import { isCoded } from '../../../native-bridges/contract/errors.ts';
import { buildApp, buildRenderer, isRendererStale } from '../vite-builds.ts';
import { chooseShell, type ShellChoice } from './choose-shell.ts';
import type { SupervisedProcess } from './running-process.ts';
import { giveUp, printBlock, say } from './terminal.ts';
import {
  type CentreDescription,
  type ChromiumHostOptions,
  openElectron,
  prepareTraining,
  readCentre,
  startChromiumHost,
  startGateway,
  startVirtualKit,
  type TrainingFolder,
  type VirtualKitPorts,
  writeTrainingConfig,
} from './training-kit.ts';

export interface TrainingOptions {
  /** Folder that keeps everything of this training kiosk. */
  readonly dir: string;
  /** Hot reload of the screens, in the Chromium host. */
  readonly dev: boolean;
  /** Forgets what earlier training left: records, keys, the centre's data. */
  readonly fresh: boolean;
  /** False: the centre stays down, as in a village without a signal. */
  readonly gateway: boolean;
  /** Port of the kiosk's address for a new profile. */
  readonly port: number | null;
}

/** Brings up a whole training kiosk, shows how to sign in, and ends it with its window or with Ctrl+C. */
export async function runTraining(options: TrainingOptions): Promise<void> {
  const running: SupervisedProcess[] = [];
  const stopAll = async () => {
    await Promise.all(running.splice(0).map((part) => part.stop()));
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stopAll());

  process.stdout.write('\n');
  await refuseSecond(join(options.dir, 'profile'));
  if (options.fresh) await rm(options.dir, { recursive: true, force: true });
  const remembered = options.gateway ? null : await rememberedCentre(join(options.dir, 'gateway'));
  if (!options.dev && isRendererStale()) {
    say('Membangun tampilan …', 'building the screens');
    await buildRenderer();
  }
  say('Menyiapkan sidik jari dan wajah rekaan …', 'preparing invented prints and a portrait');
  const folder = await prepareTraining(options.dir);
  const centre = remembered ?? (await bringUpCentre(folder, running));
  const kit = await bringUpKit(folder, running);
  await writeTrainingConfig(folder.kioskConfig, centre, kit);

  const choice = await chooseShell({ hasDisplay: hasDisplay(), dev: options.dev });
  const { kiosk, address } = await openKiosk(choice, folder, options);
  running.unshift(kiosk);
  printBlock('Jemput · MODE LATIHAN (training)', [
    ...centre.credentials.map(({ name, pin }): [string, string] => ['Petugas / officer', `${name}, PIN ${pin}`]),
    ['Alamat / address', address],
    ['Pusat / centre', options.gateway ? centre.url : 'tidak dijalankan / down'],
    ['Berhenti / stop', 'Ctrl+C'],
  ]);
  await kiosk.ended;
  await stopAll();
}

/** Two on one folder would take each other's database and devices away. */
async function refuseSecond(profileDir: string): Promise<void> {
  await mkdir(profileDir, { recursive: true });
  try {
    takeProfileLock(profileDir).release();
  } catch (error) {
    const holder = isCoded(error, 'PROFILE_IN_USE') ? error.detail : String(error);
    giveUp(
      `Kios latihan sedang berjalan (${holder}). Tutup dahulu.`,
      `A training kiosk is running (${holder}). Close it first.`,
    );
  }
}

async function bringUpCentre(folder: TrainingFolder, running: SupervisedProcess[]): Promise<CentreDescription> {
  say('Menjalankan pusat latihan …', 'starting the reference centre');
  const gateway = await startGateway({ dataDir: folder.gateway, port: null }).catch((error: Error) =>
    giveUp('Pusat latihan tidak dapat dijalankan.', error.message),
  );
  running.push(gateway);
  return gateway.ready;
}

/** With the centre down, a kiosk that was activated before works on. */
async function rememberedCentre(gatewayFolder: string): Promise<CentreDescription> {
  const centre = await readCentre(gatewayFolder);
  return (
    centre ??
    giveUp(
      'Jalankan sekali tanpa --no-gateway, agar kios diaktifkan.',
      'Start once without --no-gateway, so that the kiosk gets activated.',
    )
  );
}

/** Without a pseudo-terminal there is no virtual sensor; everything else works, and a real sensor may be plugged in. */
async function bringUpKit(folder: TrainingFolder, running: SupervisedProcess[]): Promise<VirtualKitPorts | null> {
  say('Memasang alat rekam tiruan …', 'plugging in the virtual kit');
  try {
    const kit = await startVirtualKit({ dir: folder.kit, printsDir: folder.prints });
    running.push(kit);
    return kit.ready;
  } catch (error) {
    say(
      'Sensor sidik jari tiruan tidak ada: perlu Linux dengan util-linux.',
      `no virtual sensor here: ${(error as Error).message}`,
    );
    return null;
  }
}

async function openKiosk(
  choice: ShellChoice,
  folder: TrainingFolder,
  { dev, port }: TrainingOptions,
): Promise<{ kiosk: SupervisedProcess; address: string }> {
  const options = { profileDir: folder.profile, configFile: folder.kioskConfig, dev, port };
  switch (choice.kind) {
    case 'electron': {
      await buildApp();
      return { kiosk: openElectron(choice.program, folder), address: 'jendela Electron / the Electron window' };
    }
    case 'browser':
      return startHost({ ...options, serve: false, fakeCamera: folder.portrait });
    case 'served':
      return startHost({ ...options, serve: true });
  }
}

async function startHost(options: ChromiumHostOptions): Promise<{ kiosk: SupervisedProcess; address: string }> {
  // What is wrong, the host has said on standard error.
  const kiosk = await startChromiumHost(options).catch((error: Error) =>
    giveUp('Kios tidak dapat dijalankan.', error.message),
  );
  const { ready } = kiosk;
  const address =
    'url' in ready
      ? `${ready.url}  (satu kali, satu peramban / once, one browser)`
      : `jendela ${ready.window} / the ${ready.window} window`;
  return { kiosk, address };
}
