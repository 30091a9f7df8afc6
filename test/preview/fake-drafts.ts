import type { Resident } from '../../electron/contract/siak-api.ts';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import type { FingerCapture, GreyImage } from '../../native-bridges/contract/capture.ts';
import { CodedError } from '../../native-bridges/contract/errors.ts';
import type { FingerPosition } from '../../native-bridges/contract/modality.ts';
import { type Biodata, type BiodataCorrection, biodataOf } from '../../renderer/domain/biodata.ts';
import {
  type CaptureFile,
  type CaptureName,
  type Draft,
  type EnrolmentStep,
  newDraft,
} from '../../renderer/domain/draft.ts';
import { portraitBackground } from '../../renderer/domain/portrait.ts';
import type { DraftSummary, Drafts, OwnRecording, SealedRecord } from '../../renderer/features/session.ts';
import { inventedFinger, inventedPortrait, inventedSignature } from './invented-captures.ts';
import type { Scenario } from './scenario.ts';

const PACKET_SIZE = 1_342_118;

interface Held {
  draft: Draft;
  updatedAt: string;
  sealed: boolean;
  /** Drawn when a screen asks for them: signing in stays quick. */
  readonly captures: Map<CaptureName, () => Promise<Bytes>>;
  readonly prints: Map<FingerPosition, GreyImage>;
}

/** Record id of the preview's n-th draft. */
export function previewRecordId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** Drafts in memory, with the same manners as the real ones: a changed biodata or photo takes its approval back. */
export class FakeDrafts implements Drafts {
  readonly #scenario: Scenario;
  readonly #onSealed: (size: number) => number;
  readonly #held = new Map<string, Held>();

  /** @param onSealed queues a packet and says its number */
  constructor(scenario: Scenario, onSealed: (size: number) => number) {
    this.#scenario = scenario;
    this.#onSealed = onSealed;
  }

  /** One draft at every step, so that each can be opened: number 1 at the biodata … 5 at the review. */
  async fill(residents: readonly Resident[]): Promise<void> {
    const people = residents.filter((resident) => resident.recordingStatus === 'UNREGISTERED');
    for (const number of [1, 2, 3, 4, 5]) {
      const recordId = previewRecordId(number);
      const resident = people[number * 11]!;
      await this.#create(recordId, resident);
      if (number >= 2) await this.confirmBiodata(recordId);
      if (number >= 3) await this.#addPortrait(recordId, resident, number);
      if (number >= 4) await this.#addSignature(recordId);
      if (number >= 5) {
        await this.saveFinger(recordId, inventedFinger('right-index', false));
        await this.saveFinger(recordId, inventedFinger('left-index', false));
      }
      const steps = ['biodata', 'photo', 'signature', 'fingers', 'review'] as const;
      await this.goTo(recordId, steps[number - 1]!);
      this.#of(recordId).updatedAt = new Date(Date.now() - number * 1_260_000).toISOString();
    }
  }

