import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Arch, build, Platform } from 'electron-builder';
import { packagingConfig } from '../packaging/electron-builder.config.ts';
import { ELECTRON_DIST, findElectron } from './electron-binary.ts';
import { buildApp, buildRenderer } from './vite-builds.ts';

/**
 * `npm run package -- --dir [--electron-dist DIR] [--output DIR]`: an unpacked application folder for this machine's
 * system, ready to run or to be put into an installer.
 */
const { values } = parseArgs({
  options: {
    dir: { type: 'boolean', default: false },
    'electron-dist': { type: 'string', default: ELECTRON_DIST },
    output: { type: 'string', default: join(import.meta.dirname, '../out/package') },
  },
});

const electronDist = resolve(values['electron-dist']);
if (!values.dir) fail('Only the unpacked folder is made here. Run: npm run package -- --dir');
if (findElectron(electronDist) === null) {
  fail(
    `There is no Electron binary in ${electronDist}.\n` +
      'Run `npx install-electron` where the network allows it, or name a folder that has one: --electron-dist DIR',
  );
}

const outputDir = resolve(values.output);
await rm(outputDir, { recursive: true, force: true });
const bundles = { appDir: join(outputDir, 'bundles/app'), rendererDir: join(outputDir, 'bundles/renderer') };
await buildRenderer(bundles.rendererDir);
await buildApp(bundles.appDir);
await build({
  projectDir: join(import.meta.dirname, '../..'),
  targets: Platform.current().createTarget('dir', process.arch === 'arm64' ? Arch.arm64 : Arch.x64),
  publish: 'never',
  config: packagingConfig({ ...bundles, electronDist, outputDir, platform: process.platform, arch: process.arch }),
});

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
