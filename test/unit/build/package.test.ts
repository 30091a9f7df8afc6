import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { extractAll, listPackage, statFile } from '@electron/asar';
import { describe, expect, test } from 'vitest';
import { forkDeviceHost } from '../../../electron/services/device-host/fork-device-host.ts';
import { deviceEventContract, deviceHostContract } from '../../../native-bridges/contract/device-host-contract.ts';
import { connectRpc } from '../../../native-bridges/rpc/rpc.ts';
import { makeStubElectron, readFuses } from '../../support/stub-electron.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../../..');
const script = join(root, 'build/scripts/package.ts');

/** Without any network interface, where the system lets us: packaging must not need one. */
const canCutNetwork = spawnSync('unshare', ['--net', 'true']).status === 0;

async function packageWith(electronDist: string, output: string): Promise<void> {
  const command = [process.execPath, script, '--dir', '--electron-dist', electronDist, '--output', output];
  const [program, ...args] = canCutNetwork ? ['unshare', '--net', ...command] : command;
  await promisify(execFile)(program!, args, { cwd: root });
}

/** Files of an asar; content hashes in names as HASH. Unpacked ones are marked. */
function filesOf(asar: string): string[] {
  return listPackage(asar, { isPack: false })
    .map((path) => path.replace(/^[/\\]/, ''))
    .filter((path) => !('files' in statFile(asar, path)))
    .map(
      (path) =>
        path.replace(/^(build\/.*)-[\w-]{8}(\.\w+)$/, '$1-HASH$2') + (isUnpacked(asar, path) ? ' (unpacked)' : ''),
    )
    .sort();
}

function isUnpacked(asar: string, path: string): boolean {
  const entry = statFile(asar, path);
  return 'unpacked' in entry && entry.unpacked === true;
}

const debug = (folder: string) =>
  ['LICENSE', 'package.json', 'src/browser.js', 'src/common.js', 'src/index.js', 'src/node.js'].map(
    (file) => `${folder}/${file}`,
  );

const parser = (name: string, ...modules: string[]) =>
  ['LICENSE', ...['index.js', ...modules].map((module) => `dist/${module}`), 'package.json'].map(
    (file) => `node_modules/@serialport/parser-${name}/${file}`,
  );

/** All that runs, and the licences that go with it. */
const EXPECTED = [
  'build/out/app/chunks/shared-HASH.js',
  'build/out/app/device-host.js',
  'build/out/app/licenses.md',
  'build/out/app/main.js',
  'build/out/app/preload.cjs',
  'build/out/renderer/assets/icon-HASH.svg',
  'build/out/renderer/assets/index-HASH.css',
  'build/out/renderer/assets/index-HASH.js',
  'build/out/renderer/assets/plus-jakarta-sans-cyrillic-ext-wght-normal-HASH.woff2',
  'build/out/renderer/assets/plus-jakarta-sans-latin-ext-wght-normal-HASH.woff2',
  'build/out/renderer/assets/plus-jakarta-sans-latin-wght-normal-HASH.woff2',
  'build/out/renderer/assets/plus-jakarta-sans-vietnamese-wght-normal-HASH.woff2',
  'build/out/renderer/assets/sealing-worker-HASH.js',
  'build/out/renderer/index.html',
  'build/out/renderer/licenses.md',
  'package.json',
  'node_modules/@serialport/binding-mock/LICENSE',
  'node_modules/@serialport/binding-mock/dist/index.js',
  ...debug('node_modules/@serialport/binding-mock/node_modules/debug'),
  'node_modules/@serialport/binding-mock/package.json',
  'node_modules/@serialport/bindings-cpp/LICENSE',
  'node_modules/@serialport/bindings-cpp/dist/darwin.js',
  'node_modules/@serialport/bindings-cpp/dist/errors.js',
  'node_modules/@serialport/bindings-cpp/dist/index.js',
  'node_modules/@serialport/bindings-cpp/dist/linux-list.js',
  'node_modules/@serialport/bindings-cpp/dist/linux.js',
  'node_modules/@serialport/bindings-cpp/dist/load-bindings.js',
  'node_modules/@serialport/bindings-cpp/dist/poller.js',
  'node_modules/@serialport/bindings-cpp/dist/serialport-bindings.js',
  'node_modules/@serialport/bindings-cpp/dist/unix-read.js',
  'node_modules/@serialport/bindings-cpp/dist/unix-write.js',
  'node_modules/@serialport/bindings-cpp/dist/win32-sn-parser.js',
  'node_modules/@serialport/bindings-cpp/dist/win32.js',
  'node_modules/@serialport/bindings-cpp/package.json',
  'node_modules/@serialport/bindings-cpp/prebuilds/linux-x64/@serialport+bindings-cpp.glibc.node (unpacked)',
  'node_modules/@serialport/bindings-interface/LICENSE',
  'node_modules/@serialport/bindings-interface/dist/index.js',
  'node_modules/@serialport/bindings-interface/package.json',
  ...parser('byte-length'),
  ...parser('cctalk'),
  ...parser('delimiter'),
  ...parser('inter-byte-timeout'),
  ...parser('packet-length'),
  ...parser('readline'),
  ...parser('readline/node_modules/@serialport/parser-delimiter'),
  ...parser('ready'),
  ...parser('regex'),
  ...parser('slip-encoder', 'decoder.js', 'encoder.js'),
  ...parser('spacepacket', 'utils.js'),
  'node_modules/@serialport/stream/LICENSE',
  'node_modules/@serialport/stream/dist/index.js',
  'node_modules/@serialport/stream/package.json',
  ...debug('node_modules/debug'),
  'node_modules/ms/index.js',
  'node_modules/ms/license.md',
  'node_modules/ms/package.json',
  'node_modules/node-gyp-build/LICENSE',
  'node_modules/node-gyp-build/index.js',
  'node_modules/node-gyp-build/node-gyp-build.js',
  'node_modules/node-gyp-build/package.json',
  'node_modules/node-hid/LICENSE-bsd.txt',
  'node_modules/node-hid/binding-options.js',
  'node_modules/node-hid/nodehid.js',
  'node_modules/node-hid/package.json',
  'node_modules/node-hid/prebuilds/HID_hidraw-linux-x64/node-napi-v4.node (unpacked)',
  'node_modules/pkg-prebuilds/LICENSE',
  'node_modules/pkg-prebuilds/bindings.js',
  'node_modules/pkg-prebuilds/lib/prebuild.js',
  'node_modules/pkg-prebuilds/package.json',
  'node_modules/serialport/LICENSE',
  'node_modules/serialport/dist/index.js',
  'node_modules/serialport/dist/serialport-mock.js',
  'node_modules/serialport/dist/serialport.js',
  ...parser('readline').map((file) => `node_modules/serialport/${file}`),
  'node_modules/serialport/package.json',
];

