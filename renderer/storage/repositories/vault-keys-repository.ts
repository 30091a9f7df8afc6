import type { VaultKeyStore, WrappedVaultKey } from '../../vault/vault.ts';
import type { EnrolmentDatabase } from '../enrolment-database.ts';
import { withStorageErrors } from '../storage-errors.ts';

/** Wrapped vault keys, one per officer. Throws `STORAGE_*`. */
export class VaultKeysRepository implements VaultKeyStore {
  readonly #database: EnrolmentDatabase;

  constructor(database: EnrolmentDatabase) {
    this.#database = database;
  }

  all(): Promise<WrappedVaultKey[]> {
    return withStorageErrors(() => this.#database.vaultKeys.toArray());
  }

  addFirst(wrapped: WrappedVaultKey): Promise<boolean> {
    const { vaultKeys } = this.#database;
    return withStorageErrors(() =>
      this.#database.transaction('rw', vaultKeys, async () => {
        if ((await vaultKeys.count()) > 0) return false;
        await vaultKeys.add(wrapped);
        return true;
      }),
    );
  }
}
