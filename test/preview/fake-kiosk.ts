import type { ActivationBundle, Officer, Resident } from '../../electron/contract/siak-api.ts';
import { CodedError } from '../../native-bridges/contract/errors.ts';
import type { Kiosk, RosterView, Session } from '../../renderer/features/session.ts';
import { FakeDevices } from './fake-devices.ts';
import { FakeDrafts } from './fake-drafts.ts';
import { FakeQueue } from './fake-queue.ts';
import type { Scenario } from './scenario.ts';

const PIN = '123456';

const OFFICERS: readonly Officer[] = [
  { officerId: 'op-1', name: 'Sri Rahayu', role: 'operator', pinVerifier: '' },
  { officerId: 'op-2', name: 'Bambang Wicaksono', role: 'operator', pinVerifier: '' },
  { officerId: 'vr-1', name: 'Agus Wibowo', role: 'verifikator', pinVerifier: '' },
];

/** Long enough for every key an officer may press meanwhile. */
const SLOW_MS = 1_000;

/** Longer than the screens are patient. */
const SHELL_BACK_MS = 8_000;

/** A promise that stays open, for looking at what a screen shows meanwhile. */
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/** A kiosk in memory: no shell, no device, no disk. Everything it knows is invented and the same each time. */
export function fakeKiosk(scenario: Scenario, residents: readonly Resident[]): Kiosk {
  const bundle = activationOf(scenario);
  const training = scenario.training === 'yes';
  const credentials = bundle.officers.map(({ officerId, name }) => ({ officerId, name, pin: PIN }));
  return {
    description: {
      shell: 'chromium-host',
      version: '0.1.0',
      forProduction: !training,
      training: training ? { credentials } : null,
    },
    activation: scenario.activated === 'yes' ? bundle : null,
    async activate(code) {
      if (code === 'SALAH') throw new CodedError('ACTIVATION_REFUSED');
      return bundle;
    },
    async signIn(officerId, pin) {
      if (scenario.signIn === 'slow') return never();
      if (pin !== PIN) throw new CodedError('PIN_WRONG');
      const officer = bundle.officers.find((candidate) => candidate.officerId === officerId);
      if (!officer) throw new CodedError('VAULT_NOT_SHARED');
      return fakeSession(scenario, bundle, officer, residents);
    },
    report: (code) => console.info(code),
    watchShell(changed) {
      if (scenario.shell !== 'there') changed('down');
      const back = scenario.shell === 'back' ? setTimeout(() => changed('up'), SHELL_BACK_MS) : undefined;
      return () => clearTimeout(back);
    },
  };
}

async function fakeSession(
  scenario: Scenario,
  { drive, training }: ActivationBundle,
  officer: Officer,
  residents: readonly Resident[],
): Promise<Session> {
  const queue = new FakeQueue(scenario);
  const drafts = new FakeDrafts(scenario, (size) => queue.add(size));
  if (scenario.drafts === 'some') await drafts.fill(residents);
  return {
    officer,
    drive,
    training,
    roster: fakeRoster(scenario, residents, drafts),
    drafts,
    devices: new FakeDevices(scenario),
    queue,
    alarms:
      scenario.alarms === 'some'
        ? [
            { code: 'PACKET_ADOPTED', sequence: 405 },
            { code: 'PACKET_MISSING', sequence: 398 },
            { code: 'SECOND_MEDIUM_MISSING', sequence: null },
          ]
        : [],
    lock: () => undefined,
  };
}

function fakeRoster(scenario: Scenario, residents: readonly Resident[], drafts: FakeDrafts): RosterView {
  let held = scenario.roster === 'full' ? residents : [];
  return {
    get size() {
      return held.length;
    },
    search(query, limit) {
      const words = query.toUpperCase().split(/\s+/).filter(Boolean);
      const matches = ({ name, nik }: Resident) =>
        words.every((word) => nik.startsWith(word) || name.split(' ').some((part) => part.startsWith(word)));
      return words.length === 0 ? [] : held.filter(matches).slice(0, limit);
    },
    async recordingOf(nik) {
      if (scenario.own === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
      if (scenario.own === 'failing') throw new CodedError('STORAGE_FAILED');
      return drafts.recordingOf(nik);
    },
    async refresh() {
      if (scenario.roster === 'unreadable') throw new CodedError('ROSTER_UNREADABLE');
      held = residents;
    },
  };
}

function activationOf(scenario: Scenario): ActivationBundle {
  return {
    kioskId: 'KIT-01',
    kioskKeyThumbprint: 'kiosk-key-1',
    training: scenario.training === 'yes',
    receiptKeys: [],
    packetRecipients: [],
    drive: {
      driveId: '5b0c9a52-6a0d-4c55-9d7e-3f3a0c1b2d4e',
      name: 'Jemput Bola SMA Negeri 1 Contoh',
      place: 'Kecamatan Jonggol, Kabupaten Bogor',
      districtCode: '32.01.06',
      firstDay: '2026-11-17',
      lastDay: '2026-11-19',
      target: 120,
    },
    officers: scenario.officers === '1' ? OFFICERS.slice(0, 1) : [...OFFICERS],
    issuedAt: '2026-11-16T01:00:00.000Z',
  };
}
