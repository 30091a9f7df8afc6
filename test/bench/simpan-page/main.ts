/** The kiosk without its screens: records people of a given size as fast as it can, and times *Simpan*. */
import type { Bytes } from '../../../native-bridges/contract/bytes.ts';
import type { FingerPosition } from '../../../native-bridges/contract/modality.ts';
import { openKiosk } from '../../../renderer/app/open-kiosk.ts';
import type { Session } from '../../../renderer/features/session.ts';
import { inventPrint } from '../../synthetic/prints.ts';

/** What `simpan.ts` drives from outside. */
export interface SimpanBench {
  /** Signs in and pauses sending, which would share the disk. */
  open(pin: string): Promise<void>;
  /** Takes a resident up to review, with a portrait of about this many bytes. @returns the record's id */
  record(photoBytes: number): Promise<string>;
  /** Milliseconds from the call of *Simpan* to its word, and the sealed bytes. */
  save(recordId: string): Promise<{ milliseconds: number; size: number; packetId: string }>;
}

let session: Session;
let next = 0;
const prints = (['right-index', 'left-index'] as const).map((position, index) => fingerCapture(position, index + 1));

const bench: SimpanBench = {
  async open(pin) {
    const kiosk = await openKiosk();
    session = await kiosk.signIn(kiosk.activation!.officers[0]!.officerId, pin);
    session.queue.pause();
  },

  async record(photoBytes) {
    const resident = session.roster.search('a', 250)[next++];
    const { drafts } = session;
    const { recordId, biodata } = await drafts.start(resident!, false);
    await drafts.saveBiodata(recordId, biodata, []);
    await drafts.confirmBiodata(recordId);
    await drafts.savePhoto(recordId, await noisyPhoto(photoBytes));
    await drafts.approvePhoto(recordId);
    await drafts.saveSignature(recordId, await picture(640, 280, 'image/png', 1), [
      {
        points: [
          { x: 1, y: 1, pressure: 0.5, t: 0 },
          { x: 90, y: 40, pressure: 0.7, t: 300 },
        ],
      },
    ]);
    for (const print of prints) await drafts.saveFinger(recordId, print);
    await drafts.goTo(recordId, 'review');
    return recordId;
  },

  async save(recordId) {
    const start = performance.now();
    const { size, packetId } = await session.drafts.seal(recordId);
    return { milliseconds: performance.now() - start, size, packetId };
  },
};
Object.assign(window, { bench });

/** Noise does not compress: the size follows from the quality alone. */
async function noisyPhoto(bytes: number): Promise<Bytes> {
  let [low, high] = [0.05, 1];
  let photo = await picture(960, 1280, 'image/jpeg', high);
  for (let turn = 0; turn < 8 && Math.abs(photo.length - bytes) > bytes / 100; turn++) {
    const quality = (low + high) / 2;
    photo = await picture(960, 1280, 'image/jpeg', quality);
    if (photo.length > bytes) high = quality;
    else low = quality;
  }
  return photo;
}

async function picture(width: number, height: number, type: string, quality: number): Promise<Bytes> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  const noise = context.createImageData(width, height);
  for (let start = 0; start < noise.data.length; start += 65_536) {
    crypto.getRandomValues(noise.data.subarray(start, start + 65_536));
  }
  for (let alpha = 3; alpha < noise.data.length; alpha += 4) noise.data[alpha] = 255;
  context.putImageData(noise, 0, 0);
  const blob = await canvas.convertToBlob({ type, quality });
  return new Uint8Array(await blob.arrayBuffer());
}

function fingerCapture(position: FingerPosition, seed: number) {
  const { width, height, pixels } = inventPrint({ seed, width: 256, height: 288 });
  return {
    modality: 'fingerprint' as const,
    position,
    image: { width, height, ppi: 500, pixels },
    quality: { coverage: 0.7, contrast: 60, score: 80 },
    device: { deviceId: 'bench', model: 'ZFM-20', serial: null, simulated: true },
  };
}
