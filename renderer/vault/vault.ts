import type { Officer } from '../../electron/contract/siak-api.ts';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';

/**
 * The keys of one officer's session. Everything personal passes through it on its way to storage and back.
 *
 * Guarantees of every implementation:
 * - what was sealed under one context, record or name does not open under another (`VAULT_DAMAGED`);
 * - after `lock()` every call fails with `VAULT_LOCKED`, also those of record ciphers handed out before.
 */
export interface Vault {
  /** Makes the key of a new record, wrapped for storing beside it. */
  createRecordKey(recordId: string): Promise<Bytes>;
  /** @throws CodedError `VAULT_DAMAGED` if the wrapped key is not this record's */
  openRecord(recordId: string, wrappedKey: Bytes): Promise<RecordCipher>;
  /** Seals what belongs to the kiosk rather than to one record, such as the roster. `context` names what it is. */
  seal(context: string, plaintext: Bytes): Promise<Bytes>;
  /** @throws CodedError `VAULT_DAMAGED` */
  open(context: string, sealed: Bytes): Promise<Bytes>;
  /** A keyed hash of an identifier, to look it up in storage without storing it. */
  blindIndex(identifier: string): Promise<string>;
  /** Forgets the keys. */
  lock(): void;
}

/** Seals and opens the files of one record; `name` is bound to the bytes. */
export interface RecordCipher {
  seal(name: string, plaintext: Bytes): Promise<Bytes>;
  /** @throws CodedError `VAULT_DAMAGED` */
  open(name: string, sealed: Bytes): Promise<Bytes>;
}

/** The vault's key as it is stored: once per officer, each wrapped under that officer's PIN and this machine. */
export interface WrappedVaultKey {
  readonly officerId: string;
  /** How the PIN was stretched; stored, so that later wrappings can cost more. */
  readonly stretching: PinStretching;
  /** AES-256-GCM of the 32-byte vault key. */
  readonly sealedKey: Bytes;
}

/** Parameters of Argon2id (RFC 9106). */
export interface PinStretching {
  readonly memoryKiB: number;
  readonly iterations: number;
  readonly parallelism: number;
  readonly salt: Bytes;
}

/** Where wrapped vault keys lie. */
export interface VaultKeyStore {
  /** Every wrapping on this kiosk; empty before the first officer's first sign-in. */
  all(): Promise<readonly WrappedVaultKey[]>;
  /** Adds the first wrapping; false, and nothing is stored, where there is one already. */
  addFirst(wrapped: WrappedVaultKey): Promise<boolean>;
}

export interface VaultRequest {
  readonly officer: Pick<Officer, 'officerId' | 'pinVerifier'>;
  readonly pin: string;
  /** 32 bytes that only this machine can derive for this officer, from the shell's keystore. */
  readonly machineSecret: Bytes;
  readonly keys: VaultKeyStore;
}

/**
 * Opens the vault for an officer, making it at the kiosk's first sign-in.
 *
 * @throws CodedError `PIN_WRONG` | `VAULT_NOT_SHARED` | `VAULT_DAMAGED`
 */
export type OpenVault = (request: VaultRequest) => Promise<Vault>;
