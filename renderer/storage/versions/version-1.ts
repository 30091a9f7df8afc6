import type { DatabaseVersion } from './database-version.ts';

/** The first database: a record from draft to receipt. */
export const version1: DatabaseVersion = {
  version: 1,
  schema: {
    vaultKeys: 'officerId',
    records: 'recordId, status, *nikIndexes, reservation.packetId',
    captures: '[recordId+name]',
    // A number belongs to one packet of one kiosk; a second is a fault that must not be stored.
    outbox: 'packetId, &[kioskId+sequence], status',
    ledger: 'packetId, &[kioskId+sequence]',
    roster: 'ordinal',
    meta: 'key',
  },
  upgrade: null,
};
