import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../../../native-bridges/contract/bytes.ts';
import type { Drafts } from '../../../../renderer/features/session.ts';
import {
  inventedCapture,
  inventedResident,
  inventedStrokes,
  recordUpToReview,
  smallJpeg,
  smallPng,
} from '../../../support/invented-record.ts';
import { createRig, type Interpose, type KioskRig } from '../../../support/kiosk-rig.ts';

const start = async (drafts: Drafts) => (await drafts.start(inventedResident, false)).recordId;

/** The centre's verdict arrives. */
const settle = ({ outbox }: KioskRig, packetId: string, verdict: 'accepted' | 'rejected') =>
  outbox.settle({ packetId, verdict, reasons: [], receivedAt: '2026-11-21T02:00:00.000Z', jws: 'receipt' });

/** A disk that returns other bytes for a capture than were written. */
const damagingReads: Interpose = (name, port) =>
  name !== 'records'
    ? port
    : new Proxy(port, {
        get(target, property) {
          const member = Reflect.get(target, property) as (...args: unknown[]) => unknown;
          if (property !== 'capture') return member.bind(target);
          return async (...args: unknown[]) => {
            const capture = (await member.apply(target, args)) as { sealed: Bytes } | undefined;
            return capture && { ...capture, sealed: capture.sealed.map((byte, at) => (at === 30 ? byte ^ 1 : byte)) };
          };
        },
      });

describe('drafts', () => {
  test('survive a restart with every step and every capture', async () => {
    const before = await createRig();
    const recordId = await recordUpToReview(before.drafts);
    const draft = await before.drafts.load(recordId);
    const { drafts } = await before.restart();
    expect(await drafts.load(recordId)).toEqual(draft);
    expect(await drafts.readCapture(recordId, 'photo')).toEqual(smallJpeg);
    expect(await drafts.readCapture(recordId, 'signature')).toEqual(smallPng);
    expect((await drafts.readFinger(recordId, 'right-index')).pixels).toEqual(
      inventedCapture('right-index', 11).image.pixels,
    );
    expect(await drafts.list()).toMatchObject([{ recordId, name: inventedResident.name, step: 'review' }]);
  });

  test('a resident whose draft lies here gets it back instead of a second one', async () => {
    const { drafts } = await createRig();
    const [first, second] = await Promise.all([
      drafts.start(inventedResident, false),
      drafts.start(inventedResident, false),
    ]);
    expect(second.recordId).toBe(first.recordId);
    expect(await drafts.list()).toHaveLength(1);
  });

  test.each([
    ['saved', null],
    ['acknowledged', 'accepted'],
  ] as const)('a resident who is %s is recorded once more only at the officer’s word', async (_name, verdict) => {
    const rig = await createRig();
    const { drafts } = rig;
    const recordId = await recordUpToReview(drafts);
    const { packetId } = await drafts.seal(recordId);
    if (verdict) await settle(rig, packetId, verdict);
    await expect(drafts.start(inventedResident, false)).rejects.toMatchObject({ code: 'RECORD_EXISTS' });
    expect(await drafts.list()).toEqual([]);
    const again = await drafts.start(inventedResident, true);
    expect(again.recordId).not.toBe(recordId);
    // The word is given: the draft it led to is found without being asked for once more.
    expect((await drafts.start(inventedResident, false)).recordId).toBe(again.recordId);
  });

  test('a resident whose record was rejected is recorded again without being asked', async () => {
    const rig = await createRig();
    const recordId = await recordUpToReview(rig.drafts);
    await settle(rig, (await rig.drafts.seal(recordId)).packetId, 'rejected');
    const again = await recordUpToReview(rig.drafts);
    expect(again).not.toBe(recordId);
    await rig.drafts.seal(again);
    await expect(rig.drafts.start(inventedResident, false)).rejects.toMatchObject({ code: 'RECORD_EXISTS' });
  });

  test('two changes at once are both kept', async () => {
    const { drafts } = await createRig();
    const recordId = await start(drafts);
    await Promise.all([
      drafts.savePhoto(recordId, smallJpeg),
      drafts.saveSignature(recordId, smallPng, inventedStrokes),
    ]);
    expect(await drafts.load(recordId)).toMatchObject({ photo: { size: smallJpeg.byteLength }, signature: {} });
  });

  test('changed biodata takes the confirmation back; the same biodata does not', async () => {
    const { drafts } = await createRig();
    const { recordId, biodata } = await drafts.start(inventedResident, false);
    await drafts.confirmBiodata(recordId);
    expect((await drafts.saveBiodata(recordId, biodata, [])).biodataConfirmedAt).not.toBeNull();
    const corrected = { ...biodata, address: 'Jl. Melati 9' };
    const correction = {
      field: 'address',
      before: biodata.address,
      after: corrected.address,
      reason: 'moved',
    } as const;
    const draft = await drafts.saveBiodata(recordId, corrected, [correction]);
    expect(draft).toMatchObject({ biodataConfirmedAt: null, corrections: [correction], rosterBiodata: biodata });
  });

  test('a new photo takes the approval back, and nothing can be approved that is not there', async () => {
    const { drafts } = await createRig();
    const recordId = await start(drafts);
    await expect(drafts.approvePhoto(recordId)).rejects.toMatchObject({ code: 'RECORD_INCOMPLETE' });
    await drafts.savePhoto(recordId, smallJpeg);
    expect((await drafts.approvePhoto(recordId)).photoApprovedAt).not.toBeNull();
    expect((await drafts.savePhoto(recordId, smallJpeg)).photoApprovedAt).toBeNull();
  });

  test('of two captures of a finger the better one stays, and both count', async () => {
    const { drafts } = await createRig();
    const recordId = await start(drafts);
    await drafts.saveFinger(recordId, inventedCapture('left-index', 11, 60));
    const afterWorse = await drafts.saveFinger(recordId, inventedCapture('left-index', 12, 40));
    expect(afterWorse.fingers).toMatchObject([{ quality: { score: 60 }, attempts: 2 }]);
    const kept = inventedCapture('left-index', 11).image.pixels;
    expect((await drafts.readFinger(recordId, 'left-index')).pixels).toEqual(kept);
    const afterBetter = await drafts.saveFinger(recordId, inventedCapture('left-index', 13, 80));
    expect(afterBetter.fingers).toMatchObject([{ quality: { score: 80 }, attempts: 3 }]);
    const better = inventedCapture('left-index', 13).image.pixels;
    expect((await drafts.readFinger(recordId, 'left-index')).pixels).toEqual(better);
  });

  test('the fingers stand in the order of their codes, whatever was captured first', async () => {
    const { drafts } = await createRig();
    const recordId = await start(drafts);
    await drafts.saveFinger(recordId, inventedCapture('left-index', 11));
    const { fingers } = await drafts.saveFinger(recordId, inventedCapture('right-index', 12));
    expect(fingers.map(({ position }) => position)).toEqual(['right-index', 'left-index']);
  });
});

