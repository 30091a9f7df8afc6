import { describe, expect, test } from 'vitest';
import { SessionRoster } from '../../../../renderer/app/session/session-roster.ts';
import type { RecordStatus } from '../../../../renderer/domain/record-status.ts';
import { RosterRepository } from '../../../../renderer/storage/repositories/roster-repository.ts';
import { inventedResident } from '../../../support/invented-record.ts';
import { createRig } from '../../../support/kiosk-rig.ts';

/** What the roster says of a resident with these records, oldest first by the times written on them. */
async function recordingWith(statuses: readonly RecordStatus[]) {
  const { database, records, vault, shell } = await createRig();
  const nikIndex = await vault.blindIndex(inventedResident.nik);
  for (const [index, status] of statuses.entries()) {
    await records.add({
      recordId: `record-${index + 1}`,
      status,
      nikIndexes: [nikIndex],
      updatedAt: `2026-11-2${index + 1}T01:00:00.000Z`,
      ...{ wrappedKey: null, sealedDraft: null, reservation: null },
    });
  }
  const store = new RosterRepository(database);
  const roster = new SessionRoster({ centre: shell.api.centre, store, vault }, records, vault);
  return roster.recordingOf(inventedResident.nik);
}

describe('what is told of a resident with several records', () => {
  test.each([
    // The times of receipts are the centre's: a kiosk whose clock is behind must not hide the draft behind them.
    [['draft', 'rejected'], 'record-1', 'draft'],
    [['sealing', 'acknowledged'], 'record-1', 'draft'],
    [['sealed', 'rejected'], 'record-1', 'saved'],
    [['acknowledged', 'rejected'], 'record-1', 'acknowledged'],
    [['rejected', 'draft', 'acknowledged'], 'record-2', 'draft'],
    // Of two that stand alike, the later one.
    [['acknowledged', 'sealed'], 'record-2', 'saved'],
    [['rejected', 'rejected'], 'record-2', 'rejected'],
  ] as const)('%j', async (statuses, recordId, state) => {
    expect(await recordingWith(statuses)).toMatchObject({ recordId, state });
  });

  test('nothing, where there is none', async () => expect(await recordingWith([])).toBeNull());
});
