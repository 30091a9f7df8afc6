import type { ShellApi } from '../../../electron/contract/shell-contract.ts';
import type { ActivationBundle, Resident } from '../../../electron/contract/siak-api.ts';
import type { Bytes } from '../../../native-bridges/contract/bytes.ts';
import type { FingerCapture, GreyImage } from '../../../native-bridges/contract/capture.ts';
import { deviceError, isCoded } from '../../../native-bridges/contract/errors.ts';
import { FINGER_POSITIONS, type FingerPosition } from '../../../native-bridges/contract/modality.ts';
import { type Biodata, type BiodataCorrection, biodataOf, changedFields } from '../../domain/biodata.ts';
import {
  type CaptureFile,
  type CaptureName,
  type Draft,
  type EnrolmentStep,
  type FingerFile,
  firstOpenStep,
  isStepComplete,
  newDraft,
} from '../../domain/draft.ts';
import { rendererError } from '../../domain/errors.ts';
import { nikDigits } from '../../domain/nik.ts';
import { isRepeatedPrint } from '../../domain/repeated-print.ts';
import type { DraftSummary, Drafts, SealedRecord, SignatureStroke } from '../../features/session.ts';
import type { AuditEvent } from '../../packet/audit.ts';
import { buildPacket } from '../../packet/build-packet.ts';
import { sha256 } from '../../packet/digest.ts';
import { describeJpeg } from '../../packet/jpeg.ts';
import { encodeJson } from '../../packet/manifest.ts';
import { decodePgm, encodePgm, PGM_MEDIA_TYPE, sameImage, showsPrint } from '../../packet/pgm.ts';
import { isPng } from '../../packet/png.ts';
import { sealRecord } from '../../packet/seal-record.ts';
import type { Sealer } from '../../packet/sealing.ts';
import type { RecordsRepository } from '../../storage/repositories/records-repository.ts';
import type { SealingRepository } from '../../storage/repositories/sealing-repository.ts';
import type { Vault } from '../../vault/vault.ts';
import { type CaptureToStore, DraftCabinet, type OpenRecord } from './draft-cabinet.ts';
import { OneAtATimePerKey } from './one-at-a-time-per-key.ts';

export interface DraftsParts {
  readonly records: RecordsRepository;
  readonly sealing: SealingRepository;
  readonly vault: Vault;
  readonly shell: Pick<ShellApi, 'keystore' | 'spool'>;
  readonly seal: Sealer;
  readonly activation: ActivationBundle;
  readonly officerId: string;
  /** ISO instant. */
  readonly now: () => string;
  readonly report: (code: string, sequence: number | null) => void;
  /** Called when a packet has been queued. */
  readonly onSealed: () => void;
}

/** Drafts of the session, on encrypted storage; see the interface for what each method promises. */
export class SessionDrafts implements Drafts {
  readonly #parts: DraftsParts;
  readonly #cabinet: DraftCabinet;
  readonly #oneAtATime = new OneAtATimePerKey();
  /** Records this session has opened already: the trail names the first time only. */
  readonly #reopened = new Set<string>();
  readonly #seals = new Map<string, Promise<SealedRecord>>();

  constructor(parts: DraftsParts) {
    this.#parts = parts;
    this.#cabinet = new DraftCabinet(parts.records, parts.vault, parts.officerId, parts.now);
  }

  async list(): Promise<readonly DraftSummary[]> {
    const summaries: DraftSummary[] = [];
    for (const row of await this.#parts.records.unsealed()) {
      try {
        const { draft } = await this.#cabinet.openRow(row);
        const { name, nik } = draft.biodata;
        summaries.push({ recordId: row.recordId, name, nik, step: draft.step, updatedAt: row.updatedAt });
      } catch (error) {
        // One damaged draft must not hide the others.
        if (!isCoded(error, 'VAULT_DAMAGED')) throw error;
        this.#parts.report(error.code, null);
      }
    }
    return summaries.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  }

