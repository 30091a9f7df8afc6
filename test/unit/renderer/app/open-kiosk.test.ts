import { describe, expect, onTestFinished, test } from 'vitest';
import { type ShellEventApi, shellContract, shellEventContract } from '../../../../electron/contract/shell-contract.ts';
import { deviceEventContract, deviceHostContract } from '../../../../native-bridges/contract/device-host-contract.ts';
import { deviceError } from '../../../../native-bridges/contract/errors.ts';
import { type Channel, connectRpc } from '../../../../native-bridges/rpc/rpc.ts';
import type { KioskParts } from '../../../../renderer/app/kiosk-parts.ts';
import { openKiosk } from '../../../../renderer/app/open-kiosk.ts';
import { sealArchive } from '../../../../renderer/packet/sealing.ts';
import { systemClock } from '../../../../renderer/sync/clock.ts';
import { channelPair } from '../../../support/channel-pair.ts';
import { freshIndexedDb } from '../../../support/enrolment-database.ts';
import { InMemoryCentre, TEST_OFFICER_ID, TEST_PIN } from '../../../support/in-memory-centre.ts';
import { InMemoryShell } from '../../../support/in-memory-shell.ts';
import { inventedResident, recordUpToReview } from '../../../support/invented-record.ts';

/** A shell and a device host behind real channels, and a kiosk that is opened over them. */
async function kioskOverChannels() {
  const shell = new InMemoryShell(await InMemoryCentre.create());
  const ends: Channel[] = [];
  let events: ShellEventApi['events'] | null = null;
  const onFault = () => undefined;
  const parts: Partial<KioskParts> = {
    openChannel: async (kind) => {
      const [near, channel] = channelPair();
      ends.push(channel);
      if (kind === 'shell') {
        const remote = shellEventContract;
        events = connectRpc({ channel, local: shellContract, implementation: shell.api, remote, onFault }).remote
          .events;
      } else {
        const absent = () => Promise.reject(deviceError('DEVICE_ABSENT'));
        const devices = { list: async () => [], captureFinger: absent, cancel: async () => undefined };
        const remote = deviceEventContract;
        connectRpc({ channel, local: deviceHostContract, implementation: { devices }, remote, onFault });
      }
      return near;
    },
    seal: sealArchive,
    databaseName: 'kiosk',
    indexedDb: freshIndexedDb(),
    clock: systemClock,
    random: () => 0,
  };
  const open = async (change: Partial<KioskParts> = {}) => {
    const kiosk = await openKiosk({ ...parts, ...change });
    onTestFinished(() => kiosk.close());
    return kiosk;
  };
  return { shell, centre: shell.centre, ends, events: () => events!, open };
}

