import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Why a real small disk cannot be had here, as a skipped test shows it; null where it can. */
export const noSmallDisk: string | null =
  process.platform === 'linux' && process.getuid?.() === 0 && canMount()
    ? null
    : 'needs root on Linux to mount a tmpfs';

/** A file system of its own with little room, for the running test. `options` are tmpfs mount options. */
export function mountSmallDisk(options: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'jemput-disk-'));
  run('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', folder);
  onTestFinished(() => {
    run('umount', '-l', folder);
    rmSync(folder, { recursive: true });
  });
  return folder;
}

export function remount(folder: string, options: string): void {
  run('mount', '-o', `remount,${options}`, folder);
}

function run(program: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
}

/** Root in a container may lack the right to mount. */
function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'jemput-disk-'));
  try {
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status !== 0) return false;
    return spawnSync('umount', [folder]).status === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
