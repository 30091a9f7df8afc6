import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Packages that the guest's test imports, and what they import. */
const PACKAGES = ['node-hid', 'pkg-prebuilds', 'zod'] as const;

/** First program of the guest: loads the modules, runs the test, switches the machine off. */
const init = (modules: readonly string[]) => `#!/bin/busybox sh
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
/bin/busybox mount -t devtmpfs dev /dev
${modules.map((module) => `/bin/busybox insmod /modules/${module}`).join('\n')}
cd /app && /bin/node test/hardware-lab/guest.process.ts 2>&1
/bin/busybox poweroff -f
`;

/**
 * Builds the guest's root file system: busybox, this very Node with the libraries it is linked with, the sources of the
 * project and the packages they need.
 *
 * @returns the compressed archive, for qemu's `-initrd`
 */
export function buildInitramfs(folder: string, modules: readonly string[]): string {
  const tree = join(folder, 'tree');
  rmSync(tree, { recursive: true, force: true });
  for (const each of ['bin', 'modules', 'proc', 'sys', 'dev', 'tmp', 'app/node_modules', 'app/test']) {
    mkdirSync(join(tree, each), { recursive: true });
  }
  copyFileSync('/bin/busybox', join(tree, 'bin/busybox'));
  copyFileSync(realpathSync(process.execPath), join(tree, 'bin/node'));
  chmodSync(join(tree, 'bin/node'), 0o755);
  for (const module of modules) copyFileSync(module, join(tree, 'modules', basename(module)));
  for (const name of PACKAGES) cpSync(packageFolder(name), join(tree, 'app/node_modules', name), { recursive: true });
  const addon = join(tree, 'app/node_modules/node-hid/prebuilds/HID_hidraw-linux-x64');
  copyLibraries(tree, [process.execPath, ...addonsIn(addon)]);
  cpSync(join(root, 'native-bridges'), join(tree, 'app/native-bridges'), { recursive: true });
  cpSync(import.meta.dirname, join(tree, 'app/test/hardware-lab'), { recursive: true });
  writeFileSync(join(tree, 'app/package.json'), '{"type":"module"}');
  writeFileSync(join(tree, 'init'), init(modules.map((module) => basename(module))), { mode: 0o755 });
  const archive = join(folder, 'initramfs.gz');
  execFileSync('sh', ['-c', `find . | cpio -o -H newc --quiet | gzip -1 > "${archive}"`], { cwd: tree });
  return archive;
}

/** Where a package is installed; its own file, since not every package lets its package.json be imported. */
function packageFolder(name: string): string {
  const require = createRequire(import.meta.url);
  const parent = name === 'pkg-prebuilds' ? createRequire(require.resolve('node-hid')) : require;
  const entry = parent.resolve(name === 'pkg-prebuilds' ? 'pkg-prebuilds/bindings' : name);
  const marker = `/node_modules/${name}/`;
  const at = entry.lastIndexOf(marker);
  if (at === -1) throw new Error(`${name} is not installed`);
  return entry.slice(0, at + marker.length - 1);
}

const addonsIn = (folder: string): string[] =>
  execFileSync('find', [folder, '-name', '*.node'], { encoding: 'utf8' }).trim().split('\n');

/** Copies the shared libraries that the programs are linked with, to where the loader looks for them. */
function copyLibraries(tree: string, programs: readonly string[]): void {
  const listed = programs.flatMap((program) =>
    execFileSync('ldd', [program], { encoding: 'utf8' })
      .split('\n')
      .map((line) => /(\/\S+) \(0x/.exec(line)?.[1])
      .filter((path) => path !== undefined),
  );
  for (const path of new Set(listed)) {
    mkdirSync(join(tree, dirname(path)), { recursive: true });
    copyFileSync(realpathSync(path), join(tree, path));
  }
}
