import { randomUUID } from 'node:crypto';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REJECTION_REASONS, type Receipt } from '../../../electron/contract/receipt.ts';
import { buildPacket, invented, pgmOf, type Spoiling } from './support/packet-builder.ts';
import { type RunningGateway, startGateway } from './support/start-gateway.ts';
import { TestKiosk } from './support/test-kiosk.ts';

let running: RunningGateway;
let kiosk: TestKiosk;
let sequence = 0;

beforeAll(async () => {
  running = await startGateway();
  kiosk = await TestKiosk.activated(running.gateway);
});
afterAll(() => running.stop());

/** Delivers a spoiled packet and returns the centre's signed word on it. */
async function verdictOn(spoiling: Spoiling): Promise<Receipt | undefined> {
  return noted(await kiosk.deliver(await buildPacket(kiosk, ++sequence, spoiling)));
}

/** Reasons that the centre has given in this file. */
const given = new Set<string>();

function noted(receipt: Receipt | undefined): Receipt | undefined {
  for (const reason of receipt?.reasons ?? []) given.add(reason);
  return receipt;
}

const rejectedFor = (...reasons: string[]) => expect.objectContaining({ verdict: 'rejected', reasons });

describe('the centre’s verdict', () => {
  it('is a receipt over exactly the packet that was sent', async () => {
    const packet = await buildPacket(kiosk, ++sequence);
    const before = Date.now();
    const receipt = await kiosk.deliver(packet);
    const { packetId, kioskId, sha256 } = packet.header;
    expect(receipt).toMatchObject({ packetId, kioskId, sequence, sha256, verdict: 'accepted', reasons: [] });
    expect(Math.abs(Date.parse(receipt!.receivedAt) - before)).toBeLessThan(60_000);
  });

  it('rejects what does not open with its key', async () => {
    const stranger = await identityToRecipient(await generateX25519Identity());
    expect(await verdictOn({ sealTo: stranger })).toEqual(rejectedFor('SEAL_INVALID'));
  });

  it('rejects an archive that is none', async () => {
    expect(await verdictOn({ archive: () => new Uint8Array(100) })).toEqual(rejectedFor('ARCHIVE_INVALID'));
    expect(await verdictOn({ entries: (entries) => entries.set('../evil', new Uint8Array(3)) })).toEqual(
      rejectedFor('ARCHIVE_INVALID'),
    );
  });

  it('rejects a manifest of another shape, or that lists a file twice', async () => {
    const notJson = (entries: Map<string, Uint8Array>) => entries.set('manifest.json', Buffer.from('{'));
    expect(await verdictOn({ entries: notJson })).toEqual(rejectedFor('MANIFEST_INVALID'));
    const twice: Spoiling = {
      manifest: (manifest) => ({ ...manifest, files: [...manifest.files, manifest.files[0]!] }),
    };
    expect(await verdictOn(twice)).toEqual(rejectedFor('MANIFEST_INVALID'));
  });

  it('rejects a signature of another key, of another kind, or over another manifest', async () => {
    const stranger = await TestKiosk.activated(running.gateway);
    expect(await verdictOn({ signer: stranger })).toEqual(rejectedFor('SIGNATURE_INVALID'));
    const altered: Spoiling = {
      entries: (entries) => {
        const text = Buffer.from(entries.get('manifest.json')!).toString();
        entries.set('manifest.json', Buffer.from(text.replace('"training":true', '"training":false')));
      },
    };
    expect(await verdictOn(altered)).toEqual(rejectedFor('SIGNATURE_INVALID'));
    const none: Spoiling = { entries: (entries) => entries.delete('manifest.jws') };
    expect(await verdictOn(none)).toEqual(rejectedFor('SIGNATURE_INVALID'));
    // The right key over the right bytes, for another purpose.
    expect(await verdictOn({ signatureType: 'jemput-request+jws' })).toEqual(rejectedFor('SIGNATURE_INVALID'));
  });

  it('rejects a packet whose header outside the seal is not the manifest’s', async () => {
    const other: Spoiling = { manifest: (manifest) => ({ ...manifest, packetId: randomUUID() }) };
    expect(await verdictOn(other)).toEqual(rejectedFor('HEADER_MISMATCH'));
    const later: Spoiling = { manifest: (manifest) => ({ ...manifest, sequence: manifest.sequence + 1 }) };
    expect(await verdictOn(later)).toEqual(rejectedFor('HEADER_MISMATCH'));
  });

  it('rejects swapped, missing and added files', async () => {
    const swapped: Spoiling = {
      entries: (entries) => entries.set('photo.jpg', Buffer.from('ffd8ffe100104a464946ffd9', 'hex')),
    };
    expect(await verdictOn(swapped)).toEqual(rejectedFor('FILE_ALTERED'));
    const missing: Spoiling = { entries: (entries) => entries.delete('audit.jsonl') };
    expect(await verdictOn(missing)).toEqual(rejectedFor('FILE_MISSING'));
    const added: Spoiling = { entries: (entries) => entries.set('notes.txt', Buffer.from('x')) };
    expect(await verdictOn(added)).toEqual(rejectedFor('FILE_UNLISTED'));
    const swappedPrints: Spoiling = {
      entries: (entries) => {
        const right = entries.get('fingers/right-index.pgm')!;
        entries.set('fingers/right-index.pgm', entries.get('fingers/left-index.pgm')!);
        entries.set('fingers/left-index.pgm', right);
      },
    };
    expect(await verdictOn(swappedPrints)).toEqual(rejectedFor('FILE_ALTERED'));
  });

  it('rejects a record without biodata, or with a modality neither captured nor excepted', async () => {
    expect(await verdictOn({ files: (files) => files.delete('biodata.json') })).toEqual(rejectedFor('FILE_MISSING'));
    const withoutPrints = (files: Map<string, Uint8Array>) => {
      files.delete('fingers/right-index.pgm');
      files.delete('fingers/left-index.pgm');
    };
    expect(await verdictOn({ files: withoutPrints })).toEqual(rejectedFor('CAPTURE_MISSING'));
    const excepted: Spoiling = {
      files: withoutPrints,
      manifest: (manifest) => ({
        ...manifest,
        exceptions: [{ modality: 'fingerprint', position: null, reason: 'FINGERS_ABSENT' }],
      }),
    };
    expect(await verdictOn(excepted)).toMatchObject({ verdict: 'accepted' });
  });

  it('rejects prints that are empty, repeated or no image', async () => {
    const print = (content: Uint8Array): Spoiling => ({
      files: (files) => files.set('fingers/left-index.pgm', content),
    });
    expect(await verdictOn(print(pgmOf(new Uint8Array(128 * 144).fill(238))))).toEqual(
      rejectedFor('FINGERPRINT_EMPTY'),
    );
    expect(await verdictOn(print(pgmOf(invented((sequence + 1) * 2))))).toEqual(rejectedFor('FINGERPRINT_REPEATED'));
    expect(await verdictOn(print(Buffer.from('P5 2 2 255\nabc')))).toEqual(rejectedFor('FINGERPRINT_UNREADABLE'));
  });

  it('rejects a second packet of the same number, accepted or not the first', async () => {
    const first = await kiosk.deliver(await buildPacket(kiosk, ++sequence));
    expect(first).toMatchObject({ verdict: 'accepted' });
    expect(noted(await kiosk.deliver(await buildPacket(kiosk, sequence)))).toEqual(rejectedFor('SEQUENCE_REUSED'));
    // Another kiosk counts for itself.
    const other = await TestKiosk.activated(running.gateway);
    expect(await other.deliver(await buildPacket(other, sequence))).toMatchObject({ verdict: 'accepted' });
  });

  it('gives every reason it finds, once', async () => {
    const spoiled: Spoiling = {
      manifest: (manifest) => ({ ...manifest, recordId: randomUUID(), driveId: randomUUID() }),
      entries: (entries) => {
        entries.set('one.txt', new Uint8Array(1));
        entries.set('two.txt', new Uint8Array(1));
        entries.delete('photo.jpg');
      },
    };
    expect(await verdictOn(spoiled)).toEqual(rejectedFor('HEADER_MISMATCH', 'FILE_UNLISTED', 'FILE_MISSING'));
  });
});

