import { createHash } from 'node:crypto';
import type { ShellApi } from '../../electron/contract/shell-contract.ts';
import { SessionDrafts } from '../../renderer/app/session/session-drafts.ts';
import { type Sealer, sealArchive } from '../../renderer/packet/sealing.ts';
import type { EnrolmentDatabase, IndexedDbParts } from '../../renderer/storage/enrolment-database.ts';
import { OutboxRepository } from '../../renderer/storage/repositories/outbox-repository.ts';
import { RecordsRepository } from '../../renderer/storage/repositories/records-repository.ts';
import { SealingRepository } from '../../renderer/storage/repositories/sealing-repository.ts';
import { isoInstant } from '../../renderer/sync/clock.ts';
import { reconcile } from '../../renderer/sync/reconcile.ts';
import type { Vault } from '../../renderer/vault/vault.ts';
import { vaultOfKey } from '../../renderer/vault/vault-of-key.ts';
import { freshIndexedDb, openTestDatabase } from './enrolment-database.ts';
import { InMemoryCentre, TEST_OFFICER_ID } from './in-memory-centre.ts';
import { InMemoryShell } from './in-memory-shell.ts';
import { VirtualClock } from './virtual-clock.ts';

/** What a power cut leaves: the disk of the browser, the shell with its spool, the centre. */
interface RigRemains {
  readonly indexedDb: IndexedDbParts;
  readonly shell: InMemoryShell;
}

/** The parts of a session without engine and screens, over a disk that survives {@link KioskRig.restart}. */
export interface KioskRig extends RigRemains {
  readonly database: EnrolmentDatabase;
  readonly centre: InMemoryCentre;
  readonly records: RecordsRepository;
  readonly outbox: OutboxRepository;
  readonly sealing: SealingRepository;
  readonly vault: Vault;
  readonly clock: VirtualClock;
  readonly drafts: SessionDrafts;
  reconcile(): ReturnType<typeof reconcile>;
  /** Everything in memory is gone; what is stored is opened again. */
  restart(): Promise<KioskRig>;
}

/** Lets a test step between the parts: called with every port before the drafts get it. */
export type Interpose = <T extends object>(name: string, port: T) => T;

export interface RigOptions {
  readonly remains?: RigRemains;
  readonly interpose?: Interpose;
  readonly vault?: Vault;
}

const asItIs: Interpose = (_name, port) => port;

export async function createRig({ remains, interpose = asItIs, vault }: RigOptions = {}): Promise<KioskRig> {
  const indexedDb = remains?.indexedDb ?? freshIndexedDb();
  const shell = remains?.shell ?? new InMemoryShell(await InMemoryCentre.create());
  const { centre } = shell;
  const database = openTestDatabase(indexedDb);
  const records = new RecordsRepository(database);
  const outbox = new OutboxRepository(database);
  const sealing = new SealingRepository(database);
  const openedVault = vault ?? (await vaultOfKey(Uint8Array.from(createHash('sha256').update('vault').digest())));
  const clock = new VirtualClock();
  const now = () => isoInstant(clock.now());
  const report = (code: string, sequence: number | null) => void shell.reported.push({ code, sequence });
  const sealer = interpose('sealer', { seal: sealArchive as Sealer });
  const ports: Pick<ShellApi, 'keystore' | 'spool'> = {
    keystore: interpose('keystore', shell.api.keystore),
    spool: interpose('spool', shell.api.spool),
  };
  const drafts = new SessionDrafts({
    records: interpose('records', records),
    sealing: interpose('sealing', sealing),
    vault: openedVault,
    shell: ports,
    seal: (archive, recipients) => sealer.seal(archive, recipients),
    activation: centre.activation,
    officerId: TEST_OFFICER_ID,
    now,
    report,
    onSealed: () => undefined,
  });
  return {
    ...{ indexedDb, shell, centre, database, records, outbox, sealing, vault: openedVault, clock, drafts },
    reconcile: () => {
      const { kioskId } = centre.activation;
      return reconcile({ outbox, sealing, spool: shell.api.spool, kioskId, now: now(), report });
    },
    async restart() {
      database.close();
      return createRig(vault ? { remains: { indexedDb, shell }, vault } : { remains: { indexedDb, shell } });
    },
  };
}
