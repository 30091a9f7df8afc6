import { describe, expect, test } from 'vitest';
import { shellError } from '../../../../electron/contract/errors.ts';
import { CodedError } from '../../../../native-bridges/contract/errors.ts';
import { inventedResident, recordUpToReview } from '../../../support/invented-record.ts';
import { createRig, type Interpose, type KioskRig } from '../../../support/kiosk-rig.ts';

/** Where a step may fail: before the port has done anything, or after it has, unheard. */
type Failure = 'throw' | 'abandon';

type Step = (method: string) => Promise<void>;

/** Runs a step before and after every call of a port; one that throws or never ends is a failure there. */
function wrapCalls(before: Step, after: Step = async () => undefined): Interpose {
  return (_name, port) =>
    new Proxy(port, {
      get(target, property) {
        const member = Reflect.get(target, property) as unknown;
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          await before(String(property));
          const result: unknown = await Reflect.apply(member, target, args);
          await after(String(property));
          return result;
        };
      },
    });
}

/** Counts the moments before and after every port call, and lets one of them fail. */
function failingAt(moment: number, failure: Failure) {
  const state = { armed: false, moments: 0, reached: false };
  const step = async (): Promise<void> => {
    if (!state.armed) return;
    state.moments += 1;
    if (state.moments !== moment) return;
    state.reached = true;
    if (failure === 'throw') throw new CodedError('STORAGE_FAILED', `planned, moment ${moment}`);
    await new Promise(() => undefined);
  };
  const interpose = wrapCalls(step, step);
  return { state, interpose };
}

