import type { ShellApi } from '../../../electron/contract/shell-contract.ts';
import type { ActivationBundle, Officer } from '../../../electron/contract/siak-api.ts';
import { isCoded } from '../../../native-bridges/contract/errors.ts';
import type { DeviceClient } from '../../devices/device-client.ts';
import type { Session } from '../../features/session.ts';
import type { Sealer } from '../../packet/sealing.ts';
import type { EnrolmentDatabase } from '../../storage/enrolment-database.ts';
import { OutboxRepository } from '../../storage/repositories/outbox-repository.ts';
import { RecordsRepository } from '../../storage/repositories/records-repository.ts';
import { RosterRepository } from '../../storage/repositories/roster-repository.ts';
import { SealingRepository } from '../../storage/repositories/sealing-repository.ts';
import { VaultKeysRepository } from '../../storage/repositories/vault-keys-repository.ts';
import { type Clock, isoInstant } from '../../sync/clock.ts';
import { SyncEngine } from '../../sync/engine.ts';
import { reconcile } from '../../sync/reconcile.ts';
import type { OpenVault } from '../../vault/vault.ts';
import { SessionDrafts } from './session-drafts.ts';
import { SessionQueue } from './session-queue.ts';
import { SessionRoster } from './session-roster.ts';

export interface SessionParts {
  readonly officer: Officer;
  readonly pin: string;
  readonly activation: ActivationBundle;
  readonly shell: ShellApi;
  readonly devices: DeviceClient;
  readonly database: EnrolmentDatabase;
  readonly openVault: OpenVault;
  readonly seal: Sealer;
  readonly clock: Clock;
  readonly random: () => number;
  readonly report: (code: string, sequence: number | null) => void;
}

/** A session, and where the shell's upload progress goes while it lasts. */
export interface OpenedSession {
  readonly session: Session;
  readonly noteProgress: (packetId: string, sentBytes: number) => void;
}

/** A first roster is worth waiting for this long; a slow link brings it later. */
const FIRST_ROSTER_WAIT_MS = 10_000;

/**
 * Opens the officer's vault, reconciles, opens the roster and starts the engine.
 *
 * @throws CodedError `PIN_WRONG` | `VAULT_*` | `STORAGE_*` | `RPC_*`
 */
export async function openSession(parts: SessionParts): Promise<OpenedSession> {
  const { officer, pin, activation, shell, database, clock, random } = parts;
  const { kioskId, receiptKeys, drive, training } = activation;
  const now = () => isoInstant(clock.now());
  let locked = false;
  const report: SessionParts['report'] = (code, sequence) => {
    // What is still under way when the session ends fails as a matter of course.
    if (!locked) parts.report(code, sequence);
  };
  const records = new RecordsRepository(database);
  const outbox = new OutboxRepository(database);
  const sealing = new SealingRepository(database);

  const machineSecret = await shell.keystore.machineSecret(officer.officerId);
  const vault = await parts.openVault({ officer, pin, machineSecret, keys: new VaultKeysRepository(database) });
  const alarms = await reconcile({ outbox, sealing, spool: shell.spool, kioskId, now: now(), report });
  for (const { code, sequence } of alarms) report(code, sequence);

  const { centre, spool } = shell;
  const engine = new SyncEngine({ outbox, centre, spool, receiptKeys, kioskId, report, clock, random }, () =>
    queue.notify(),
  );
  const queue = new SessionQueue(outbox, engine, kioskId, report);
  const drafts = new SessionDrafts({
    ...{ records, sealing, vault, shell, activation, now, report },
    seal: parts.seal,
    officerId: officer.officerId,
    onSealed: () => engine.wake(),
  });
  const roster = new SessionRoster({ centre, store: new RosterRepository(database), vault }, records, vault);
  await roster.open();
  await bringRosterUpToDate(roster, clock, report);
  engine.start();

  const session: Session = {
    ...{ officer, drive, training, roster, drafts, queue, alarms },
    devices: parts.devices,
    lock() {
      locked = true;
      engine.stop();
      vault.lock();
    },
  };
  return { session, noteProgress: (packetId, sentBytes) => engine.noteProgress(packetId, sentBytes) };
}

/** Asks the centre for what is newer; who has a roster already does not wait for it. */
async function bringRosterUpToDate(roster: SessionRoster, clock: Clock, report: SessionParts['report']): Promise<void> {
  const refreshed = roster.refresh().catch((error: unknown) => {
    // With no link this is an ordinary day; the search screen offers to fetch again.
    report(isCoded(error) ? error.code : 'RPC_INTERNAL', null);
  });
  if (roster.size > 0) return;
  const { promise: waited, resolve } = Promise.withResolvers<void>();
  const cancel = clock.after(FIRST_ROSTER_WAIT_MS, resolve);
  await Promise.race([refreshed, waited]);
  cancel();
}
