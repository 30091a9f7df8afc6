import { onTestFinished } from 'vitest';
import { SyncEngine } from '../../renderer/sync/engine.ts';
import { inventedResident, recordUpToReview } from './invented-record.ts';
import { createRig, type KioskRig } from './kiosk-rig.ts';

/** In milliseconds. */
export const MINUTE = 60_000;

/** An engine over the rig; stopped when the test ends. */
export function engineOf(
  rig: KioskRig,
  change: { cancelUpload?: (packetId: string) => Promise<void> } = {},
): SyncEngine {
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
export async function untilAsleep({ clock }: KioskRig): Promise<void> {
  while (clock.nextTimerIn === null) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets the virtual time pass, and the engine do all that falls into it. */
export async function advance(rig: KioskRig, milliseconds: number): Promise<void> {
  const end = rig.clock.now() + milliseconds;
  for (;;) {
    await untilAsleep(rig);
    const next = rig.clock.nextTimerIn!;
    if (rig.clock.now() + next > end) break;
    rig.clock.advance(next);
  }
  rig.clock.advance(end - rig.clock.now());
}

/** A kiosk with this many packets waiting. */
export async function rigWithPackets(count: number): Promise<KioskRig> {
  const rig = await createRig();
  for (let index = 0; index < count; index++) {
    const nik = String(3275014107969731n + BigInt(index));
    await rig.drafts.seal(await recordUpToReview(rig.drafts, { ...inventedResident, nik }));
  }
  return rig;
}

/** How often an upload was begun. */
export const uploads = ({ shell }: KioskRig) => shell.calls.filter((call) => call === 'upload').length;
/** Of every entry, by number. */
export const statuses = async ({ outbox }: KioskRig) => (await outbox.entries()).map(({ status }) => status);
