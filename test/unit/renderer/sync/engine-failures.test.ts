import { describe, expect, test } from 'vitest';
import type { ShellErrorCode } from '../../../../electron/contract/errors.ts';
import { shellError } from '../../../../electron/contract/errors.ts';
import { advance, engineOf, MINUTE, rigWithPackets, statuses, uploads } from '../../../support/engine-rig.ts';
import type { KioskRig } from '../../../support/kiosk-rig.ts';

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