/** Runs the bundled main process on the fake electron, without a configuration. @returns what it tells the user */
async function startOfMain(main: string): Promise<string> {
  const fake = pathToFileURL(join(root, 'test/fakes/electron.ts')).href;
  const program = `
    import { registerHooks } from 'node:module';
    registerHooks({ resolve: (name, context, next) => (name === 'electron' ? next(${JSON.stringify(fake)}, context) : next(name, context)) });
    const { fake } = await import('electron');
    await import(${JSON.stringify(pathToFileURL(main).href)});
    while (fake.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    console.log(fake.errorBoxes.join());`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    timeout: 30_000,
  });
  return stdout;
}

describe.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'npm run package -- --dir',
  { timeout: 240_000 },
  () => {
    test('makes an application of what runs and nothing else, with the fuses set, and its bundles run', async () => {
      const folder = temporaryFolder();
      const output = join(folder, 'package');
      await packageWith(makeStubElectron(join(folder, 'electron')), output);
      const resources = join(output, 'linux-unpacked/resources');
      const asar = join(resources, 'app.asar');

      expect(filesOf(asar)).toEqual([...EXPECTED].sort());
      expect(readdirSync(resources).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
      expect(
        readdirSync(resources, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
      ).toHaveLength(3);
      // RunAsNode, CookieEncryption, NodeOptions, NodeCliInspect, AsarIntegrity, OnlyAsar, V8Snapshot, FileProtocol
      expect(readFuses(join(output, 'linux-unpacked/jemput'))).toBe('01001100');

      const app = join(folder, 'app');
      extractAll(asar, app);
      const host = forkDeviceHost(join(app, 'build/out/app/device-host.js'), { training: false, fingerprint: [] });
      const { remote, close } = connectRpc({
        channel: { post: host.post, onMessage: host.onMessage, onClose: host.onExit, close: host.kill },
        local: deviceEventContract,
        implementation: { events: { captureProgress: async () => {}, devicesChanged: async () => {} } },
        remote: deviceHostContract,
        onFault: () => {},
      });
      // With serialport's addon, from the place where the package has it.
      expect(await remote.devices.list()).toEqual([]);
      close();

      expect(await startOfMain(join(app, 'build/out/app/main.js'))).toContain('KIOSK_CONFIG_INVALID');
    });
  },
);

test('without an Electron binary it says so at once, and what to do', () => {
  const empty = join(temporaryFolder(), 'electron');
  mkdirSync(empty);
  const { status, stderr } = spawnSync(process.execPath, [script, '--dir', '--electron-dist', empty], {
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toContain('npx install-electron');
  expect(stderr).toContain('--electron-dist');
});