/** Lets the crash happen: whatever is not abandoned has ended. */
async function sealUntilFailure(rig: KioskRig, recordId: string, state: { reached: boolean }): Promise<'saved' | null> {
  const seal = rig.drafts.seal(recordId).then(
    () => 'saved' as const,
    () => null,
  );
  const abandoned = (async () => {
    while (!state.reached) await new Promise((resolve) => setTimeout(resolve, 1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    return null;
  })();
  const outcome = await Promise.race([seal, abandoned]);
  if (outcome !== null) state.reached = true;
  return outcome;
}

/** What must hold whatever happened: each record in exactly one place, numbers without gaps. */
async function expectOneStory(rig: KioskRig, recordIds: readonly string[], moment = 0): Promise<void> {
  const label = `moment ${moment}`;
  const entries = await rig.outbox.entries();
  expect(entries.map(({ recordId }) => recordId).sort(), label).toEqual([...recordIds].sort());
  expect(
    entries.map(({ sequence }) => sequence),
    label,
  ).toEqual(entries.map((_, index) => index + 1));
  expect([...rig.shell.spooled.keys()].sort(), label).toEqual(entries.map(({ packetId }) => packetId).sort());
  for (const recordId of recordIds) expect((await rig.records.get(recordId))?.status, label).toBe('sealed');
}

const secondResident = { ...inventedResident, nik: '3275015203889732', name: 'Wiraguna Tirtamadyana' };

/** Fewer moments than this would mean that the steps are no longer interposed. */
const LEAST_MOMENTS = 20;

describe('Simpan', () => {
  test('the packet is in the spool and in the outbox, and the centre accepts it', async () => {
    const rig = await createRig();
    const recordId = await recordUpToReview(rig.drafts);
    const { packetId, sequence, size } = await rig.drafts.seal(recordId);
    expect(sequence).toBe(1);
    expect(rig.shell.spooled.get(packetId)?.header.size).toBe(size);
    await expectOneStory(rig, [recordId]);
    await rig.shell.api.centre.upload(packetId);
    expect(rig.centre.receiptList).toHaveLength(1);
    const [, payload] = rig.centre.receiptList[0]!.split('.');
    expect(JSON.parse(Buffer.from(payload!, 'base64url').toString())).toMatchObject({
      verdict: 'accepted',
      reasons: [],
    });
  });

  test('a second press while the first runs gives the same packet; afterwards the record is sealed', async () => {
    const rig = await createRig();
    const recordId = await recordUpToReview(rig.drafts);
    const [first, second] = await Promise.all([rig.drafts.seal(recordId), rig.drafts.seal(recordId)]);
    expect(second).toEqual(first);
    await expect(rig.drafts.seal(recordId)).rejects.toMatchObject({ code: 'RECORD_SEALED' });
    await expectOneStory(rig, [recordId]);
  });

  test('a record with a step missing is refused and takes no number', async () => {
    const rig = await createRig();
    const { recordId } = await rig.drafts.start(inventedResident, false);
    await expect(rig.drafts.seal(recordId)).rejects.toMatchObject({ code: 'RECORD_INCOMPLETE', detail: 'biodata' });
    expect((await rig.outbox.sequences('BKS-07')).highest).toBe(0);
  });

  test('a full disk leaves a draft that can be edited, and the next try uses the same number', async () => {
    const rig = await createRig();
    const recordId = await recordUpToReview(rig.drafts);
    rig.shell.nextPutFailure = shellError('SPOOL_DISK_FULL');
    await expect(rig.drafts.seal(recordId)).rejects.toMatchObject({ code: 'SPOOL_DISK_FULL' });
    await rig.drafts.goTo(recordId, 'photo');
    expect(await rig.drafts.seal(recordId)).toMatchObject({ sequence: 1 });
    const second = await recordUpToReview(rig.drafts, secondResident);
    expect(await rig.drafts.seal(second)).toMatchObject({ sequence: 2 });
    await expectOneStory(rig, [recordId, second]);
  });

  test('a number that the spool knows as taken is given up for the next one', async () => {
    const rig = await createRig();
    const recordId = await recordUpToReview(rig.drafts);
    rig.shell.nextPutFailure = shellError('SPOOL_SEQUENCE_TAKEN');
    await expect(rig.drafts.seal(recordId)).rejects.toMatchObject({ code: 'SPOOL_SEQUENCE_TAKEN' });
    rig.shell.highestSequence = 7;
    expect(await rig.drafts.seal(recordId)).toMatchObject({ sequence: 8 });
  });

  test('a shell that went away in the middle keeps the record from being edited until the spool is asked', async () => {
    const rig = await createRig();
    const recordId = await recordUpToReview(rig.drafts);
    rig.shell.nextPutFailure = new CodedError('RPC_CLOSED');
    await expect(rig.drafts.seal(recordId)).rejects.toMatchObject({ code: 'RPC_CLOSED' });
    await expect(rig.drafts.goTo(recordId, 'photo')).rejects.toMatchObject({ code: 'RECORD_SEALED' });
    expect((await rig.drafts.list()).map((summary) => summary.recordId)).toEqual([recordId]);
    expect((await rig.drafts.start(inventedResident, false)).recordId).toBe(recordId);
    expect(await rig.drafts.seal(recordId)).toMatchObject({ sequence: 1 });
    await expectOneStory(rig, [recordId]);
  });

  test('a packet that is spooled and not queued is queued by the next press, not made again', async () => {
    const calls: string[] = [];
    const rig = await createRig({
      interpose: wrapCalls(async (name) => {
        calls.push(name);
        if (name === 'enqueue' && calls.filter((call) => call === 'enqueue').length === 1) {
          throw new CodedError('STORAGE_FULL');
        }
      }),
    });
    const recordId = await recordUpToReview(rig.drafts);
    await expect(rig.drafts.seal(recordId)).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    expect((await rig.records.get(recordId))?.status).toBe('sealing');
    await rig.drafts.seal(recordId);
    expect(calls.filter((call) => call === 'seal')).toHaveLength(1);
    await expectOneStory(rig, [recordId]);
  });

  test('a capture that was altered on the disk is found before anything is spooled', async () => {
    const rig = await createRig();
    const recordId = await recordUpToReview(rig.drafts);
    const capture = (await rig.database.captures.get([recordId, 'photo']))!;
    await rig.database.captures.put({
      ...capture,
      sealed: capture.sealed.map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
    });
    await expect(rig.drafts.seal(recordId)).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
    expect(rig.shell.spooled.size).toBe(0);
    expect((await rig.records.get(recordId))?.status).toBe('draft');
  });
});

describe('Simpan, broken off at every moment', () => {
  test('a crash at any moment loses nothing and doubles nothing', async () => {
    for (let moment = 1; ; moment++) {
      const { state, interpose } = failingAt(moment, 'abandon');
      const broken = await createRig({ interpose });
      const recordId = await recordUpToReview(broken.drafts);
      state.armed = true;
      if ((await sealUntilFailure(broken, recordId, state)) === 'saved' && moment > state.moments) {
        expect(moment).toBeGreaterThan(LEAST_MOMENTS);
        return;
      }
      const rig = await broken.restart();
      expect(await rig.reconcile(), `alarms, moment ${moment}`).toEqual([]);
      const status = (await rig.records.get(recordId))?.status;
      expect(status, `status, moment ${moment}`).toBe(rig.shell.spooled.size === 1 ? 'sealed' : 'draft');
      if (status === 'draft') await rig.drafts.seal(recordId);
      const second = await recordUpToReview(rig.drafts, secondResident);
      await rig.drafts.seal(second);
      await expectOneStory(rig, [recordId, second], moment);
      expect(await rig.reconcile(), `second reconciliation, moment ${moment}`).toEqual([]);
    }
  });

  test('a failure at any moment is healed by pressing Simpan again', async () => {
    for (let moment = 1; ; moment++) {
      const { state, interpose } = failingAt(moment, 'throw');
      const rig = await createRig({ interpose });
      const recordId = await recordUpToReview(rig.drafts);
      state.armed = true;
      await rig.drafts.seal(recordId).catch(() => undefined);
      if (!state.reached) {
        expect(moment).toBeGreaterThan(LEAST_MOMENTS);
        return;
      }
      const status = (await rig.records.get(recordId))?.status;
      // A draft can be edited: its packet must not lie in the spool already.
      if (rig.shell.spooled.size > 0) expect(status, `moment ${moment}`).not.toBe('draft');
      await rig.drafts.seal(recordId).catch((error: unknown) => {
        // It was sealed, and only the word of it was lost.
        expect(error, `moment ${moment}`).toMatchObject({ code: 'RECORD_SEALED' });
      });
      const second = await recordUpToReview(rig.drafts, secondResident);
      await rig.drafts.seal(second);
      await expectOneStory(rig, [recordId, second], moment);
    }
  });
});
