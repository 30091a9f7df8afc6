import type { ShellDescription } from '../../electron/contract/shell-contract.ts';
import type { ActivationBundle, Drive, Officer, Resident } from '../../electron/contract/siak-api.ts';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import type { FingerCapture, GreyImage } from '../../native-bridges/contract/capture.ts';
import type { CaptureStage } from '../../native-bridges/contract/capture-device.ts';
import type { DeviceSummary } from '../../native-bridges/contract/device-host-contract.ts';
import type { FingerPosition } from '../../native-bridges/contract/modality.ts';
import type { Alarm } from '../domain/alarm.ts';
import type { Biodata, BiodataCorrection } from '../domain/biodata.ts';
import type { CaptureName, Draft, EnrolmentStep } from '../domain/draft.ts';
import type { SequenceReconciliation } from '../domain/outbox-entry.ts';
import type { OutboxStatus } from '../domain/outbox-status.ts';

/**
 * What the screens work with. `app` composes it from vault, storage, packet, sync and devices; a screen never reaches
 * behind it. Every method that fails throws a `CodedError` whose code has a sentence in `locales`.
 */
export interface Kiosk {
  readonly description: ShellDescription;
  /** Null until the kiosk has been activated with a code of the centre. */
  readonly activation: ActivationBundle | null;
  activate(code: string): Promise<ActivationBundle>;
  /**
   * Opens the officer's vault, reconciles spool and outbox, starts the sync engine.
   * @throws CodedError `PIN_WRONG` | `VAULT_DAMAGED` | `STORAGE_FAILED`
   */
  signIn(officerId: string, pin: string): Promise<Session>;
  /** Writes a code to the log; for failures that only a screen sees. */
  report(code: string): void;
  /** Calls back when the shell goes (`down`) and when it is there again (`up`), until the returned function is called. */
  watchShell(changed: (state: 'up' | 'down') => void): () => void;
}

/** One officer at work, from sign-in to lock. */
export interface Session {
  readonly officer: Officer;
  readonly drive: Drive;
  readonly training: boolean;
  readonly roster: RosterView;
  readonly drafts: Drafts;
  readonly devices: Devices;
  readonly queue: Queue;
  /** What start-up reconciliation found, for the officer to know. Empty on an ordinary day. */
  readonly alarms: readonly Alarm[];
  /** Wipes keys and stops the engine. Drafts stay, encrypted. */
  lock(): void;
}

export interface RosterView {
  /** Number of residents held. */
  readonly size: number;
  /** Residents by NIK (digits, spaces ignored) or by words of the name, best first. Empty query: none. */
  search(query: string, limit: number): readonly Resident[];
  /** What this kiosk knows of a resident's recording, from its own drafts, outbox and ledger. */
  recordingOf(nik: string): Promise<OwnRecording | null>;
  /** Fetches what the centre has newer. @throws CodedError CENTRE_* | ROSTER_UNREADABLE */
  refresh(): Promise<void>;
}

export interface OwnRecording {
  readonly recordId: string;
  readonly state: 'draft' | 'saved' | 'acknowledged' | 'rejected';
  /** ISO instant of the last change. */
  readonly at: string;
}

/** One line of *Lanjutkan*: a record left half-way. */
export interface DraftSummary {
  readonly recordId: string;
  readonly name: string;
  readonly nik: string;
  readonly step: EnrolmentStep;
  readonly updatedAt: string;
}

/** Drafts and their captures; each method returns only when the change is durable. */
export interface Drafts {
  list(): Promise<readonly DraftSummary[]>;
  /**
   * Starts a record with the roster's biodata, or goes on with the person's open draft.
   *
   * @param again true where the officer has confirmed that a person saved before is to be recorded once more
   * @throws CodedError `RECORD_EXISTS` where the person is saved or acknowledged here and `again` is false
   */
  start(resident: Resident, again: boolean): Promise<Draft>;
  load(recordId: string): Promise<Draft>;
  goTo(recordId: string, step: EnrolmentStep): Promise<Draft>;
  /** Stores biodata as typed so far; not yet confirmed. */
  saveBiodata(recordId: string, biodata: Biodata, corrections: readonly BiodataCorrection[]): Promise<Draft>;
  confirmBiodata(recordId: string): Promise<Draft>;
  /** JPEG bytes of the cropped portrait; a new photo takes back the approval. */
  savePhoto(recordId: string, jpeg: Bytes): Promise<Draft>;
  approvePhoto(recordId: string): Promise<Draft>;
  saveSignature(recordId: string, png: Bytes, strokes: readonly SignatureStroke[]): Promise<Draft>;
  /** Decodes, measures and stores the print as PGM; keeps the better of two captures of one finger. */
  saveFinger(recordId: string, capture: FingerCapture): Promise<Draft>;
  /** The stored bytes of a capture, decrypted, for showing. */
  readCapture(recordId: string, name: CaptureName): Promise<Bytes>;
  /** The stored print, decoded again from its file. */
  readFinger(recordId: string, position: FingerPosition): Promise<GreyImage>;
  /**
   * *Simpan*. Resolves only when spool and outbox both have the record durably.
   * @throws CodedError RECORD_INCOMPLETE | RECORD_SEALED | SPOOL_* | STORAGE_*; the draft is intact after each
   */
  seal(recordId: string): Promise<SealedRecord>;
}

/** Points of one pen stroke; x and y in CSS pixels of the pad, pressure 0 to 1, t in ms since the first point. */
export interface SignatureStroke {
  readonly points: readonly { readonly x: number; readonly y: number; readonly pressure: number; readonly t: number }[];
}

export interface SealedRecord {
  readonly packetId: string;
  readonly sequence: number;
  /** Bytes of the sealed packet. */
  readonly size: number;
}

export interface Devices {
  list(): Promise<readonly DeviceSummary[]>;
  /** Calls back at every change until the returned function is called. */
  watch(changed: (devices: readonly DeviceSummary[]) => void): () => void;
  /**
   * Waits for the finger and returns its capture.
   * @throws CodedError<DeviceErrorCode>
   */
  captureFinger(
    position: FingerPosition,
    options: { readonly signal: AbortSignal; readonly onProgress: (stage: CaptureStage, share: number) => void },
  ): Promise<FingerCapture>;
}

/** One packet on its way, as the queue screen shows it. No personal data beyond the number. */
export interface QueueEntry {
  readonly packetId: string;
  readonly sequence: number;
  readonly savedAt: string;
  readonly size: number;
  readonly status: OutboxStatus;
  /** Bytes the centre has, while sending. */
  readonly sentBytes: number;
  readonly attempts: number;
  /** Code of the last failure, null where the last try went well or none was made. */
  readonly lastError: string | null;
  /** ISO instant of the next try; null where none is planned. */
  readonly nextTryAt: string | null;
  readonly acknowledgedAt: string | null;
  /** Reasons of a rejection, codes of the centre. */
  readonly rejectionReasons: readonly string[];
}

export interface QueueState {
  readonly link: 'unknown' | 'online' | 'offline';
  /** Code of what is wrong with the link, if it is. */
  readonly linkError: string | null;
  readonly paused: boolean;
  readonly reconciliation: SequenceReconciliation;
}

export interface Queue {
  /** Newest first. */
  entries(): Promise<readonly QueueEntry[]>;
  state(): Promise<QueueState>;
  /** Calls back whenever entries, progress or link change, until the returned function is called. */
  watch(changed: () => void): () => void;
  pause(): void;
  resume(): void;
  /** Tries at once, whatever the back-off says. */
  sendNow(): void;
}
