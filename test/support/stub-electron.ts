import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Marks the fuses inside Electron's binary, see @electron/fuses. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** Electron's own setting of its eight fuses before packaging: what can be abused is on. */
const FACTORY_FUSES = '10110001';

/**
 * A folder that stands in for an unpacked Electron for Linux, whose binary cannot be had in a closed network. Its
 * `electron` cannot run, but carries a real fuse wire, so that fuses are flipped for real.
 */
export function makeStubElectron(folder: string): string {
  for (const name of ['locales', 'resources']) mkdirSync(join(folder, name), { recursive: true });
  const fuseWire = Buffer.concat([
    Buffer.from(FUSE_SENTINEL),
    Buffer.from([1, FACTORY_FUSES.length]),
    Buffer.from(FACTORY_FUSES),
  ]);
  const program = Buffer.concat([Buffer.from('#!/bin/sh\necho "a stub, not Electron" >&2\nexit 1\n'), fuseWire]);
  writeFileSync(join(folder, 'electron'), program);
  chmodSync(join(folder, 'electron'), 0o755);
  writeFileSync(join(folder, 'LICENSE'), 'licence of Electron');
  writeFileSync(join(folder, 'locales/id.pak'), 'strings');
  writeFileSync(join(folder, 'resources/default_app.asar'), "Electron's demo");
  return folder;
}

/** @returns the fuses of an Electron program, one character each: 0 off, 1 on, in the order of @electron/fuses */
export function readFuses(program: string): string {
  const bytes = readFileSync(program);
  const wire = bytes.indexOf(FUSE_SENTINEL) + FUSE_SENTINEL.length;
  const [version, length] = bytes.subarray(wire, wire + 2);
  if (version !== 1) throw new Error(`fuse wire of version ${version}`);
  return bytes.subarray(wire + 2, wire + 2 + length!).toString('latin1');
}
