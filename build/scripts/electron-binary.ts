import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const electronPackage = join(import.meta.dirname, '../../node_modules/electron');

/** Where the `electron` package keeps its binary once it has been downloaded. */
export const ELECTRON_DIST = join(electronPackage, 'dist');

/** The program inside a folder with an Electron binary, as each system names it. */
const PROGRAM: Readonly<Record<string, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** @returns path of Electron's program in the folder, or null where there is none */
export function findElectron(dist: string = ELECTRON_DIST): string | null {
  const program = join(dist, PROGRAM[process.platform] ?? 'electron');
  return existsSync(program) ? program : null;
}

/**
 * Lets the `electron` package download its binary, for as long as `limitMs`: in a closed network it would try for
 * minutes.
 *
 * @returns the program, or null where the download failed or took too long
 */
export async function downloadElectron(limitMs: number): Promise<string | null> {
  const child = spawn(process.execPath, [join(electronPackage, 'install.js')], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  await Promise.race([ended, sleep(limitMs, undefined, { ref: false })]);
  child.kill('SIGKILL');
  await ended;
  return findElectron();
}