  recordingOf(nik: string): OwnRecording | null {
    const entry = [...this.#held].findLast(([, held]) => held.draft.biodata.nik === nik);
    if (!entry) return null;
    const [recordId, { sealed, updatedAt }] = entry;
    return { recordId, state: sealed ? 'saved' : 'draft', at: updatedAt };
  }

  async list(): Promise<readonly DraftSummary[]> {
    return [...this.#held]
      .filter(([, held]) => !held.sealed)
      .map(([recordId, { draft, updatedAt }]) => {
        const { name, nik } = draft.biodata;
        return { recordId, name, nik, step: draft.step, updatedAt };
      });
  }

  async start(resident: Resident, again: boolean): Promise<Draft> {
    const own = this.recordingOf(resident.nik);
    if (own?.state === 'draft') return this.load(own.recordId);
    if (own && !again) throw new CodedError('RECORD_EXISTS');
    return this.#create(previewRecordId(100 + this.#held.size), resident);
  }

  async load(recordId: string): Promise<Draft> {
    const { load } = this.#scenario;
    const { draft } = this.#of(recordId);
    // No biodata where there must be some: what draws it throws.
    if (load === 'crash') return { ...draft, biodata: null } as unknown as Draft;
    if (load !== 'ok') throw new CodedError(load);
    return draft;
  }

  goTo(recordId: string, step: EnrolmentStep): Promise<Draft> {
    return this.#change(recordId, { step });
  }

  async saveBiodata(recordId: string, biodata: Biodata, corrections: readonly BiodataCorrection[]): Promise<Draft> {
    const { typing } = this.#scenario;
    if (typing !== 'ok') throw new CodedError(typing);
    return this.#change(recordId, { biodata, corrections: [...corrections], biodataConfirmedAt: null });
  }

  confirmBiodata(recordId: string): Promise<Draft> {
    return this.#change(recordId, { biodataConfirmedAt: new Date().toISOString() });
  }

  async savePhoto(recordId: string, jpeg: Bytes): Promise<Draft> {
    this.#of(recordId).captures.set('photo', async () => jpeg);
    return this.#change(recordId, { photo: await fileOf(jpeg, 'image/jpeg'), photoApprovedAt: null });
  }

  approvePhoto(recordId: string): Promise<Draft> {
    return this.#change(recordId, { photoApprovedAt: new Date().toISOString() });
  }

  async saveSignature(recordId: string, png: Bytes): Promise<Draft> {
    this.#of(recordId).captures.set('signature', async () => png);
    const signature = await fileOf(png, 'image/png');
    return this.#change(recordId, { signature, signaturePoints: signature });
  }

  async saveFinger(recordId: string, { position, image, quality, device }: FingerCapture): Promise<Draft> {
    const held = this.#of(recordId);
    const earlier = held.draft.fingers.find((finger) => finger.position === position);
    const attempts = (earlier?.attempts ?? 0) + 1;
    const keeps = earlier && earlier.quality.score > quality.score;
    if (!keeps) held.prints.set(position, image);
    const finger = keeps
      ? { ...earlier, attempts }
      : { ...(await fileOf(image.pixels, 'image/x-portable-graymap')), position, quality, device, attempts };
    const others = held.draft.fingers.filter((other) => other.position !== position);
    return this.#change(recordId, { fingers: [...others, finger] });
  }

  async readCapture(recordId: string, name: CaptureName): Promise<Bytes> {
    const read = this.#of(recordId).captures.get(name);
    const damaged = name === 'photo' && this.#scenario.damaged === 'yes';
    if (!read || damaged) throw new CodedError('VAULT_DAMAGED');
    return read();
  }

  async readFinger(recordId: string, position: FingerPosition): Promise<GreyImage> {
    const image = this.#of(recordId).prints.get(position);
    if (!image) throw new CodedError('VAULT_DAMAGED');
    return image;
  }

  async seal(recordId: string): Promise<SealedRecord> {
    const { seal } = this.#scenario;
    if (seal === 'slow') return new Promise(() => undefined);
    if (seal !== 'ok') throw new CodedError(seal);
    this.#of(recordId).sealed = true;
    return { packetId: recordId, sequence: this.#onSealed(PACKET_SIZE), size: PACKET_SIZE };
  }

  async #create(recordId: string, resident: Resident): Promise<Draft> {
    const now = new Date().toISOString();
    const driveId = '5b0c9a52-6a0d-4c55-9d7e-3f3a0c1b2d4e';
    const draft = newDraft({ recordId, driveId, officerId: 'op-1', startedAt: now }, biodataOf(resident));
    this.#held.set(recordId, { draft, updatedAt: now, sealed: false, captures: new Map(), prints: new Map() });
    return draft;
  }

  async #addPortrait(recordId: string, resident: Resident, seed: number): Promise<void> {
    const background = portraitBackground(biodataOf(resident));
    const draw = () => inventedPortrait(seed, background === 'red' ? 'red' : 'blue');
    this.#of(recordId).captures.set('photo', draw);
    await this.#change(recordId, { photo: drawnLater('image/jpeg', seed), photoApprovedAt: new Date().toISOString() });
  }

  async #addSignature(recordId: string): Promise<void> {
    this.#of(recordId).captures.set('signature', inventedSignature);
    const signature = drawnLater('image/png', 0);
    await this.#change(recordId, { signature, signaturePoints: signature });
  }

  async #change(recordId: string, changes: Partial<Draft>): Promise<Draft> {
    const held = this.#of(recordId);
    held.draft = { ...held.draft, ...changes };
    held.updatedAt = new Date().toISOString();
    return held.draft;
  }

  #of(recordId: string): Held {
    const held = this.#held.get(recordId);
    if (!held) throw new CodedError('VAULT_DAMAGED');
    return held;
  }
}

async function fileOf(bytes: Bytes, mediaType: string): Promise<CaptureFile> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { mediaType, size: bytes.byteLength, sha256, capturedAt: new Date().toISOString() };
}

/** Stands for a file that is drawn when it is looked at. */
function drawnLater(mediaType: string, seed: number): CaptureFile {
  return { mediaType, size: 0, sha256: String(seed).padStart(64, '0'), capturedAt: new Date().toISOString() };
}