describe('what is not stored', () => {
  test('an empty print, though the device said success', async () => {
    const { drafts } = await createRig();
    const recordId = await start(drafts);
    const capture = inventedCapture('right-index', 11);
    const empty = { ...capture, image: { ...capture.image, pixels: new Uint8Array(256 * 288).fill(240) } };
    await expect(drafts.saveFinger(recordId, empty)).rejects.toMatchObject({ code: 'CAPTURE_EMPTY' });
    expect((await drafts.load(recordId)).fingers).toEqual([]);
  });

  test('the image of another finger: the sensor repeated itself, also with noise and a little aside', async () => {
    const { drafts } = await createRig();
    const recordId = await start(drafts);
    const first = inventedCapture('right-index', 11);
    await drafts.saveFinger(recordId, first);
    const { width, pixels } = first.image;
    const aside = pixels.map((_pixel, at) => (pixels[at + 2 * width + 3] ?? 240) * 0.9 + (at % 7));
    for (const repeated of [pixels, aside]) {
      const capture = { ...first, position: 'left-index', image: { ...first.image, pixels: repeated } } as const;
      await expect(drafts.saveFinger(recordId, capture)).rejects.toMatchObject({ code: 'CAPTURE_REPEATED' });
    }
    expect((await drafts.load(recordId)).fingers).toMatchObject([{ position: 'right-index', attempts: 1 }]);
    // The same finger again is compared with nothing: it may be captured as often as it takes.
    expect((await drafts.saveFinger(recordId, first)).fingers).toMatchObject([{ attempts: 2 }]);
  });

  test.each([
    ['no JPEG', (drafts: Drafts, id: string) => drafts.savePhoto(id, smallPng), 'CAMERA_FAILED'],
    ['no PNG', (drafts: Drafts, id: string) => drafts.saveSignature(id, smallJpeg, inventedStrokes), 'CAPTURE_EMPTY'],
    [
      'no stroke',
      (drafts: Drafts, id: string) => drafts.saveSignature(id, smallPng, [{ points: [] }]),
      'CAPTURE_EMPTY',
    ],
  ])('%s', async (_name, save, code) => {
    const { drafts } = await createRig();
    await expect(save(drafts, await start(drafts))).rejects.toMatchObject({ code });
  });

  test('a capture that reads back damaged: the draft is as it was before', async () => {
    const before = await createRig();
    const recordId = await start(before.drafts);
    await before.drafts.saveFinger(recordId, inventedCapture('right-index', 11, 50));
    const { indexedDb, shell } = before;
    const damaged = await createRig({ remains: { indexedDb, shell }, interpose: damagingReads });
    const better = inventedCapture('right-index', 12, 90);
    await expect(damaged.drafts.saveFinger(recordId, better)).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
    const healthy = await createRig({ remains: { indexedDb, shell } });
    expect((await healthy.drafts.load(recordId)).fingers).toMatchObject([{ quality: { score: 50 }, attempts: 1 }]);
  });

  test('one damaged draft does not hide the others, and is reported by its code', async () => {
    const { drafts, database, shell } = await createRig();
    const damaged = await start(drafts);
    const healthy = (await drafts.start({ ...inventedResident, nik: '3275015203889732' }, false)).recordId;
    await database.records.update(damaged, { sealedDraft: new Uint8Array(40) });
    expect((await drafts.list()).map(({ recordId }) => recordId)).toEqual([healthy]);
    expect(shell.reported).toContainEqual({ code: 'VAULT_DAMAGED', sequence: null });
  });

  test('a sealed record is neither changed nor opened', async () => {
    const { drafts } = await createRig();
    const recordId = await recordUpToReview(drafts);
    await drafts.seal(recordId);
    const sealed = { code: 'RECORD_SEALED' };
    await expect(drafts.goTo(recordId, 'photo')).rejects.toMatchObject(sealed);
    await expect(drafts.savePhoto(recordId, smallJpeg)).rejects.toMatchObject(sealed);
    await expect(drafts.load(recordId)).rejects.toMatchObject(sealed);
    expect(await drafts.list()).toEqual([]);
  });
});
