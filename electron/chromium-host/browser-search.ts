import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** A browser of the Chromium family that is installed on this machine. */
export interface InstalledBrowser {
  /** As its maker calls it. */
  readonly name: 'Chromium' | 'Google Chrome' | 'Microsoft Edge';
  readonly path: string;
}

type Candidate = readonly [InstalledBrowser['name'], string];

/** Where each system keeps them; a bare name is looked for on PATH. Chromium first: it is what the tests run in. */
const CANDIDATES: Readonly<Record<string, (env: NodeJS.ProcessEnv) => readonly Candidate[]>> = {
  linux: () => [
    ['Chromium', 'chromium'],
    ['Chromium', 'chromium-browser'],
    ['Google Chrome', 'google-chrome-stable'],
    ['Google Chrome', 'google-chrome'],
    ['Google Chrome', '/opt/google/chrome/chrome'],
    ['Microsoft Edge', 'microsoft-edge-stable'],
    ['Microsoft Edge', 'microsoft-edge'],
  ],
  darwin: ({ HOME = '' }) =>
    ['/Applications', join(HOME, 'Applications')].flatMap((folder): Candidate[] => [
      ['Chromium', join(folder, 'Chromium.app/Contents/MacOS/Chromium')],
      ['Google Chrome', join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome')],
      ['Microsoft Edge', join(folder, 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge')],
    ]),
  win32: (env) =>
    [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder): Candidate[] => [
        ['Chromium', join(folder, 'Chromium/Application/chrome.exe')],
        ['Google Chrome', join(folder, 'Google/Chrome/Application/chrome.exe')],
        ['Microsoft Edge', join(folder, 'Microsoft/Edge/Application/msedge.exe')],
      ]),
};

/**
 * @param system where to look; tests give another platform and environment
 * @returns the first installed browser, or null
 */
export function findBrowser(
  system: { readonly platform: string; readonly env: NodeJS.ProcessEnv } = process,
): InstalledBrowser | null {
  const folders = (system.env.PATH ?? '').split(delimiter).filter(isAbsolute);
  for (const [name, place] of CANDIDATES[system.platform]?.(system.env) ?? []) {
    const paths = isAbsolute(place) ? [place] : folders.map((folder) => join(folder, place));
    const path = paths.find(isExecutable);
    if (path !== undefined) return { name, path };
  }
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
