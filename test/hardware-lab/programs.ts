import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Programs of the lab and the Debian packages that bring them. */
const PACKAGES: Readonly<Record<string, string>> = {
  '/usr/bin/qemu-system-x86_64': 'qemu-system-x86',
  '/usr/bin/cpio': 'cpio',
  '/bin/busybox': 'busybox-static',
  '/usr/bin/dpkg': 'dpkg',
};

/**
 * Makes sure that the lab's programs are there: installs what is missing where it may, and says so.
 *
 * @throws Error with the command to type where it may not
 */
export function requirePrograms(say: (line: string) => void): void {
  const missing = Object.entries(PACKAGES).filter(([program]) => !existsSync(program));
  if (missing.length === 0) return;
  const packages = missing.map(([, name]) => name);
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    throw new Error(`missing: ${packages.join(', ')}. As root on Debian: apt-get ${install.join(' ')}`);
  }
  say(`installing with apt-get: ${packages.join(', ')}`);
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  execFileSync('apt-get', ['update', '-qq'], options as object);
  execFileSync('apt-get', install, options as object);
}
