import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Configuration } from 'electron-builder';

export interface PackagingOptions {
  /** Folder of the Electron binary that goes into the package. */
  readonly electronDist: string;
  readonly outputDir: string;
  /** Bundles of main process, device host and preload. */
  readonly appDir: string;
  readonly rendererDir: string;
  /** `process.platform` and `process.arch` of the machine the package is for; decide which native addon goes along. */
  readonly platform: string;
  readonly arch: string;
}

/** serialport's native addon for one system, as its package names the folder. macOS has one for both processors. */
const addonFolder = ({ platform, arch }: PackagingOptions) =>
  platform === 'darwin' ? 'darwin-x64+arm64' : `${platform}-${arch}`;

/** node-hid's: on Linux the one over hidraw, which needs no rights to the whole USB bus. */
const hidAddonFolder = ({ platform, arch }: PackagingOptions) =>
  platform === 'linux' ? `HID_hidraw-linux-${arch}` : `HID-${platform}-${arch}`;

/**
 * What goes into the package: the three bundles, the renderer, and serialport and node-hid with this system's addons.
 * Everything else is bundled by Vite, so no other `node_modules` are packed.
 */
export function packagingConfig(options: PackagingOptions): Configuration {
  const prebuilds = 'node_modules/@serialport/bindings-cpp/prebuilds';
  return {
    appId: 'id.jemput.kiosk',
    productName: 'Jemput',
    executableName: 'jemput',
    electronDist: options.electronDist,
    directories: { output: options.outputDir },
    files: [
      // Where package.json's `main` and the main process look for them.
      { from: options.appDir, to: 'build/out/app', filter: ['**/*', '!**/*.map'] },
      { from: options.rendererDir, to: 'build/out/renderer', filter: ['**/*', '!**/*.map'] },
      'package.json',
      // Of the packages only what is loaded: no sources, types, tools or build files. Licence files stay.
      '!node_modules/**/{README,CHANGELOG,SECURITY,CODE_OF_CONDUCT}.md',
      '!node_modules/**/*.{ts,mts,cts,map}',
      '!node_modules/**/*-esm.mjs',
      '!node_modules/@serialport/*/.releaserc',
      '!node_modules/@serialport/bindings-cpp/{src,binding.gyp}',
      '!node_modules/@serialport/bindings-cpp/src/**',
      '!**/node_modules/node-addon-api/**',
      '!node_modules/node-gyp-build/{bin,build-test,optional}.js',
      `!${prebuilds}/!(${addonFolder(options)})/**`,
      `!${prebuilds}/**/*.musl.node`,
      '!node_modules/node-hid/{hidapi,src,binding.gyp}',
      '!node_modules/node-hid/{hidapi,src}/**',
      `!node_modules/node-hid/prebuilds/!(${hidAddonFolder(options)})/**`,
      '!node_modules/pkg-prebuilds/bin/**',
    ],
    // Only the addons themselves have to be files of their own.
    asar: { smartUnpack: false },
    asarUnpack: ['**/*.node'],
    // The addons are N-API and come prebuilt; nothing is compiled here.
    npmRebuild: false,
    publish: null,
    linux: { target: ['dir'], category: 'Office' },
    /** https://www.electronjs.org/docs/latest/tutorial/fuses */
    electronFuses: {
      // The binary is the kiosk, never a plain Node that runs whatever it is given.
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      // Checked by Electron on macOS and Windows; on Linux it changes nothing.
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
      resetAdHocDarwinSignature: options.platform === 'darwin' && options.arch === 'arm64',
    },
    // Electron's own demo app, which would only be something else to start.
    afterExtract: async ({ appOutDir }) => {
      await rm(join(appOutDir, 'resources/default_app.asar'), { force: true });
    },
  };
}
