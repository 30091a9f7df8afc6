import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkImport, LAYERS } from '../../../build/layers.ts';

const root = join(import.meta.dirname, '../../..');
const sources = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)) && !/^[^/]+\.ts$/.test(file));

/** Static, dynamic and re-exporting imports, type-only ones included, of a source text. */
function importsOf(text: string): string[] {
  const withoutComments = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
  const specifiers = [
    ...withoutComments.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]/g),
    ...withoutComments.matchAll(/(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g),
    ...withoutComments.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g),
    ...withoutComments.matchAll(/new URL\(\s*['"]([^'"]+)['"]\s*,\s*import\.meta\.url/g),
  ];
  return specifiers.map((match) => match[1]!);
}

const resolve = (file: string, specifier: string) =>
  specifier.startsWith('.') ? normalize(join(dirname(file), specifier)).replace(/\?.*$/, '') : specifier;

const violationsIn = (file: string, text: string) =>
  importsOf(text)
    .map((specifier) => checkImport(file, resolve(file, specifier)))
    .filter((violation) => violation !== null);

describe('layers (README.md, "The layers")', () => {
  test('every import of the project is one that build/layers.ts allows', () => {
    expect(sources.length).toBeGreaterThan(30);
    const violations = sources.flatMap((file) => violationsIn(file, readFileSync(join(root, file), 'utf8')));
    expect(
      violations.map(({ file, imported, reason }) => `${file} → ${imported}: ${reason} (README.md, "The layers")`),
    ).toEqual([]);
  });

  test('every layer of the table is a folder that exists', () => {
    expect(LAYERS.map((layer) => layer.path).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test.each([
    ['renderer into a service', 'renderer/sync/x.ts', `import { a } from '../../electron/services/spool/spool.ts';`],
    ['renderer into electron main', 'renderer/app/x.ts', `import '../../electron/main/main.ts';`],
    ['renderer into the preload', 'renderer/app/x.ts', `import '../../electron/preload/preload.ts';`],
    [
      'renderer into a driver',
      'renderer/devices/x.ts',
      `const d = await import('../../native-bridges/drivers/device-models.ts');`,
    ],
    ['a feature inside another', 'renderer/features/queue/x.tsx', `import { b } from '../enrolment/biodata-step.tsx';`],
    ...['devices', 'sync', 'storage', 'packet', 'vault'].map((behind): [string, string, string] => [
      `a feature with what lies behind its session: ${behind}`,
      'renderer/features/queue/x.tsx',
      `import type { X } from '../../${behind}/x.ts';`,
    ]),
    [
      'the device host with a simulator',
      'native-bridges/host/x.ts',
      `import { z } from '../simulators/zfm/zfm-simulator.ts';`,
    ],
    ['the preload with a service', 'electron/preload/x.ts', `import { s } from '../services/shell-services.ts';`],
    ['a component with storage', 'renderer/components/x.tsx', `import type { S } from '../storage/stored-types.ts';`],
    ['a component with sync', 'renderer/components/x.tsx', `export { S } from '../sync/engine.ts';`],
    ['domain upwards', 'renderer/domain/x.ts', `import { v } from '../vault/vault.ts';`],
    ['vault into a feature', 'renderer/vault/x.ts', `import { v } from '../features/session.ts';`],
    [
      'contract with behaviour of a service',
      'electron/contract/x.ts',
      `import { s } from '../services/shell-services.ts';`,
    ],
    ['a service into main', 'electron/services/x.ts', `import { w } from '../main/window.ts';`],
    ['a service with electron', 'electron/services/x.ts', `import { app } from 'electron';`],
    ['the Chromium host with electron', 'electron/chromium-host/x.ts', `import { app } from 'electron';`],
    ['Dexie outside storage', 'renderer/sync/x.ts', `import Dexie from 'dexie';`],
    ['serialport outside transports', 'native-bridges/drivers/x.ts', `import { SerialPort } from 'serialport';`],
    [
      'framing with a transport',
      'native-bridges/framing/x.ts',
      `import { t } from '../transports/serial/serial-transport.ts';`,
    ],
    ['biometrics with a driver', 'native-bridges/biometrics/x.ts', `import { t } from '../drivers/device-models.ts';`],
    ['contract with a package of one door', 'native-bridges/contract/x.ts', `import { createBirpc } from 'birpc';`],
    ['product code with a test', 'renderer/packet/x.ts', `import { p } from '../../test/synthetic/prints.ts';`],
    ['product code with a build script', 'electron/main/x.ts', `import { p } from '../../build/layers.ts';`],
    ['a file in no layer', 'elsewhere/x.ts', `import { p } from '../renderer/domain/nik.ts';`],
  ])('a planted import is found: %s', (_name, file, text) => {
    expect(violationsIn(file, text)).toHaveLength(1);
  });
});
