import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** Packets that the reference centre has stored, by id. */
export function packetsAtCentre(gatewayFolder: string): string[] {
  return readdirSync(join(gatewayFolder, 'packets'))
    .filter((name) => name.endsWith('.packet'))
    .map((name) => name.slice(0, -'.packet'.length));
}

/**
 * Opens a packet at the centre as its staff would, with Debian's `age` and `unzip`.
 *
 * @returns the archive's files by name
 */
export function openPacketAtCentre(gatewayFolder: string, packetId: string): ReadonlyMap<string, Buffer> {
  const dir = mkdtempSync(join(tmpdir(), 'jemput-opened-'));
  try {
    const zip = join(dir, 'archive.zip');
    const identity = join(gatewayFolder, 'keys/age-identity.txt');
    execFileSync('age', ['-d', '-i', identity, '-o', zip, join(gatewayFolder, 'packets', `${packetId}.packet`)]);
    const files = join(dir, 'files');
    execFileSync('unzip', ['-q', zip, '-d', files]);
    const entries = readdirSync(files, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return new Map(
      entries.map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [relative(files, path), readFileSync(path)] as const;
      }),
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
