import { describe, expect, test } from 'vitest';
import { shellError } from '../../../../electron/contract/errors.ts';
import type { OutboxEntry } from '../../../../renderer/domain/outbox-entry.ts';
import {
  advance,
  engineOf,
  MINUTE,
  rigWithPackets,
  statuses,
  untilAsleep,
  uploads,
} from '../../../support/engine-rig.ts';
import type { KioskRig } from '../../../support/kiosk-rig.ts';

describe('with a link', () => {
  test('packets go out by number, are examined, and are acknowledged and forgotten', async () => {
    const rig = await rigWithPackets(3);
    const engine = engineOf(rig);
    engine.start();
    await advance(rig, MINUTE);
    expect([...rig.centre.received.values()].map(({ header }) => header.sequence)).toEqual([1, 2, 3]);
    expect(await statuses(rig)).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
    expect(rig.shell.spooled.size).toBe(0);
    expect(engine.state).toEqual({ link: 'online', linkError: null, paused: false });
    expect(uploads(rig)).toBe(3);
  });

  test('a receipt that takes its time is looked for, less and less often', async () => {
    const rig = await rigWithPackets(1);
    const { receipts } = rig.shell.api.centre;
    let withheld = true;
    Object.assign(rig.shell.api.centre, {
      receipts: (cursor: string) => {
        if (!withheld) return receipts(cursor);
        rig.shell.calls.push('look');
        return Promise.resolve({ receipts: [], nextCursor: cursor });
      },
    });
    engineOf(rig).start();
    await advance(rig, 10 * MINUTE);
    // Six doubling pauses (1 min), then one look each minute.
    const looks = rig.shell.calls.filter((call) => call === 'look').length;
    expect(looks).toBeGreaterThanOrEqual(13);
    expect(looks).toBeLessThanOrEqual(16);
    expect(await statuses(rig)).toEqual(['delivered']);
    withheld = false;
    await advance(rig, MINUTE);
    expect(await statuses(rig)).toEqual(['acknowledged']);
  });

  test('a rejected packet stays, with the centre’s reasons', async () => {
    const rig = await rigWithPackets(1);
    rig.centre.verdict = () => ({ verdict: 'rejected', reasons: ['FINGERPRINT_EMPTY'] });
    engineOf(rig).start();
    await advance(rig, MINUTE);
    expect(await rig.outbox.entries()).toMatchObject([
      { status: 'rejected', rejectionReasons: ['FINGERPRINT_EMPTY'], nextTryAt: null },
    ]);
    expect(rig.shell.spooled.size).toBe(1);
  });

  test('an idle engine measures the link each minute and sends nothing', async () => {
    const rig = await rigWithPackets(0);
    engineOf(rig).start();
    await advance(rig, 10 * MINUTE);
    expect(uploads(rig)).toBe(0);
    const probes = rig.shell.calls.filter((call) => call === 'time').length;
    expect(probes).toBeGreaterThanOrEqual(9);
    expect(probes).toBeLessThanOrEqual(11);
  });
});

describe('a packet that the centre has and has not signed for', () => {
  const DAY = 24 * 60 * MINUTE;

  /** The centre takes the packet, and a power cut there costs it packet and receipt. */
  async function rigWithForgottenPacket() {
    const rig = await rigWithPackets(1);
    const { receipts } = rig.shell.api.centre;
    Object.assign(rig.shell.api.centre, {
      receipts: async (cursor: string) => (uploads(rig) > 1 ? receipts(cursor) : { receipts: [], nextCursor: cursor }),
    });
    const engine = engineOf(rig);
    engine.start();
    await advance(rig, MINUTE);
    expect(await statuses(rig)).toEqual(['delivered']);
    rig.centre.received.clear();
    rig.centre.receiptList.splice(0);
    return { rig, engine };
  }

  test('is asked about again at sign-in', async () => {
    const { rig, engine } = await rigWithForgottenPacket();
    engine.stop();
    engineOf(rig).start();
    await advance(rig, MINUTE);
    expect(await statuses(rig)).toEqual(['acknowledged']);
  });

  test('is asked about again at sign-in also where its bytes were away and no next try was planned', async () => {
    const { rig, engine } = await rigWithForgottenPacket();
    engine.stop();
    const [{ packetId }] = (await rig.outbox.entries()) as [OutboxEntry];
    const damaged = { lastError: 'SPOOL_PACKET_DAMAGED', nextTryAt: null };
    await rig.outbox.apply(packetId, { fact: 'UploadInterrupted' }, damaged);
    await rig.reconcile();
    engineOf(rig).start();
    await advance(rig, MINUTE);
    expect(await statuses(rig)).toEqual(['acknowledged']);
  });

  test('is asked about again by Kirim sekarang', async () => {
    const { rig, engine } = await rigWithForgottenPacket();
    await engine.sendNow();
    await advance(rig, MINUTE);
    expect(await statuses(rig)).toEqual(['acknowledged']);
  });

  test('is asked about again after a day, not before', async () => {
    const { rig } = await rigWithForgottenPacket();
    await advance(rig, DAY - 2 * MINUTE);
    expect(uploads(rig)).toBe(1);
    await advance(rig, 3 * MINUTE);
    expect(uploads(rig)).toBe(2);
    expect(await statuses(rig)).toEqual(['acknowledged']);
  });

  test('stays delivered while it is asked about, and no failure takes that back', async () => {
    const { rig, engine } = await rigWithForgottenPacket();
    rig.centre.failure = 'CENTRE_FAILED';
    await engine.sendNow();
    await advance(rig, MINUTE);
    expect(await statuses(rig)).toEqual(['delivered']);
  });

  test('is not asked about where its receipt is already there', async () => {
    const { rig, engine } = await rigWithForgottenPacket();
    engine.stop();
    const [packet] = rig.shell.spooled.values();
    rig.centre.receiptList.push(await rig.centre.signReceipt(packet!.header));
    Object.assign(rig.shell.api.centre, { receipts: (cursor: string) => rig.centre.receiptsAfter(cursor) });
    engineOf(rig).start();
    await advance(rig, MINUTE);
    expect(uploads(rig)).toBe(1);
    expect(await statuses(rig)).toEqual(['acknowledged']);
  });
});

