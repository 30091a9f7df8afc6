import { describe, expect, test } from 'vitest';
import { shellError } from '../../../../electron/contract/errors.ts';
import { reconcileSequences } from '../../../../renderer/domain/outbox-entry.ts';
import { freshIndexedDb } from '../../../support/enrolment-database.ts';
import { inventedResident, recordUpToReview } from '../../../support/invented-record.ts';
import { createRig, type KioskRig } from '../../../support/kiosk-rig.ts';

async function rigWithSealedRecord() {
  const rig = await createRig();
  const recordId = await recordUpToReview(rig.drafts);
  const { packetId } = await rig.drafts.seal(recordId);
  return { rig, recordId, packetId };
}

const reconciliationOf = async ({ outbox }: KioskRig) => {
  const { highest, underWay } = await outbox.sequences('BKS-07');
  return reconcileSequences(await outbox.entries(), highest, underWay);
};

describe('reconciliation at sign-in', () => {
  test('on an ordinary day finds nothing', async () => {
    const { rig } = await rigWithSealedRecord();
    expect(await rig.reconcile()).toEqual([]);
    expect(await reconciliationOf(rig)).toEqual({
      ...{ recorded: 1, acknowledged: 0, waiting: 1, rejected: 0, missingSequences: [] },
    });
  });

  test('a lost database is rebuilt from the spool: packets adopted with an alarm, numbers go on', async () => {
    const { rig, packetId } = await rigWithSealedRecord();
    const rebuilt = await createRig({ remains: { indexedDb: freshIndexedDb(), shell: rig.shell } });
    expect(await rebuilt.reconcile()).toEqual([{ code: 'PACKET_ADOPTED', sequence: 1 }]);
    expect(await rebuilt.outbox.entries()).toMatchObject([{ packetId, recordId: null, status: 'waiting' }]);
    expect(await rebuilt.reconcile()).toEqual([]);
    const next = await recordUpToReview(rebuilt.drafts, { ...inventedResident, nik: '3275015203889732' });
    expect(await rebuilt.drafts.seal(next)).toMatchObject({ sequence: 2 });
  });

  test('numbers go on behind packets that are long gone', async () => {
    const { rig } = await rigWithSealedRecord();
    rig.shell.spooled.clear();
    rig.shell.highestSequence = 41;
    const rebuilt = await createRig({ remains: { indexedDb: freshIndexedDb(), shell: rig.shell } });
    await rebuilt.reconcile();
    const next = await recordUpToReview(rebuilt.drafts);
    expect(await rebuilt.drafts.seal(next)).toMatchObject({ sequence: 42 });
  });

  test('bytes that are gone before a receipt are an alarm, each time', async () => {
    const { rig } = await rigWithSealedRecord();
    rig.shell.spooled.clear();
    const alarm = [{ code: 'PACKET_MISSING', sequence: 1 }];
    expect(await rig.reconcile()).toEqual(alarm);
    expect(await rig.outbox.entries()).toMatchObject([{ lastError: 'PACKET_MISSING', nextTryAt: null }]);
    expect(await rig.reconcile()).toEqual(alarm);
  });

  test.each(['PACKET_MISSING', 'SPOOL_PACKET_DAMAGED'])(
    'bytes that are back after %s: no alarm, and nothing keeps them from being sent',
    async (lastError) => {
      const { rig, packetId } = await rigWithSealedRecord();
      await rig.outbox.apply(packetId, { fact: 'UploadInterrupted' }, { lastError, nextTryAt: null });
      expect(await rig.reconcile()).toEqual([]);
      expect(await rig.outbox.entries()).toMatchObject([{ status: 'waiting', lastError: null, nextTryAt: null }]);
    },
  );

  test('a failure of the link is not forgotten: its pause still stands', async () => {
    const { rig, packetId } = await rigWithSealedRecord();
    const failed = { lastError: 'CENTRE_REFUSED', nextTryAt: '2026-11-21T02:00:00.000Z' };
    await rig.outbox.apply(packetId, { fact: 'UploadInterrupted' }, failed);
    await rig.reconcile();
    expect(await rig.outbox.entries()).toMatchObject([failed]);
  });

  test('a second medium that is set and not there is an alarm of no single packet', async () => {
    const { rig } = await rigWithSealedRecord();
    rig.shell.secondMedium = 'healthy';
    expect(await rig.reconcile()).toEqual([]);
    rig.shell.secondMedium = 'missing';
    expect(await rig.reconcile()).toEqual([{ code: 'SECOND_MEDIUM_MISSING', sequence: null }]);
  });

  test('the number of a draft whose Simpan failed is not missing', async () => {
    const rig = await createRig();
    const recordId = await recordUpToReview(rig.drafts);
    rig.shell.nextPutFailure = shellError('SPOOL_DISK_FULL');
    await expect(rig.drafts.seal(recordId)).rejects.toMatchObject({ code: 'SPOOL_DISK_FULL' });
    expect((await rig.records.get(recordId))?.status).toBe('draft');
    expect(await reconciliationOf(rig)).toMatchObject({ recorded: 0, missingSequences: [] });
  });

  test('an upload that was under way waits again', async () => {
    const { rig, packetId } = await rigWithSealedRecord();
    await rig.outbox.apply(packetId, { fact: 'UploadStarted' }, { attempts: 1 });
    await rig.reconcile();
    expect(await rig.outbox.entries()).toMatchObject([{ status: 'waiting', attempts: 1 }]);
  });

  test('an acknowledged packet that still lies in the spool is released with the stored receipt', async () => {
    const { rig, recordId, packetId } = await rigWithSealedRecord();
    const { header } = rig.shell.spooled.get(packetId)!;
    const jws = await rig.centre.signReceipt(header);
    await rig.outbox.settle({
      packetId,
      verdict: 'accepted',
      reasons: [],
      receivedAt: '2026-11-21T02:00:00.000Z',
      jws,
    });
    await rig.reconcile();
    expect(rig.shell.spooled.size).toBe(0);
    expect(await rig.records.get(recordId)).toMatchObject({ status: 'acknowledged', wrappedKey: null });
    expect(await rig.database.captures.count()).toBe(0);
  });

  test('a spool that refuses a release is reported, and the officer can work', async () => {
    const { rig, packetId } = await rigWithSealedRecord();
    await rig.outbox.settle({
      ...{ packetId, verdict: 'accepted', reasons: [], receivedAt: '2026-11-21T02:00:00.000Z', jws: 'not a receipt' },
    });
    expect(await rig.reconcile()).toEqual([]);
    expect(rig.shell.reported).toContainEqual({ code: 'RECEIPT_FORGED', sequence: 1 });
  });

  test('a rejected packet stays where it is', async () => {
    const { rig, packetId } = await rigWithSealedRecord();
    const { header } = rig.shell.spooled.get(packetId)!;
    const jws = await rig.centre.signReceipt(header, { verdict: 'rejected', reasons: ['SEAL_INVALID'] });
    await rig.outbox.settle({
      ...{ packetId, verdict: 'rejected', reasons: ['SEAL_INVALID'], receivedAt: '2026-11-21T02:00:00.000Z', jws },
    });
    expect(await rig.reconcile()).toEqual([]);
    expect(rig.shell.spooled.size).toBe(1);
    expect(await reconciliationOf(rig)).toMatchObject({ recorded: 1, waiting: 0, rejected: 1, missingSequences: [] });
  });
});
