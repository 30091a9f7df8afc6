import { workerSealer } from '../packet/worker-sealer.ts';
import { systemClock } from '../sync/clock.ts';
import { openVault } from '../vault/open-vault.ts';
import type { KioskParts } from './open-kiosk.ts';
import { openChannel } from './shell-connection.ts';

/** One database per profile; the profile belongs to one kiosk. */
const DATABASE_NAME = 'jemput';

/** What the kiosk is made of in Electron and in the Chromium host. */
export const productionParts = (): KioskParts => ({
  openChannel,
  openVault,
  seal: workerSealer,
  databaseName: DATABASE_NAME,
  indexedDb: { indexedDB: globalThis.indexedDB, IDBKeyRange: globalThis.IDBKeyRange },
  clock: systemClock,
  random: Math.random,
});