describe('a clock that is set back by a year', () => {
  test('lengthens no pause', async () => {
    const rig = await rigWithPackets(1);
    rig.centre.failure = 'CENTRE_UNREACHABLE';
    engineOf(rig).start();
    await advance(rig, 30 * MINUTE);
    rig.clock.set('2025-11-21T01:00:00.000Z');
    rig.centre.failure = null;
    await advance(rig, 6 * MINUTE);
    expect(await statuses(rig)).toEqual(['acknowledged']);
  });

  test('nor the pause of one packet, nor the one between two looks at the link', async () => {
    const rig = await rigWithPackets(1);
    const { upload } = rig.shell.api.centre;
    let refused = true;
    Object.assign(rig.shell.api.centre, {
      upload: (packetId: string) => (refused ? Promise.reject(shellError('CENTRE_REFUSED')) : upload(packetId)),
    });
    engineOf(rig).start();
    await advance(rig, MINUTE);
    rig.clock.set('2025-11-21T01:00:00.000Z');
    refused = false;
    await advance(rig, 2 * MINUTE);
    expect(await statuses(rig)).toEqual(['acknowledged']);
  });
});

describe('a timer', () => {
  test('is never longer than a browser can keep', async () => {
    const rig = await rigWithPackets(1);
    const { clock } = rig;
    const pauses: number[] = [];
    const after = clock.after.bind(clock);
    Object.assign(clock, {
      after: (milliseconds: number, callBack: () => void) => {
        pauses.push(milliseconds);
        return after(milliseconds, callBack);
      },
    });
    // Not even where the platform's own clock is wrong and jumps.
    let reading = 1e12;
    Object.assign(clock, { monotonic: () => reading });
    engineOf(rig).start();
    await untilAsleep(rig);
    reading = 0;
    clock.advance(pauses.at(-1)!);
    await untilAsleep(rig);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(2 ** 31 - 1);
    expect(pauses).toContain(2 ** 31 - 1);
  });
});

describe('the officer’s pause', () => {
  /** An upload that lasts until it is cancelled. */
  function endlessUpload(rig: KioskRig) {
    const { promise: cancelled, resolve } = Promise.withResolvers<void>();
    Object.assign(rig.shell.api.centre, {
      upload: async () => {
        rig.shell.calls.push('upload');
        await cancelled;
        throw shellError('UPLOAD_CANCELLED');
      },
    });
    return async () => resolve();
  }
  const untilUploading = async (rig: KioskRig) => {
    while (uploads(rig) === 0) await new Promise((resolve) => setImmediate(resolve));
  };

  test('breaks the upload off without counting it as a failure, and nothing goes out until it ends', async () => {
    const rig = await rigWithPackets(1);
    const original = rig.shell.api.centre.upload;
    const engine = engineOf(rig, { cancelUpload: endlessUpload(rig) });
    engine.start();
    await untilUploading(rig);
    expect(await statuses(rig)).toEqual(['sending']);
    engine.noteProgress((await rig.outbox.entries())[0]!.packetId, 512);
    expect(engine.sentBytes((await rig.outbox.entries())[0]!.packetId)).toBe(512);
    engine.pause();
    while ((await statuses(rig))[0] !== 'waiting') await new Promise((resolve) => setImmediate(resolve));
    expect(await rig.outbox.entries()).toMatchObject([{ lastError: null, attempts: 1 }]);
    rig.clock.advance(60 * MINUTE);
    expect(uploads(rig)).toBe(1);
    expect(engine.state.paused).toBe(true);

    Object.assign(rig.shell.api.centre, { upload: original });
    const resumed = engineOf(rig);
    resumed.start();
    await advance(rig, MINUTE);
    expect(await statuses(rig)).toEqual(['acknowledged']);
  });

  test('resume goes on where it stopped', async () => {
    const rig = await rigWithPackets(1);
    const engine = engineOf(rig);
    engine.pause();
    engine.start();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(uploads(rig)).toBe(0);
    engine.resume();
    await advance(rig, MINUTE);
    expect(await statuses(rig)).toEqual(['acknowledged']);
  });
});
