import { spawnSync } from 'node:child_process';

/**
 * What is missing for a test that runs real programs, as the reason a skipped test shows; null when all are there.
 * `.ci/run` installs them, so a skip is only ever seen on a developer's machine.
 */
export function missingPrograms(...programs: readonly string[]): string | null {
  const missing = programs.filter((program) => spawnSync('which', [program]).status !== 0);
  return missing.length > 0 ? `needs ${missing.join(', ')} (Debian packages of .ci/run)` : null;
}
