import { type ExecFileSyncOptions, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser, type InstalledBrowser } from '../../../electron/chromium-host/browser-search.ts';
import { downloadElectron, findElectron } from '../electron-binary.ts';
import { say } from './terminal.ts';

/** How the kiosk is shown. `served` opens nothing: the address is printed. */
export type ShellChoice =
  | { readonly kind: 'electron'; readonly program: string }
  | { readonly kind: 'browser'; readonly browser: InstalledBrowser }
  | { readonly kind: 'served' };

/** In a closed network a download would be tried for minutes. */
const DOWNLOAD_LIMIT_MS = 10_000;

/**
 * Chooses the shell, and says which and why: Electron if its binary is here or can be had, else an installed browser of
 * the Chromium family, else one that is installed now. Without a display nothing can be opened: the kiosk is served, and
 * a browser is still seen to, because the address is of this machine alone.
 *
 * @param options.dev hot reload, which only the Chromium host has
 */
export async function chooseShell(options: {
  readonly hasDisplay: boolean;
  readonly dev: boolean;
}): Promise<ShellChoice> {
  const electronServes = options.hasDisplay && !options.dev;
  const program = electronServes ? (findElectron() ?? (await tryDownload())) : null;
  if (program !== null) {
    say('Kios dibuka dengan Electron.', 'shell: Electron, whose binary is here');
    return { kind: 'electron', program };
  }
  const browser = ensureBrowser();
  if (!options.hasDisplay) {
    say(
      'Tidak ada layar: kios disajikan lewat alamat.',
      'shell: Chromium host without a window, since there is no display',
    );
    return { kind: 'served' };
  }
  if (browser === null) {
    say(
      'Tidak ada peramban: kios disajikan lewat alamat.',
      'shell: Chromium host without a window, since there is no browser',
    );
    return { kind: 'served' };
  }
  const why = options.dev ? 'for hot reload' : 'since there is no Electron binary';
  say(`Kios dibuka dengan ${browser.name}.`, `shell: Chromium host with ${browser.path}, ${why}`);
  return { kind: 'browser', browser };
}

async function tryDownload(): Promise<string | null> {
  say('Mencoba mengunduh Electron, paling lama 10 detik …', 'trying to download Electron, 10 s at most');
  const program = await downloadElectron(DOWNLOAD_LIMIT_MS);
  if (program === null) say('Electron tidak dapat diunduh dari sini.', 'Electron cannot be downloaded here');
  return program;
}

/** An installed browser, or Debian's Chromium, installed now where we may. */
export function ensureBrowser(): InstalledBrowser | null {
  return findBrowser() ?? installChromium();
}

/** Installs Debian's Chromium where we may; otherwise says how to get a browser. */
function installChromium(): InstalledBrowser | null {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    say('Pasang Chromium, Chrome atau Edge untuk membuka kios.', 'install Chromium, Chrome or Edge to open the kiosk');
    return null;
  }
  say('Memasang Chromium dengan apt-get …', 'no browser here: installing Debian’s chromium, some minutes');
  const options: ExecFileSyncOptions = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  try {
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
  } catch {
    say('Chromium tidak dapat dipasang.', 'chromium could not be installed');
  }
  return findBrowser();
}
