import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../../../native-bridges/contract/bytes.ts';
import { RosterRepository } from '../../../../renderer/storage/repositories/roster-repository.ts';
import { fetchRoster, openRoster, type RosterPorts } from '../../../../renderer/sync/roster.ts';
import { sealRosterPage } from '../../../support/in-memory-centre.ts';
import { inventedResident } from '../../../support/invented-record.ts';
import { createRig, type KioskRig } from '../../../support/kiosk-rig.ts';

const residents = Array.from({ length: 25 }, (_, index) => ({
  ...inventedResident,
  nik: String(3275014107969700n + BigInt(index)),
}));

async function rigWithRoster(pageSize: number) {
  const rig = await createRig();
  rig.centre.roster = residents;
  rig.centre.rosterPageSize = pageSize;
  return { rig, ports: portsOf(rig) };
}

const portsOf = ({ shell, database, vault }: KioskRig): RosterPorts => ({
  centre: shell.api.centre,
  store: new RosterRepository(database),
  vault,
});

describe('the roster', () => {
  test('comes in pages and is opened whole', async () => {
    const { rig, ports } = await rigWithRoster(10);
    await fetchRoster(ports);
    expect(await openRoster(ports)).toEqual(residents);
    expect(rig.shell.calls).toEqual(['roster', 'roster', 'roster']);
  });

  test('a later fetch asks for the last page again and takes what changed', async () => {
    const { rig, ports } = await rigWithRoster(10);
    await fetchRoster(ports);
    const moved = { ...residents[24]!, address: 'Jl. Melati 9' };
    rig.centre.roster = [...residents.slice(0, 24), moved, { ...inventedResident, nik: '3275014107969799' }];
    await fetchRoster(ports);
    const opened = await openRoster(ports);
    expect(opened).toHaveLength(26);
    expect(opened.find(({ nik }) => nik === moved.nik)).toEqual(moved);
    expect(rig.shell.calls).toHaveLength(4);
  });

  test('a link that breaks in the middle keeps the pages that came, and goes on there', async () => {
    const { rig, ports } = await rigWithRoster(10);
    const { roster } = rig.shell.api.centre;
    let pages = 0;
    const breaking = {
      roster: (recipient: string, cursor: string | null) => {
        pages += 1;
        if (pages === 2) rig.centre.failure = 'CENTRE_UNREACHABLE';
        return roster(recipient, cursor);
      },
    };
    await expect(fetchRoster({ ...ports, centre: breaking })).rejects.toMatchObject({ code: 'CENTRE_UNREACHABLE' });
    expect(await openRoster(ports)).toHaveLength(10);
    rig.centre.failure = null;
    await fetchRoster(ports);
    expect(await openRoster(ports)).toHaveLength(25);
    expect(rig.shell.calls.filter((call) => call === 'roster')).toHaveLength(4);
  });

  test.each([
    ['no age file', async () => new TextEncoder().encode('<html>captive portal</html>')],
    ['sealed to somebody else', async (rig: KioskRig) => rig.shell.api.centre.roster(await someoneElse(), null)],
  ])('%s is ROSTER_UNREADABLE, and what was there stays', async (_name, answer) => {
    const { rig, ports } = await rigWithRoster(100);
    await fetchRoster(ports);
    const bad = { roster: async (): Promise<Bytes> => answer(rig) };
    await expect(fetchRoster({ ...ports, centre: bad })).rejects.toMatchObject({ code: 'ROSTER_UNREADABLE' });
    expect(await openRoster(ports)).toHaveLength(25);
  });

  test('a page of another shape is ROSTER_UNREADABLE, and its text is not in the error', async () => {
    const { rig, ports } = await rigWithRoster(100);
    rig.centre.roster = [{ ...inventedResident, sex: 'unknown' as 'male' }];
    const error = await fetchRoster(ports).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'ROSTER_UNREADABLE' });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(inventedResident.name);
  });

  test('a centre that never ends its roster is left after a while', async () => {
    const { ports } = await rigWithRoster(100);
    let pages = 0;
    const endless = {
      roster: (recipient: string) => {
        pages += 1;
        return sealRosterPage(recipient, { listVersion: '1', residents: [], nextCursor: String(pages) });
      },
    };
    await fetchRoster({ ...ports, centre: endless });
    expect(pages).toBe(500);
  });

  test('a stored page does not open in another place', async () => {
    const { ports } = await rigWithRoster(10);
    await fetchRoster(ports);
    const [first] = await ports.store.pages();
    await ports.store.putPage(2, first!.sealed, { cursor: null, ordinal: 3 });
    await expect(openRoster(ports)).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
  });
});

const someoneElse = async () => identityToRecipient(await generateX25519Identity());
