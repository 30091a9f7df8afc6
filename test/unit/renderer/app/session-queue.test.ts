import { expect, test } from 'vitest';
import { SessionQueue } from '../../../../renderer/app/session/session-queue.ts';
import { SyncEngine } from '../../../../renderer/sync/engine.ts';
import { createRig } from '../../../support/kiosk-rig.ts';

test('Kirim sekarang over a database that fails is reported, and resumes all the same', async () => {
  const { outbox, shell, centre, clock, database } = await createRig();
  const { kioskId, receiptKeys } = centre.activation;
  const report = (code: string, sequence: number | null) => void shell.reported.push({ code, sequence });
  const { spool, centre: calls } = shell.api;
  const random = () => 0;
  const engine = new SyncEngine(
    { outbox, centre: calls, spool, receiptKeys, kioskId, report, clock, random },
    () => {},
  );
  const queue = new SessionQueue(outbox, engine, kioskId, report);
  queue.pause();
  database.close();
  await queue.sendNow();
  expect(shell.reported).toEqual([{ code: 'STORAGE_FAILED', sequence: null }]);
  expect(engine.state.paused).toBe(false);
});
