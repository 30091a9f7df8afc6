import { join } from 'node:path';
import { runKioskApp } from './kiosk-app.ts';

/** Electron's entry. Paths are those of the package: `build/out/app/main.js` beside its fellows. */
const appDir = import.meta.dirname;
runKioskApp({
  rendererDir: join(appDir, '../renderer'),
  preload: join(appDir, 'preload.cjs'),
  deviceHost: join(appDir, 'device-host.js'),
});
