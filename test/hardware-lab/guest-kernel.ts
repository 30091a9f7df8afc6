import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What the guest boots, and where its modules lie. */
export interface GuestKernel {
  readonly image: string;
  /** Modules in the order in which they are loaded. */
  readonly modules: readonly string[];
}

/**
 * Debian's stock kernel, unpacked but not installed. It is kept in the folder and fetched once.
 *
 * @throws Error where apt knows no kernel, or cannot fetch it
 */
export function fetchGuestKernel(folder: string, say: (line: string) => void): GuestKernel {
  const name = kernelPackage();
  const home = join(folder, name);
  if (!existsSync(home)) {
    say(`fetching ${name}`);
    const work = `${home}.part`;
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });
    // Without the sandbox: its user may not write into our folder.
    execFileSync('apt-get', ['-qq', '-o', 'APT::Sandbox::User=root', 'download', name], { cwd: work });
    const archive = readdirSync(work).find((file) => file.endsWith('.deb'));
    if (!archive) throw new Error(`apt-get downloaded no ${name}`);
    execFileSync('dpkg', ['-x', archive, '.'], { cwd: work });
    rmSync(join(work, archive));
    renameSync(work, home);
  }
  const release = name.replace('linux-image-', '');
  const drivers = join(home, 'lib/modules', release, 'kernel/drivers/hid');
  return {
    image: join(home, 'boot', `vmlinuz-${release}`),
    modules: ['hid.ko', 'uhid.ko', 'hid-generic.ko'].map((module) => join(drivers, module)),
  };
}

/** `linux-image-6.1.0-…-amd64`: what Debian's meta package stands for now. */
function kernelPackage(): string {
  const read = () => execFileSync('apt-cache', ['depends', 'linux-image-amd64'], { encoding: 'utf8', stdio: 'pipe' });
  const find = (text: string) => /Depends: (linux-image-\S+)/.exec(text)?.[1];
  let found = find(tryOr('', read));
  if (!found && process.getuid?.() === 0) {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    found = find(read());
  }
  if (!found) throw new Error('apt knows no linux-image-amd64: run apt-get update as root');
  return found;
}

function tryOr(otherwise: string, read: () => string): string {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
