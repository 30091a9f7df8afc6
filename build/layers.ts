/**
 * Who may import whom, as data. `test/unit/build/layers.test.ts` holds every import of the project against it.
 *
 * A file belongs to the first layer whose folder contains it. `imports` names layers of this project; packages that only
 * one layer may touch are listed in {@link GUARDED_PACKAGES}. The table is explained in README.md, "The layers".
 */
interface Layer {
  readonly name: string;
  /** Folder, or file, from the root of the repository. */
  readonly path: string;
  readonly imports: readonly string[];
}

/** What every test and build script may do is not restricted here, except that nothing imports them. */
const ANYTHING = '*';

export const LAYERS: readonly Layer[] = [
  // native-bridges: hardware, from bytes to captures.
  { name: 'device contract', path: 'native-bridges/contract', imports: [] },
  { name: 'rpc', path: 'native-bridges/rpc', imports: ['device contract'] },
  { name: 'framing', path: 'native-bridges/framing', imports: ['device contract'] },
  { name: 'biometrics', path: 'native-bridges/biometrics', imports: ['device contract'] },
  { name: 'transports', path: 'native-bridges/transports', imports: ['device contract'] },
  {
    name: 'drivers',
    path: 'native-bridges/drivers',
    imports: ['transports', 'framing', 'biometrics', 'device contract'],
  },
  { name: 'sessions', path: 'native-bridges/sessions', imports: ['drivers', 'transports', 'device contract'] },
  {
    name: 'simulators',
    path: 'native-bridges/simulators',
    imports: ['drivers', 'transports', 'framing', 'device contract'],
  },
  {
    name: 'device host',
    path: 'native-bridges/host',
    imports: ['drivers', 'sessions', 'transports', 'rpc', 'device contract'],
  },

  // electron: the two shells over one set of services.
  { name: 'shell contract', path: 'electron/contract', imports: ['device contract'] },
  { name: 'services', path: 'electron/services', imports: ['shell contract', 'rpc', 'device contract'] },
  { name: 'electron main', path: 'electron/main', imports: ['services', 'shell contract', 'rpc', 'device contract'] },
  { name: 'preload', path: 'electron/preload', imports: ['shell contract'] },
  {
    name: 'chromium host',
    path: 'electron/chromium-host',
    imports: ['services', 'shell contract', 'rpc', 'device contract'],
  },

  // renderer: the only place where a record is readable.
  { name: 'domain', path: 'renderer/domain', imports: ['shell contract', 'device contract'] },
  { name: 'vault', path: 'renderer/vault', imports: ['domain', 'shell contract', 'device contract'] },
  { name: 'storage', path: 'renderer/storage', imports: ['vault', 'domain', 'shell contract', 'device contract'] },
  {
    name: 'packet',
    path: 'renderer/packet',
    imports: ['storage', 'vault', 'domain', 'shell contract', 'device contract'],
  },
  { name: 'sync', path: 'renderer/sync', imports: ['storage', 'vault', 'domain', 'shell contract', 'device contract'] },
  { name: 'devices', path: 'renderer/devices', imports: ['domain', 'rpc', 'device contract'] },
  { name: 'components', path: 'renderer/components', imports: ['domain', 'device contract'] },
  { name: 'locales', path: 'renderer/locales', imports: ['domain', 'rpc', 'shell contract', 'device contract'] },
  {
    name: 'features',
    path: 'renderer/features',
    imports: ['components', 'locales', 'domain', 'shell contract', 'device contract'],
  },
  {
    name: 'app',
    path: 'renderer/app',
    imports: [
      'features',
      'components',
      'locales',
      'devices',
      'sync',
      'storage',
      'packet',
      'vault',
      'domain',
      'rpc',
      'shell contract',
      'device contract',
    ],
  },

  { name: 'build', path: 'build', imports: [ANYTHING] },
  { name: 'tests', path: 'test', imports: [ANYTHING] },
];

/** A feature never reaches into another feature; what they share lies directly in `renderer/features`. */
export const ISOLATED_SUBFOLDERS: readonly string[] = ['renderer/features'];

/** Layers that no other layer may import, whatever its row says. */
export const NEVER_IMPORTED: readonly string[] = ['tests', 'build'];

/** Packages with exactly one door into the project. */
export const GUARDED_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  dexie: ['storage'],
  serialport: ['transports'],
  'node-hid': ['transports'],
  electron: ['electron main', 'preload'],
  birpc: ['rpc'],
  react: ['components', 'features', 'locales', 'app'],
};

export interface LayerViolation {
  readonly file: string;
  readonly imported: string;
  readonly reason: string;
}

function layerOf(path: string): Layer | undefined {
  return LAYERS.find((layer) => path === layer.path || path.startsWith(`${layer.path}/`));
}

/**
 * Holds one import against the table.
 *
 * @param file importing file, from the repository's root
 * @param imported imported file from the root (`renderer/domain/nik.ts`), or a package name (`dexie`)
 * @returns what is wrong, or null
 */
export function checkImport(file: string, imported: string): LayerViolation | null {
  const from = layerOf(file);
  if (!from) return { file, imported, reason: 'the file lies in no layer of build/layers.ts' };
  const to = layerOf(imported);
  if (!to) {
    const packageName = imported
      .split('/')
      .slice(0, imported.startsWith('@') ? 2 : 1)
      .join('/');
    const doors = GUARDED_PACKAGES[packageName];
    if (!doors || doors.includes(from.name) || from.imports.includes(ANYTHING)) return null;
    return { file, imported, reason: `only ${doors.join(', ')} may import ${packageName}` };
  }
  const isolated = ISOLATED_SUBFOLDERS.find(
    (folder) => file.startsWith(`${folder}/`) && imported.startsWith(`${folder}/`),
  );
  if (isolated) {
    const [ownFeature, otherFeature] = [file, imported].map((path) => path.slice(isolated.length + 1).split('/'));
    if (otherFeature!.length > 1 && ownFeature![0] !== otherFeature![0]) {
      return { file, imported, reason: `one part of ${isolated} may not reach into another` };
    }
  }
  if (from.name === to.name) return null;
  if (NEVER_IMPORTED.includes(to.name) && from.imports[0] !== ANYTHING) {
    return { file, imported, reason: `nothing imports ${to.name}` };
  }
  if (from.imports.includes(ANYTHING) || from.imports.includes(to.name)) return null;
  return { file, imported, reason: `${from.name} may not import ${to.name}` };
}
