import type { Resident } from '../../../electron/contract/siak-api.ts';
import { nikDigits } from '../../domain/nik.ts';
import type { RecordStatus } from '../../domain/record-status.ts';
import { ResidentIndex } from '../../domain/resident-index.ts';
import type { OwnRecording, RosterView } from '../../features/session.ts';
import type { RecordsRepository } from '../../storage/repositories/records-repository.ts';
import { fetchRoster, openRoster, type RosterPorts } from '../../sync/roster.ts';
import type { Vault } from '../../vault/vault.ts';

/** The roster of the drive, opened into memory for the session. */
export class SessionRoster implements RosterView {
  readonly #ports: RosterPorts;
  readonly #records: RecordsRepository;
  readonly #vault: Pick<Vault, 'blindIndex'>;
  #index = new ResidentIndex([]);
  #refresh: Promise<void> | null = null;

  constructor(ports: RosterPorts, records: RecordsRepository, vault: Pick<Vault, 'blindIndex'>) {
    this.#ports = ports;
    this.#records = records;
    this.#vault = vault;
  }

  get size(): number {
    return this.#index.size;
  }

  search(query: string, limit: number): readonly Resident[] {
    return this.#index.search(query, limit);
  }

  async recordingOf(nik: string): Promise<OwnRecording | null> {
    const rows = await this.#records.withNikIndex(await this.#vault.blindIndex(nikDigits(nik)));
    const [first] = rows.sort(
      (a, b) => RANKS[a.status] - RANKS[b.status] || Date.parse(b.updatedAt) - Date.parse(a.updatedAt),
    );
    return first ? { recordId: first.recordId, state: STATES[first.status], at: first.updatedAt } : null;
  }

  refresh(): Promise<void> {
    this.#refresh ??= this.#fetchAndOpen().finally(() => {
      this.#refresh = null;
    });
    return this.#refresh;
  }

  /** Opens what is stored. @throws CodedError `VAULT_DAMAGED` | `STORAGE_*` */
  async open(): Promise<void> {
    this.#index = new ResidentIndex(await openRoster(this.#ports));
  }

  async #fetchAndOpen(): Promise<void> {
    try {
      await fetchRoster(this.#ports);
    } finally {
      // Pages that came before the link broke are used at once.
      await this.open();
    }
  }
}

/** A record whose *Simpan* is not through is still a draft to whoever asks. */
const STATES: Readonly<Record<RecordStatus, OwnRecording['state']>> = {
  draft: 'draft',
  sealing: 'draft',
  sealed: 'saved',
  rejected: 'rejected',
  acknowledged: 'acknowledged',
};

/**
 * Which of several records of one person is told, lowest first: the one being made, then one that is through, then one
 * that was rejected. Status comes before time, because the times are of two clocks: this machine's and, from a receipt
 * on, the centre's.
 */
const RANKS: Readonly<Record<RecordStatus, number>> = {
  draft: 0,
  sealing: 0,
  sealed: 1,
  acknowledged: 1,
  rejected: 2,
};