describe('outside the training tenant', () => {
  it('nothing simulated is taken, whether the packet says so or only its device does', async () => {
    const real = await startGateway((tenant) => ({
      ...tenant,
      training: false,
      activationCode: 'SATU-KALI',
      codeIsReusable: false,
    }));
    try {
      const realKiosk = await TestKiosk.activated(real.gateway);
      expect(realKiosk.bundle.training).toBe(false);
      const honest = await realKiosk.deliver(await buildPacket(realKiosk, 1));
      expect(honest).toMatchObject({ verdict: 'accepted' });
      const marked = await buildPacket(realKiosk, 2, { manifest: (manifest) => ({ ...manifest, training: true }) });
      expect(noted(await realKiosk.deliver(marked))).toEqual(rejectedFor('SIMULATED_OUTSIDE_TRAINING'));
      const device = { deviceId: 'x', model: 'Virtual', serial: null, simulated: true };
      const unmarked = await buildPacket(realKiosk, 3, {
        manifest: (manifest) => ({ ...manifest, files: manifest.files.map((file) => ({ ...file, device })) }),
      });
      expect(await realKiosk.deliver(unmarked)).toEqual(rejectedFor('SIMULATED_OUTSIDE_TRAINING'));

      // Its code activates one kiosk, and that one as often as it asks.
      const second = await TestKiosk.make(real.gateway);
      const refused = await second.requestActivation('SATU-KALI');
      expect([refused.status, refused.json().code]).toEqual([403, 'ACTIVATION_CODE_UNKNOWN']);
      expect((await realKiosk.activate()).kioskId).toBe(realKiosk.bundle.kioskId);
    } finally {
      await real.stop();
    }
  });
});

describe('every reason of the closed list', () => {
  it('was given above', () => {
    expect([...given].sort()).toEqual([...REJECTION_REASONS].sort());
  });
});
