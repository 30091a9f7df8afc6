import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostError } from './host-errors.ts';

/** Exclusive hold of a profile, for as long as this process lives. */
export interface ProfileLock {
  release(): void;
}

/**
 * Takes the profile for this process. A lock whose process is gone (kill -9, power cut) is taken over.
 *
 * Two processes that take over the same stale lock at the same instant are told apart by the profile's port, which only
 * one of them can bind.
 *
 * @throws CodedError `PROFILE_IN_USE`
 */
export function takeProfileLock(profileDir: string): ProfileLock {
  const file = join(profileDir, 'host.lock');
  const own = { pid: process.pid, started: processStart(process.pid) };
  const write = () => writeFileSync(file, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
  try {
    write();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const holder = readHolder(file);
    if (holder !== null && isAlive(holder.pid) && processStart(holder.pid) === holder.started) {
      throw hostError('PROFILE_IN_USE', `process ${holder.pid}`);
    }
    rmSync(file, { force: true });
    write();
  }
  return {
    release: () => {
      if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
    },
  };
}

interface Holder {
  readonly pid: number;
  readonly started: string | null;
}

/** Who holds the lock; null for a file that a power cut left empty or torn. */
function readHolder(file: string): Holder | null {
  try {
    const { pid, started } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof pid === 'number' ? { pid, started: started ?? null } : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Start time of a process in clock ticks since boot, from field 22 of `/proc/PID/stat` (proc(5)), so that a process
 * that got the same number later is not taken for the holder. Null on systems without /proc.
 */
function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 2, the program's name, may itself contain spaces and parentheses.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
