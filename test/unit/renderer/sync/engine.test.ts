import { describe, expect, onTestFinished, test } from 'vitest';
import type { ShellErrorCode } from '../../../../electron/contract/errors.ts';
import { shellError } from '../../../../electron/contract/errors.ts';
import type { OutboxEntry } from '../../../../renderer/domain/outbox-entry.ts';
import { SyncEngine } from '../../../../renderer/sync/engine.ts';
import { inventedResident, recordUpToReview } from '../../../support/invented-record.ts';
import { createRig, type KioskRig } from '../../../support/kiosk-rig.ts';

const MINUTE = 60_000;

function engineOf(rig: KioskRig, change: { cancelUpload?: (packetId: string) => Promise<void> } = {}): SyncEngine {
  const { outbox, shell, centre, clock } = rig;
  const { kioskId, receiptKeys } = centre.activation;
  const engine = new SyncEngine(
    {
      outbox,
      centre: { ...shell.api.centre, ...change },
      spool: shell.api.spool,
      receiptKeys,
      kioskId,
      clock,
      report: (code, sequence) => void shell.reported.push({ code, sequence }),
      random: () => 1,
    },
    () => undefined,
  );
  onTestFinished(() => engine.stop());
  return engine;
}

/** The engine alone uses the clock: when a timer is set, it has done all it can for now. */
async function untilAsleep({ clock }: KioskRig): Promise<void> {
  while (clock.nextTimerIn === null) await new Promise((resolve) => setImmediate(resolve));
}

async function advance(rig: KioskRig, milliseconds: number): Promise<void> {
  const end = rig.clock.now() + milliseconds;
  for (;;) {
    await untilAsleep(rig);
    const next = rig.clock.nextTimerIn!;
    if (rig.clock.now() + next > end) break;
    rig.clock.advance(next);
  }
  rig.clock.advance(end - rig.clock.now());
}

async function rigWithPackets(count: number): Promise<KioskRig> {
  const rig = await createRig();
  for (let index = 0; index < count; index++) {
    const nik = String(3275014107969731n + BigInt(index));
    await rig.drafts.seal(await recordUpToReview(rig.drafts, { ...inventedResident, nik }));
  }
  return rig;
}

const uploads = ({ shell }: KioskRig) => shell.calls.filter((call) => call === 'upload').length;
const statuses = async ({ outbox }: KioskRig) => (await outbox.entries()).map(({ status }) => status);

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

describe('a receipt that the centre did not sign', () => {
  test('is told while it is there, stops nothing, and is forgotten once the centre itself answers', async () => {
    const rig = await rigWithPackets(0);
    rig.centre.receiptList.push('forged');
    const engine = engineOf(rig);
    engine.start();
    await advance(rig, 1);
    expect(engine.state).toMatchObject({ link: 'online', linkError: 'RECEIPT_FORGED' });
    rig.centre.receiptList.splice(0);
    await advance(rig, 2 * MINUTE);
    expect(engine.state).toMatchObject({ link: 'online', linkError: null });
  });
});

describe('without a link', () => {
  test('tries come less often, up to every five minutes, and the packet goes out when the link is back', async () => {
    const rig = await rigWithPackets(2);
    rig.centre.failure = 'CENTRE_UNREACHABLE';
    const engine = engineOf(rig);
    engine.start();
    await advance(rig, 60 * MINUTE);
    expect(engine.state).toMatchObject({ link: 'offline', linkError: 'CENTRE_UNREACHABLE' });
    // Eight doubling pauses (8.5 min), then one try each five minutes; the second packet is not tried in between.
    expect(uploads(rig)).toBeGreaterThanOrEqual(15);
    expect(uploads(rig)).toBeLessThanOrEqual(22);
    const [first, second] = await rig.outbox.entries();
    expect(first).toMatchObject({ status: 'waiting', lastError: 'CENTRE_UNREACHABLE', attempts: uploads(rig) });
    expect(Date.parse(first!.nextTryAt!)).toBeGreaterThan(rig.clock.now());
    expect(second).toMatchObject({ status: 'waiting', attempts: 0, nextTryAt: null });

    rig.centre.failure = null;
    await advance(rig, 6 * MINUTE);
    expect(await statuses(rig)).toEqual(['acknowledged', 'acknowledged']);
    expect(engine.state).toMatchObject({ link: 'online', linkError: null });
  });

  test('Kirim sekarang does not wait for the pause', async () => {
    const rig = await rigWithPackets(1);
    rig.centre.failure = 'CENTRE_FAILED';
    const engine = engineOf(rig);
    engine.start();
    await advance(rig, 30 * MINUTE);
    rig.centre.failure = null;
    await engine.sendNow();
    await advance(rig, 1);
    expect(await statuses(rig)).toEqual(['acknowledged']);
  });

  test('a new session tries at once what the old one had put off', async () => {
    const rig = await rigWithPackets(1);
    rig.centre.failure = 'CENTRE_FAILED';
    const yesterday = engineOf(rig);
    yesterday.start();
    await advance(rig, 30 * MINUTE);
    yesterday.stop();
    rig.centre.failure = null;
    const before = uploads(rig);
    engineOf(rig).start();
    await advance(rig, 1);
    expect(uploads(rig)).toBe(before + 1);
  });
});