  /**
   * A resident whose draft lies here already gets that draft back: two of one person become a double recording. Only one
   * whose every record was rejected is recorded again without a word of the officer's.
   */
  start(resident: Resident, again: boolean): Promise<Draft> {
    const nik = nikDigits(resident.nik);
    return this.#oneAtATime.run(`start/${nik}`, async () => {
      const { records, vault, activation, officerId, now } = this.#parts;
      const rows = await records.withNikIndex(await vault.blindIndex(nik));
      const open = rows.find(({ status }) => status === 'draft' || status === 'sealing');
      if (open) return this.load(open.recordId);
      const saved = rows.some(({ status }) => status === 'sealed' || status === 'acknowledged');
      if (saved && !again) throw rendererError('RECORD_EXISTS');
      const recordId = crypto.randomUUID();
      this.#reopened.add(recordId);
      const { driveId } = activation.drive;
      return this.#cabinet.create(newDraft({ recordId, driveId, officerId, startedAt: now() }, biodataOf(resident)));
    });
  }

  load(recordId: string): Promise<Draft> {
    return this.#oneAtATime.run(recordId, async () => {
      const opened = await this.#cabinet.open(recordId);
      if (this.#reopened.has(recordId) || opened.row.status !== 'draft') return opened.draft;
      await this.#cabinet.put(opened, opened.draft, [{ event: 'record-reopened' }]);
      this.#reopened.add(recordId);
      return opened.draft;
    });
  }

  goTo(recordId: string, step: EnrolmentStep): Promise<Draft> {
    return this.#change(recordId, (draft) => ({ ...draft, step }), [{ event: 'step-entered', step }]);
  }

  saveBiodata(recordId: string, biodata: Biodata, corrections: readonly BiodataCorrection[]): Promise<Draft> {
    return this.#edit(recordId, (opened) => {
      const { draft } = opened;
      const news = corrections.filter(
        ({ field, reason }) => !draft.corrections.some((known) => known.field === field && known.reason === reason),
      );
      const events = news.map(({ field, reason }): AuditEvent => ({ event: 'biodata-corrected', field, reason }));
      // What was read aloud and confirmed is no longer what stands there.
      const changed = changedFields(draft.biodata, biodata).length > 0;
      const biodataConfirmedAt = changed ? null : draft.biodataConfirmedAt;
      return this.#cabinet.put(
        opened,
        { ...draft, biodata, corrections: [...corrections], biodataConfirmedAt },
        events,
      );
    });
  }

  confirmBiodata(recordId: string): Promise<Draft> {
    const biodataConfirmedAt = this.#parts.now();
    return this.#change(recordId, (draft) => ({ ...draft, biodataConfirmedAt }), [{ event: 'biodata-confirmed' }]);
  }

  savePhoto(recordId: string, jpeg: Bytes): Promise<Draft> {
    return this.#edit(recordId, async (opened) => {
      if (!describeJpeg(jpeg)) throw rendererError('CAMERA_FAILED', 'no JPEG');
      const photo = await this.#captureFile(jpeg, 'image/jpeg');
      const draft = { ...opened.draft, photo, photoApprovedAt: null };
      return this.#cabinet.putCaptures(opened, draft, [bytesToStore('photo', jpeg)], [stored('photo', photo)]);
    });
  }

  approvePhoto(recordId: string): Promise<Draft> {
    const photoApprovedAt = this.#parts.now();
    return this.#edit(recordId, (opened) => {
      if (!opened.draft.photo) throw rendererError('RECORD_INCOMPLETE', 'photo');
      return this.#cabinet.put(opened, { ...opened.draft, photoApprovedAt }, [{ event: 'photo-approved' }]);
    });
  }

  saveSignature(recordId: string, png: Bytes, strokes: readonly SignatureStroke[]): Promise<Draft> {
    return this.#edit(recordId, async (opened) => {
      if (!isPng(png) || !strokes.some(({ points }) => points.length > 0)) {
        throw deviceError('CAPTURE_EMPTY', 'signature');
      }
      const points = encodeJson({ unit: 'css-pixel', strokes });
      const signature = await this.#captureFile(png, 'image/png');
      const signaturePoints = await this.#captureFile(points, 'application/json');
      return this.#cabinet.putCaptures(
        opened,
        { ...opened.draft, signature, signaturePoints },
        [bytesToStore('signature', png), bytesToStore('signature-points', points)],
        [stored('signature', signature)],
      );
    });
  }

  saveFinger(recordId: string, capture: FingerCapture): Promise<Draft> {
    return this.#edit(recordId, async (opened) => {
      const { position, image, quality, device } = capture;
      if (!showsPrint(image)) throw deviceError('CAPTURE_EMPTY', position);
      const name = `finger/${position}` as const;
      const others = opened.draft.fingers.filter((finger) => finger.position !== position);
      if (await this.#repeatsAnother(opened, image, others)) throw deviceError('CAPTURE_REPEATED', position);
      const earlier = opened.draft.fingers.find((finger) => finger.position === position);
      const attempts = (earlier?.attempts ?? 0) + 1;
      if (earlier && earlier.quality.score > quality.score) {
        const draft = { ...opened.draft, fingers: inOrder([...others, { ...earlier, attempts }]) };
        return this.#cabinet.put(opened, draft, [{ event: 'capture-not-kept', capture: name }]);
      }
      const pgm = encodePgm(image);
      const file = await this.#captureFile(pgm, PGM_MEDIA_TYPE);
      const finger: FingerFile = { ...file, position, quality, device, attempts };
      const draft = { ...opened.draft, fingers: inOrder([...others, finger]) };
      return this.#cabinet.putCaptures(opened, draft, [printToStore(name, pgm, image)], [stored(name, file)]);
    });
  }

  async readCapture(recordId: string, name: CaptureName): Promise<Bytes> {
    return this.#cabinet.readCapture(await this.#cabinet.open(recordId), name);
  }

  async readFinger(recordId: string, position: FingerPosition): Promise<GreyImage> {
    return decodePgm(await this.readCapture(recordId, `finger/${position}`));
  }

  seal(recordId: string): Promise<SealedRecord> {
    const underWay = this.#seals.get(recordId);
    if (underWay) return underWay;
    const seal = this.#oneAtATime.run(recordId, () => this.#seal(recordId)).finally(() => this.#seals.delete(recordId));
    this.#seals.set(recordId, seal);
    return seal;
  }

  async #seal(recordId: string): Promise<SealedRecord> {
    const { activation, shell, seal, sealing, onSealed, now } = this.#parts;
    const { kioskId, training, packetRecipients } = activation;
    const opened = await this.#cabinet.open(recordId);
    const { draft } = opened;
    if (!isStepComplete(draft, 'review')) throw rendererError('RECORD_INCOMPLETE', firstOpenStep(draft));
    const { audit, sealedDraft } = await this.#cabinet.finish(opened);
    const savedAt = now();
    const entry = await sealRecord(
      {
        recordId,
        kioskId,
        newPacketId: crypto.randomUUID(),
        savedAt,
        sealedDraft,
        build: ({ packetId, sequence }) =>
          buildPacket({
            draft,
            audit,
            readCapture: (name) => this.#cabinet.readCapture(opened, name),
            context: { packetId, kioskId, sequence, savedAt, training },
            recipients: packetRecipients,
            signManifest: (manifest) => shell.keystore.signManifest(manifest),
            seal,
          }),
      },
      { store: sealing, spool: shell.spool },
    );
    onSealed();
    const { packetId, sequence, size } = entry;
    return { packetId, sequence, size };
  }

  /** True if the image is that of another finger of the record: the sensor repeated itself. */
  async #repeatsAnother(opened: OpenRecord, image: GreyImage, others: readonly FingerFile[]): Promise<boolean> {
    for (const { position } of others) {
      try {
        const stored = decodePgm(await this.#cabinet.readCapture(opened, `finger/${position}`));
        if (isRepeatedPrint(image, stored)) return true;
      } catch (error) {
        // A damaged print holds up *Simpan* by itself, and is no reason to refuse the finger beside it.
        if (!isCoded(error, 'VAULT_DAMAGED')) throw error;
      }
    }
    return false;
  }

  #change(recordId: string, change: (draft: Draft) => Draft, events: readonly AuditEvent[]): Promise<Draft> {
    return this.#edit(recordId, (opened) => this.#cabinet.put(opened, change(opened.draft), events));
  }

  #edit(recordId: string, edit: (opened: OpenRecord) => Promise<Draft>): Promise<Draft> {
    return this.#oneAtATime.run(recordId, async () => edit(await this.#cabinet.open(recordId)));
  }

  async #captureFile(bytes: Bytes, mediaType: string): Promise<CaptureFile> {
    return { mediaType, size: bytes.byteLength, sha256: await sha256(bytes), capturedAt: this.#parts.now() };
  }
}

const stored = (capture: CaptureName, file: CaptureFile): AuditEvent => ({
  event: 'capture-stored',
  capture,
  sha256: file.sha256,
});

/** In the order of their ISO codes, whatever the order of capture: packets of equal content are equal. */
const inOrder = (fingers: readonly FingerFile[]) =>
  fingers.toSorted((a, b) => FINGER_POSITIONS[a.position] - FINGER_POSITIONS[b.position]);

const bytesToStore = (name: CaptureName, bytes: Bytes): CaptureToStore => ({
  name,
  bytes,
  verify(read) {
    const same = read.byteLength === bytes.byteLength && read.every((byte, index) => byte === bytes[index]);
    if (!same) throw rendererError('STORAGE_FAILED', `${name} reads back differently`);
  },
});

/** A print is stored when what lies there decodes to the very pixels that came from the sensor. */
const printToStore = (name: CaptureName, pgm: Bytes, image: GreyImage): CaptureToStore => ({
  name,
  bytes: pgm,
  verify(read) {
    const decoded = decodePgm(read);
    if (!sameImage(decoded, image)) throw rendererError('STORAGE_FAILED', `${name} reads back differently`);
    if (!showsPrint(decoded)) throw deviceError('CAPTURE_EMPTY', name);
  },
});
