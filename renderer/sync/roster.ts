import { Decrypter, identityToRecipient } from 'age-encryption';
import type { ShellApi } from '../../electron/contract/shell-contract.ts';
import { type Resident, type RosterPage, rosterPage } from '../../electron/contract/siak-api.ts';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import { rendererError } from '../domain/errors.ts';
import type { RosterRepository } from '../storage/repositories/roster-repository.ts';
import type { Vault } from '../vault/vault.ts';

export interface RosterPorts {
  readonly centre: Pick<ShellApi['centre'], 'roster'>;
  readonly store: RosterRepository;
  readonly vault: Pick<Vault, 'seal' | 'open'>;
}

/** A centre that never says "nothing more" must not keep the kiosk busy for ever: 100,000 residents in pages of 200. */
const MOST_PAGES = 500;

/**
 * Fetches what the centre has newer, page by page; each page is stored, sealed, before the next is asked for, so that
 * a broken link costs one page.
 *
 * @throws CodedError `CENTRE_*` | `ROSTER_UNREADABLE` | `STORAGE_*` | `VAULT_LOCKED`
 */
export async function fetchRoster({ centre, store, vault }: RosterPorts): Promise<void> {
  // Nobody but this fetch can open its pages: the private key is made for it, cannot be exported, and is then forgotten.
  const { privateKey } = (await crypto.subtle.generateKey({ name: 'X25519' }, false, ['deriveBits'])) as CryptoKeyPair;
  const recipient = await identityToRecipient(privateKey);
  let { cursor, ordinal } = await store.position();
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await openPage(await centre.roster(recipient, cursor), privateKey);
    const sealed = await vault.seal(contextOf(ordinal), encodeResidents(page.residents));
    if (page.nextCursor === null || page.nextCursor === cursor) {
      // What the centre adds later lies behind the same cursor: the last page is fetched again next time.
      await store.putPage(ordinal, sealed, { cursor, ordinal });
      return;
    }
    await store.putPage(ordinal, sealed, { cursor: page.nextCursor, ordinal: ordinal + 1 });
    ({ nextCursor: cursor } = page);
    ordinal += 1;
  }
}

/**
 * The stored roster, opened; where a resident occurs twice the later page is right.
 *
 * @throws CodedError `VAULT_DAMAGED` | `STORAGE_*`
 */
export async function openRoster({ store, vault }: Pick<RosterPorts, 'store' | 'vault'>): Promise<Resident[]> {
  const byNik = new Map<string, Resident>();
  for (const { ordinal, sealed } of await store.pages()) {
    const residents = decodeResidents(await vault.open(contextOf(ordinal), sealed));
    for (const resident of residents) byNik.set(resident.nik, resident);
  }
  return [...byNik.values()];
}

/** Binds a stored page to its place. */
const contextOf = (ordinal: number) => `roster/${ordinal}`;

async function openPage(file: Bytes, identity: CryptoKey): Promise<RosterPage> {
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    return rosterPage.parse(JSON.parse(await decrypter.decrypt(file, 'text')));
  } catch (error) {
    // The cause may quote the page: it stays here.
    throw rendererError('ROSTER_UNREADABLE', error instanceof Error ? error.name : '');
  }
}

const encodeResidents = (residents: readonly Resident[]): Bytes => new TextEncoder().encode(JSON.stringify(residents));

/** What was validated before it was sealed, and is authenticated by the seal, is not validated again. */
const decodeResidents = (bytes: Bytes) => JSON.parse(new TextDecoder().decode(bytes)) as Resident[];
