import * as z from 'zod/mini';
import type { Bytes } from '../../../native-bridges/contract/bytes.ts';
import { type CaptureName, type Draft, draft as draftShape } from '../../domain/draft.ts';
import { rendererError } from '../../domain/errors.ts';
import { nikDigits } from '../../domain/nik.ts';
import { type AuditEvent, type AuditTrail, appendAudit } from '../../packet/audit.ts';
import type { RecordsRepository } from '../../storage/repositories/records-repository.ts';
import type { StoredRecord } from '../../storage/stored-types.ts';
import type { RecordCipher, Vault } from '../../vault/vault.ts';

/** A draft and what happened to it, as sealed together. */
const workingRecord = z.object({ draft: draftShape, audit: z.array(z.string()) });

/** A record taken out of storage, readable. */
export interface OpenRecord {
  readonly row: StoredRecord;
  readonly cipher: RecordCipher;
  readonly draft: Draft;
  readonly audit: AuditTrail;
}

/** A capture's file on its way into storage. */
export interface CaptureToStore {
  readonly name: CaptureName;
  readonly bytes: Bytes;
  /** Throws if the bytes, read back, are not what they have to be. */
  readonly verify: (stored: Bytes) => void;
}

/** Name under which the draft itself is sealed; no capture is called so. */
const DRAFT_NAME = 'draft';

/** Takes drafts out of encrypted storage and puts them back. One caller at a time for each record. */
export class DraftCabinet {
  readonly #records: RecordsRepository;
  readonly #vault: Vault;
  readonly #officerId: string;
  readonly #now: () => string;

  /** @param now ISO instant */
  constructor(records: RecordsRepository, vault: Vault, officerId: string, now: () => string) {
    this.#records = records;
    this.#vault = vault;
    this.#officerId = officerId;
    this.#now = now;
  }

  /** Stores a new draft under a new record key. */
  async create(draft: Draft): Promise<Draft> {
    const { recordId } = draft;
    const wrappedKey = await this.#vault.createRecordKey(recordId);
    const cipher = await this.#vault.openRecord(recordId, wrappedKey);
    const audit = await this.#append([], { event: 'record-started' });
    await this.#records.add({
      recordId,
      status: 'draft',
      nikIndexes: await this.#nikIndexes(draft),
      updatedAt: this.#now(),
      wrappedKey,
      sealedDraft: await this.sealDraft(cipher, draft, audit),
      reservation: null,
    });
    return draft;
  }

  /** @throws CodedError `RECORD_SEALED` if the record is no draft (any more), `VAULT_DAMAGED`, `STORAGE_*` */
  async open(recordId: string): Promise<OpenRecord> {
    const row = await this.#records.get(recordId);
    if (row?.status !== 'draft' && row?.status !== 'sealing') throw rendererError('RECORD_SEALED');
    return this.openRow(row);
  }

  /** @throws CodedError `VAULT_DAMAGED` */
  async openRow(row: StoredRecord): Promise<OpenRecord> {
    if (!row.wrappedKey || !row.sealedDraft) throw rendererError('VAULT_DAMAGED', 'record without key');
    const cipher = await this.#vault.openRecord(row.recordId, row.wrappedKey);
    const plaintext = new TextDecoder().decode(await cipher.open(DRAFT_NAME, row.sealedDraft));
    const parsed = workingRecord.safeParse(JSON.parse(plaintext));
    if (!parsed.success) throw rendererError('VAULT_DAMAGED', 'draft of another shape');
    return { row, cipher, ...parsed.data };
  }

  /** Stores a changed draft with what happened, durably. */
  async put({ cipher, audit }: OpenRecord, draft: Draft, events: readonly AuditEvent[]): Promise<Draft> {
    await this.#change(cipher, draft, await this.#appendAll(audit, events), [], []);
    return draft;
  }

  /**
   * Stores captures with the draft that names them, then reads each back from storage, decrypts and verifies it. Where
   * that fails, draft and captures are put back as they were.
   *
   * @throws CodedError `STORAGE_*` | `VAULT_DAMAGED` | what `verify` throws
   */
  async putCaptures(
    opened: OpenRecord,
    draft: Draft,
    captures: readonly CaptureToStore[],
    events: readonly AuditEvent[],
  ): Promise<Draft> {
    const { cipher, audit } = opened;
    const { recordId } = draft;
    const before = await Promise.all(captures.map(({ name }) => this.#records.capture(recordId, name)));
    const sealed = await Promise.all(
      captures.map(async ({ name, bytes }) => ({ recordId, name, sealed: await cipher.seal(name, bytes) })),
    );
    await this.#change(cipher, draft, await this.#appendAll(audit, events), sealed, []);
    try {
      for (const { name, verify } of captures) verify(await this.readCapture(opened, name));
    } catch (error) {
      const restored = before.filter((capture) => capture !== undefined);
      const added = captures.map(({ name }) => name).filter((_, index) => before[index] === undefined);
      await this.#change(cipher, opened.draft, audit, restored, added);
      throw error;
    }
    return draft;
  }

  /** The decrypted bytes of a capture. @throws CodedError `VAULT_DAMAGED` also where the draft names none */
  async readCapture({ row, cipher }: OpenRecord, name: CaptureName): Promise<Bytes> {
    const capture = await this.#records.capture(row.recordId, name);
    if (!capture) throw rendererError('VAULT_DAMAGED', `no ${name}`);
    return cipher.open(name, capture.sealed);
  }

  /** The draft with its trail's last line, sealed as it will lie beside its packet. */
  async finish({ cipher, draft, audit }: OpenRecord): Promise<{ audit: AuditTrail; sealedDraft: Bytes }> {
    const finished = await this.#append(audit, { event: 'record-saved' });
    return { audit: finished, sealedDraft: await this.sealDraft(cipher, draft, finished) };
  }

  sealDraft(cipher: RecordCipher, draft: Draft, audit: AuditTrail): Promise<Bytes> {
    return cipher.seal(DRAFT_NAME, new TextEncoder().encode(JSON.stringify({ draft, audit })));
  }

  async #change(
    cipher: RecordCipher,
    draft: Draft,
    audit: AuditTrail,
    capturesPut: readonly { recordId: string; name: string; sealed: Bytes }[],
    capturesDeleted: readonly string[],
  ): Promise<void> {
    await this.#records.change({
      recordId: draft.recordId,
      sealedDraft: await this.sealDraft(cipher, draft, audit),
      nikIndexes: await this.#nikIndexes(draft),
      updatedAt: this.#now(),
      capturesPut,
      capturesDeleted,
    });
  }

  /** A corrected NIK is found under both numbers. */
  async #nikIndexes({ biodata, rosterBiodata }: Draft): Promise<string[]> {
    const numbers = new Set([biodata.nik, rosterBiodata?.nik ?? biodata.nik].map(nikDigits));
    return Promise.all([...numbers].map((nik) => this.#vault.blindIndex(nik)));
  }

  #append(trail: AuditTrail, event: AuditEvent): Promise<AuditTrail> {
    return appendAudit(trail, event, { at: this.#now(), officerId: this.#officerId });
  }

  async #appendAll(trail: AuditTrail, events: readonly AuditEvent[]): Promise<AuditTrail> {
    let longer = trail;
    for (const event of events) longer = await this.#append(longer, event);
    return longer;
  }
}
