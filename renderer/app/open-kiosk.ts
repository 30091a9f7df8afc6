import { shellError } from '../../electron/contract/errors.ts';
import { type ShellApi, shellContract, shellEventContract } from '../../electron/contract/shell-contract.ts';
import { connectReconnectingRpc } from '../../native-bridges/rpc/reconnecting-rpc.ts';
import { DeviceClient } from '../devices/device-client.ts';
import { rendererError } from '../domain/errors.ts';
import type { Kiosk, Session } from '../features/session.ts';
import { EnrolmentDatabase } from '../storage/enrolment-database.ts';
import { requestPersistence } from '../storage/persistence.ts';
import { type KioskParts, productionParts } from './kiosk-parts.ts';
import { type OpenedSession, openSession } from './session/open-session.ts';

/** A kiosk that can be put away, for tests and for a page that is left. */
export interface OpenKiosk extends Kiosk {
  close(): void;
}

/**
 * Connects to shell and device host and asks the shell what this kiosk is. A shell or host that goes away later is
 * connected again; until then calls fail with `RPC_CLOSED` and `DEVICE_HOST_DOWN`.
 *
 * @param replaced parts that a test puts in the place of production's
 * @throws CodedError `RPC_CLOSED` where the shell is not there
 */
export async function openKiosk(replaced: Partial<KioskParts> = {}): Promise<OpenKiosk> {
  const parts: KioskParts = { ...productionParts(), ...replaced };
  const { openChannel, clock } = parts;
  const wait = (milliseconds: number) => new Promise<void>((resolve) => void clock.after(milliseconds, resolve));
  let current: OpenedSession | null = null;
  const shellWatchers = new Set<(state: 'up' | 'down') => void>();

  const shellRpc = connectReconnectingRpc({
    open: () => openChannel('shell'),
    wait,
    local: shellEventContract,
    remote: shellContract,
    implementation: {
      events: {
        uploadProgress: async (packetId, sentBytes, _packetBytes) => {
          current?.noteProgress(packetId, sentBytes);
        },
      },
    },
    onState: (state) => {
      for (const changed of shellWatchers) changed(state);
    },
    onFault: ({ code, procedure }) => console.warn(code, procedure),
  });
  const shell: ShellApi = shellRpc.remote;
  const devices = new DeviceClient({
    open: () => openChannel('devices'),
    wait,
    onFault: ({ code, procedure }) => console.warn(code, procedure),
  });
  const report = (code: string, sequence: number | null) => {
    // A log that cannot be reached must not stop what was being logged.
    shell.diagnostics.report(code, sequence).catch(() => console.warn(code));
  };

  const description = await shell.kiosk.describe();
  let activation = await shell.kiosk.activation();
  const database = new EnrolmentDatabase(parts.databaseName, parts.indexedDb);
  if (!(await requestPersistence(navigator.storage))) report('STORAGE_NOT_PERSISTENT', null);

  return {
    description,
    get activation() {
      return activation;
    },
    async activate(code) {
      activation = await shell.kiosk.activate(code);
      return activation;
    },
    async signIn(officerId, pin): Promise<Session> {
      // In training the shell activates itself as soon as the centre can be reached, which may be after we asked.
      activation ??= await shell.kiosk.activation();
      if (!activation) throw shellError('KIOSK_NOT_ACTIVATED');
      const officer = activation.officers.find((candidate) => candidate.officerId === officerId);
      if (!officer) throw rendererError('PIN_WRONG');
      current?.session.lock();
      current = await openSession({ ...parts, officer, pin, activation, shell, devices, database, report });
      return current.session;
    },
    report: (code) => report(code, null),
    watchShell(changed) {
      shellWatchers.add(changed);
      return () => shellWatchers.delete(changed);
    },
    close() {
      current?.session.lock();
      devices.close();
      shellRpc.close();
      database.close();
    },
  };
}
