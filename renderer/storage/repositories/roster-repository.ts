import type { Bytes } from '../../../native-bridges/contract/bytes.ts';
import type { EnrolmentDatabase } from '../enrolment-database.ts';
import { withStorageErrors } from '../storage-errors.ts';
import type { StoredRosterPage } from '../stored-types.ts';
import { ROSTER_CURSOR_KEY, readText } from './meta.ts';

/** Where the next roster page continues. */
export interface RosterPosition {
  /** Cursor for the centre; null before the first page. */
  readonly cursor: string | null;
  /** Ordinal under which the page at that cursor is stored. */
  readonly ordinal: number;
}

/** The sealed roster, page by page. Throws `STORAGE_*`. */
export class RosterRepository {
  readonly #database: EnrolmentDatabase;

  constructor(database: EnrolmentDatabase) {
    this.#database = database;
  }

  /** Every stored page in order; later pages override earlier ones. */
  pages(): Promise<StoredRosterPage[]> {
    return withStorageErrors(() => this.#database.roster.orderBy('ordinal').toArray());
  }

  /** The last page is asked for again: the centre appends to it what is newer. */
  async position(): Promise<RosterPosition> {
    const stored = await withStorageErrors(() => readText(this.#database, ROSTER_CURSOR_KEY));
    return stored === null ? { cursor: null, ordinal: 0 } : (JSON.parse(stored) as RosterPosition);
  }

  /** Stores a page, and where the next one continues, in one transaction. */
  putPage(ordinal: number, sealed: Bytes, next: RosterPosition): Promise<void> {
    const { roster, meta } = this.#database;
    return withStorageErrors(() =>
      this.#database.transaction('rw', roster, meta, async () => {
        await roster.put({ ordinal, sealed });
        await meta.put({ key: ROSTER_CURSOR_KEY, value: JSON.stringify(next) });
      }),
    );
  }
}
