import { randomBytes } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import type { Drive, Officer, Resident } from '../../electron/contract/siak-api.ts';
import { readDistrict } from '../synthetic/regions.ts';
import { inventResidents } from '../synthetic/residents.ts';
import { type SeededRandom, seededRandom } from '../synthetic/seeded-random.ts';

/** An officer with the PIN that a kiosk shows in training, and that the gateway keeps as a verifier only. */
interface OfficerSeed extends Omit<Officer, 'pinVerifier'> {
  readonly pin: string;
}

/** What a gateway holds after its first start: one drive, its officers, its residents and the code that opens it. */
export interface TenantSeed {
  /** True: simulated captures are accepted. */
  readonly training: boolean;
  readonly activationCode: string;
  /** A code of the training tenant activates any number of kiosks; a real one activates one. */
  readonly codeIsReusable: boolean;
  readonly drive: Drive;
  readonly officers: readonly OfficerSeed[];
  readonly residents: readonly Resident[];
}

export interface TrainingTenantOptions {
  readonly seed: number;
  readonly residentCount: number;
  /** ISO date: first day of the drive, and the day on which ages hold. */
  readonly firstDay: string;
}

/** Wotu in Luwu Timur: a real kecamatan of transmigrants, where names, faiths and birth places mix as in a real queue. */
const DISTRICT = '73.24.06';

/** The training tenant: an invented drive in a real kecamatan. */
export async function inventTrainingTenant({
  seed,
  residentCount,
  firstDay,
}: TrainingTenantOptions): Promise<TenantSeed> {
  const random = seededRandom(seed);
  const { name } = await readDistrict(DISTRICT);
  const residents = await inventResidents({
    seed,
    count: residentCount,
    districtCode: DISTRICT,
    referenceDate: firstDay,
  });
  return {
    training: true,
    activationCode: 'LATIHAN-2026',
    codeIsReusable: true,
    drive: {
      driveId: inventUuid(random),
      name: `Jemput Bola ${name}`,
      place: 'Balai Desa Mekar Sari',
      districtCode: DISTRICT,
      firstDay,
      lastDay: daysAfter(firstDay, 2),
      target: Math.max(1, residents.filter(({ recordingStatus }) => recordingStatus === 'UNREGISTERED').length),
    },
    officers: [{ officerId: 'op-0117', name: 'Sri Rahayu', role: 'operator', pin: '246810' }],
    residents,
  };
}

/** Argon2id verifier as PHC string, 64 MiB and three passes: what the kiosk checks the first PIN against. */
export function makePinVerifier(pin: string): Promise<string> {
  return argon2id({
    password: pin,
    salt: randomBytes(16),
    memorySize: 65_536,
    iterations: 3,
    parallelism: 1,
    hashLength: 32,
    outputType: 'encoded',
  });
}

/** A UUID v4 by the rules, drawn from the seed: the same training drive has the same id on every machine. */
function inventUuid(random: SeededRandom): string {
  const hex = Array.from({ length: 32 }, () => random.integer(0, 15).toString(16)).join('');
  const variant = random.pick(['8', '9', 'a', 'b']);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function daysAfter(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}