const until = async (condition: () => Promise<boolean>) => {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('the kiosk', () => {
  test('from sign-in to receipt: recorded without a link, acknowledged when it is back', async () => {
    const { centre, shell, open } = await kioskOverChannels();
    const kiosk = await open();
    const session = await kiosk.signIn(TEST_OFFICER_ID, TEST_PIN);
    expect(session.roster.search('zulai', 5)).toEqual([inventedResident]);
    expect(session.alarms).toEqual([]);

    centre.failure = 'CENTRE_UNREACHABLE';
    const recordId = await recordUpToReview(session.drafts, session.roster.search(inventedResident.nik, 1)[0]);
    expect(await session.roster.recordingOf(inventedResident.nik)).toMatchObject({ recordId, state: 'draft' });
    expect(await session.drafts.seal(recordId)).toMatchObject({ sequence: 1 });
    expect(await session.roster.recordingOf('327501 410796 9731')).toMatchObject({ state: 'saved' });
    await until(async () => (await session.queue.state()).link === 'offline');
    expect(await session.queue.state()).toMatchObject({
      linkError: 'CENTRE_UNREACHABLE',
      reconciliation: { recorded: 1, acknowledged: 0, waiting: 1, rejected: 0, missingSequences: [] },
    });

    let changes = 0;
    const stop = session.queue.watch(() => {
      changes += 1;
    });
    centre.failure = null;
    session.queue.sendNow();
    await until(async () => (await session.queue.entries())[0]?.status === 'acknowledged');
    expect(changes).toBeGreaterThan(0);
    stop();
    expect(await session.queue.state()).toMatchObject({
      link: 'online',
      reconciliation: { acknowledged: 1, waiting: 0 },
    });
    expect(await session.roster.recordingOf(inventedResident.nik)).toMatchObject({ state: 'acknowledged' });
    await until(async () => shell.spooled.size === 0);
  });

  test('a restart: drafts are there for the same PIN, and for no other', async () => {
    const { open } = await kioskOverChannels();
    const before = await open();
    const { drafts } = await before.signIn(TEST_OFFICER_ID, TEST_PIN);
    const { recordId } = await drafts.start(inventedResident, false);
    before.close();

    const after = await open();
    await expect(after.signIn(TEST_OFFICER_ID, '000000')).rejects.toMatchObject({ code: 'PIN_WRONG' });
    await expect(after.signIn('nobody', TEST_PIN)).rejects.toMatchObject({ code: 'PIN_WRONG' });
    const session = await after.signIn(TEST_OFFICER_ID, TEST_PIN);
    expect(await session.drafts.list()).toMatchObject([{ recordId, name: inventedResident.name }]);
  });

  test('a roster fetched once is there without a link', async () => {
    const { centre, open } = await kioskOverChannels();
    const before = await open();
    await before.signIn(TEST_OFFICER_ID, TEST_PIN);
    before.close();
    centre.failure = 'CENTRE_UNREACHABLE';
    const session = await (await open()).signIn(TEST_OFFICER_ID, TEST_PIN);
    expect(session.roster.size).toBe(1);
    await expect(session.roster.refresh()).rejects.toMatchObject({ code: 'CENTRE_UNREACHABLE' });
  });

  test('lock() ends what the session could read', async () => {
    const { open } = await kioskOverChannels();
    const session = await (await open()).signIn(TEST_OFFICER_ID, TEST_PIN);
    const { recordId } = await session.drafts.start(inventedResident, false);
    session.lock();
    await expect(session.drafts.load(recordId)).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    await expect(session.roster.recordingOf(inventedResident.nik)).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
  });

  test('a kiosk that is not activated says so, and is activated with a code', async () => {
    const { shell, centre, open } = await kioskOverChannels();
    let activated = false;
    Object.assign(shell.api.kiosk, {
      activation: async () => (activated ? centre.activation : null),
      activate: async () => {
        activated = true;
        return centre.activation;
      },
    });
    const kiosk = await open();
    expect(kiosk.activation).toBeNull();
    await expect(kiosk.signIn(TEST_OFFICER_ID, TEST_PIN)).rejects.toMatchObject({ code: 'KIOSK_NOT_ACTIVATED' });
    expect(await kiosk.activate('LATIHAN-1')).toMatchObject({ kioskId: 'BKS-07' });
    expect(kiosk.activation).toMatchObject({ kioskId: 'BKS-07' });
  });

  test('a shell that activated itself meanwhile is asked again at sign-in', async () => {
    const { shell, centre, open } = await kioskOverChannels();
    let activation: typeof centre.activation | null = null;
    Object.assign(shell.api.kiosk, { activation: async () => activation });
    const kiosk = await open();
    activation = centre.activation;
    expect((await kiosk.signIn(TEST_OFFICER_ID, TEST_PIN)).training).toBe(true);
  });

  test('a shell that restarts is connected again', async () => {
    const { ends, open } = await kioskOverChannels();
    const session = await (await open()).signIn(TEST_OFFICER_ID, TEST_PIN);
    const recordId = await recordUpToReview(session.drafts);
    ends[0]!.close();
    await expect(session.drafts.seal(recordId)).rejects.toMatchObject({ code: 'RPC_CLOSED' });
    await until(() =>
      session.drafts.seal(recordId).then(
        () => true,
        () => false,
      ),
    );
  });

  test('upload progress of the shell reaches the queue while the packet is under way', async () => {
    const { shell, events, open } = await kioskOverChannels();
    const { promise: gate, resolve: finish } = Promise.withResolvers<void>();
    const { upload } = shell.api.centre;
    Object.assign(shell.api.centre, {
      upload: async (packetId: string) => {
        await events().uploadProgress(packetId, 512, 1024);
        await gate;
        await upload(packetId);
      },
    });
    const session = await (await open()).signIn(TEST_OFFICER_ID, TEST_PIN);
    await session.drafts.seal(await recordUpToReview(session.drafts));
    await until(async () => (await session.queue.entries())[0]?.sentBytes === 512);
    finish();
    await until(async () => (await session.queue.entries())[0]?.status === 'acknowledged');
  });

  test('report() writes a code to the shell’s log', async () => {
    const { shell, open } = await kioskOverChannels();
    (await open()).report('CAMERA_ABSENT');
    await until(async () => shell.reported.some(({ code }) => code === 'CAMERA_ABSENT'));
  });
});
