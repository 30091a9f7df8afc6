import { serialize } from 'node:v8';
import { describe, expect, test } from 'vitest';
import type { EnrolmentDatabase } from '../../../../renderer/storage/enrolment-database.ts';
import { RosterRepository } from '../../../../renderer/storage/repositories/roster-repository.ts';
import { fetchRoster } from '../../../../renderer/sync/roster.ts';
import { inventedResident, recordUpToReview } from '../../../support/invented-record.ts';
import { createRig, type RigOptions } from '../../../support/kiosk-rig.ts';
import { openPlaintextVault } from '../../../support/plaintext-vault.ts';

/** Every row of every table, as the structured clone the browser would write. */
async function bytesOf(database: EnrolmentDatabase): Promise<Buffer> {
  const rows = await Promise.all(database.tables.map((table) => table.toArray()));
  return serialize(rows);
}

const occurs = (text: string, bytes: Buffer) =>
  bytes.includes(Buffer.from(text, 'utf8')) || bytes.includes(Buffer.from(text, 'utf16le'));

/** Records a person, fetches the roster, leaves one packet sealed and one draft open. */
async function storedBytes(options: RigOptions): Promise<Buffer> {
  const rig = await createRig(options);
  const store = new RosterRepository(rig.database);
  await fetchRoster({ centre: rig.shell.api.centre, store, vault: rig.vault });
  await rig.drafts.seal(await recordUpToReview(rig.drafts));
  await recordUpToReview(rig.drafts, { ...inventedResident, nik: '3275015203889732' });
  return bytesOf(rig.database);
}

const personal = [inventedResident.name, inventedResident.nik, inventedResident.address, '3275015203889732'];

describe('a byte search of the database', () => {
  test('finds nobody', async () => {
    const bytes = await storedBytes({});
    for (const text of personal) expect(occurs(text, bytes), text).toBe(false);
  });

  test('finds everybody once encryption is off: the search itself works', async () => {
    const vault = await openPlaintextVault({} as never);
    const bytes = await storedBytes({ vault });
    for (const text of personal) expect(occurs(text, bytes), text).toBe(true);
  });
});
