import type { ChannelKind } from '../../electron/contract/channel-kinds.ts';
import type { Channel } from '../../native-bridges/rpc/rpc.ts';
import type { Sealer } from '../packet/sealing.ts';
import { workerSealer } from '../packet/worker-sealer.ts';
import type { IndexedDbParts } from '../storage/enrolment-database.ts';
import { type Clock, systemClock } from '../sync/clock.ts';
import { openVault } from '../vault/open-vault.ts';
import type { OpenVault } from '../vault/vault.ts';
import { openChannel } from './shell-connection.ts';

/** What a kiosk is put together from; see {@link productionParts}. */
export interface KioskParts {
  readonly openChannel: (kind: ChannelKind) => Promise<Channel>;
  readonly openVault: OpenVault;
  readonly seal: Sealer;
  readonly databaseName: string;
  readonly indexedDb: IndexedDbParts;
  readonly clock: Clock;
  /** A number from 0 (inclusive) to 1. */
  readonly random: () => number;
}

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
