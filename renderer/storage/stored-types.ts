import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import type { LedgerLine, OutboxEntry } from '../domain/outbox-entry.ts';
import type { RecordStatus } from '../domain/record-status.ts';
import type { WrappedVaultKey } from '../vault/vault.ts';

/*
 * Rows as they lie in the database. They differ from the domain's types on purpose: a row is kept for years and is
 * changed by a migration only. Every byte field is sealed before it comes here.
 */

/** One record. What is readable here is ids, states and times. */
export interface StoredRecord {
  readonly recordId: string;
  readonly status: RecordStatus;
  /** Blind indexes of the NIK as the roster has it and as the officer corrected it. */
  readonly nikIndexes: readonly string[];
  /** ISO instant. */
  readonly updatedAt: string;
  /** The record's key under the vault's; null once the centre has signed for the record. */
  readonly wrappedKey: Bytes | null;
  /** Draft and audit trail under the record's key; null once the centre has signed for the record. */
  readonly sealedDraft: Bytes | null;
  /** Reserved by *Simpan*, and kept when a *Simpan* fails, so that no number is lost. Null before the first. */
  readonly reservation: StoredReservation | null;
}

export interface StoredReservation {
  readonly packetId: string;
  readonly kioskId: string;
  readonly sequence: number;
}

/** A capture's file under the record's key, in its own row so that saving one does not rewrite the others. */
export interface StoredCapture {
  readonly recordId: string;
  readonly name: string;
  readonly sealed: Bytes;
}

export type StoredOutboxEntry = OutboxEntry;
export type StoredLedgerLine = LedgerLine;

/** A page of the roster under the vault's key. Later ordinals override earlier ones, resident by resident. */
export interface StoredRosterPage {
  readonly ordinal: number;
  readonly sealed: Bytes;
}

export type StoredVaultKey = WrappedVaultKey;

/** Single values: sequence counters, cursors. */
export interface StoredMeta {
  readonly key: string;
  readonly value: string | number;
}