describe('an answer that is final for one packet', () => {
  /** Fails the uploads of the first packet only. */
  function failFirst(rig: KioskRig, code: ShellErrorCode): void {
    const { upload } = rig.shell.api.centre;
    const [first] = rig.shell.spooled.keys();
    Object.assign(rig.shell.api.centre, {
      upload: async (packetId: string) => {
        if (packetId !== first) return upload(packetId);
        rig.shell.calls.push('first');
        throw shellError(code);
      },
    });
  }
  const triesOfFirst = ({ shell }: KioskRig) => shell.calls.filter((call) => call === 'first').length;

  test('CENTRE_REFUSED: not again within the hour, and the others go out', async () => {
    const rig = await rigWithPackets(2);
    failFirst(rig, 'CENTRE_REFUSED');
    engineOf(rig).start();
    await advance(rig, 59 * MINUTE);
    expect(triesOfFirst(rig)).toBe(1);
    expect(await statuses(rig)).toEqual(['waiting', 'acknowledged']);
    await advance(rig, 2 * MINUTE);
    expect(triesOfFirst(rig)).toBe(2);
  });

  test('SPOOL_PACKET_DAMAGED: never again by itself; Kirim sekarang tries it', async () => {
    const rig = await rigWithPackets(2);
    failFirst(rig, 'SPOOL_PACKET_DAMAGED');
    const engine = engineOf(rig);
    engine.start();
    await advance(rig, 24 * 60 * MINUTE);
    expect(triesOfFirst(rig)).toBe(1);
    const [first] = await rig.outbox.entries();
    expect(first).toMatchObject({ status: 'waiting', lastError: 'SPOOL_PACKET_DAMAGED', nextTryAt: null });
    expect(rig.shell.reported).toContainEqual({ code: 'SPOOL_PACKET_DAMAGED', sequence: 1 });
    await engine.sendNow();
    await advance(rig, 1);
    expect(triesOfFirst(rig)).toBe(2);
  });

  test('UPLOAD_DAMAGED: again after a pause that grows, and the others go out meanwhile', async () => {
    const rig = await rigWithPackets(2);
    failFirst(rig, 'UPLOAD_DAMAGED');
    engineOf(rig).start();
    // At 0, 2, 6 and 14 s; the next at 30 s.
    await advance(rig, 29_000);
    expect(triesOfFirst(rig)).toBe(4);
    expect(await statuses(rig)).toEqual(['waiting', 'acknowledged']);
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

describe('a database that fails for a while', () => {
  test('is reported, and the engine goes on when it is back', async () => {
    const rig = await rigWithPackets(1);
    const { unsettled } = rig.outbox;
    let failures = 3;
    Object.assign(rig.outbox, {
      unsettled: async () => {
        failures -= 1;
        if (failures >= 0) throw new Error('planned');
        return unsettled.call(rig.outbox);
      },
    });
    engineOf(rig).start();
    await advance(rig, MINUTE);
    expect(rig.shell.reported).toContainEqual({ code: 'RPC_INTERNAL', sequence: null });
    expect(await statuses(rig)).toEqual(['acknowledged']);
  });
});
