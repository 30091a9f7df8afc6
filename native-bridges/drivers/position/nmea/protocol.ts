import type { FixQuality, PositionFix } from '../../../contract/position-receiver.ts';
import type { NmeaSentence } from '../../../framing/nmea.ts';
import type { NmeaProperties } from './properties.ts';

/** Degrees, north and east positive. */
interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** Global positioning system fix data: where, and how well. */
export interface Gga {
  /** UTC, ms since midnight; null before the receiver knows it. */
  readonly timeOfDay: number | null;
  readonly coordinates: Coordinates | null;
  readonly quality: number;
  readonly satellites: number | null;
  readonly hdop: number | null;
}

/** Recommended minimum data: when, and whether the receiver itself trusts it. */
export interface Rmc {
  readonly timeOfDay: number | null;
  /** UTC midnight of the day, ms since 1970. */
  readonly day: number | null;
  readonly isValid: boolean;
  readonly coordinates: Coordinates | null;
}

const MINUTE_MS = 60_000;

/**
 * GGA's quality field. Kept are positions measured by satellites. Not kept are 0 (none), 6 (estimated from the last
 * speed), 7 (typed in by hand) and 8 (the receiver's simulator).
 */
const KEPT_QUALITIES: ReadonlyMap<number, FixQuality> = new Map([
  [1, 'satellite'],
  [2, 'differential'],
  [3, 'precise'],
  [4, 'rtk'],
  [5, 'float-rtk'],
]);

/** GGA and RMC of one epoch come from one computation: they may differ by their rounding and by nothing else. */
const MAX_DIFFERENCE_DEGREES = 0.001;

/** Reads a GGA sentence of any talker; null for other sentences. A field that is empty or impossible is null. */
export function readGga({ address, fields }: NmeaSentence): Gga | null {
  if (!/^(?!P)..GGA$/.test(address) || fields.length !== 14) return null;
  const [time, latitude, northSouth, longitude, eastWest, quality, satellites, hdop] = fields;
  return {
    timeOfDay: readTime(time!),
    coordinates: readCoordinates(latitude!, northSouth!, longitude!, eastWest!),
    quality: readNumber(quality!) ?? 0,
    satellites: readNumber(satellites!),
    hdop: readNumber(hdop!),
  };
}

/** Reads an RMC sentence of any talker, old (11 fields) or new (with mode and navigation status); null for others. */
export function readRmc({ address, fields }: NmeaSentence): Rmc | null {
  if (!/^(?!P)..RMC$/.test(address) || fields.length < 11 || fields.length > 13) return null;
  const [time, status, latitude, northSouth, longitude, eastWest, , , date] = fields;
  return {
    timeOfDay: readTime(time!),
    day: readDay(date!),
    isValid: status === 'A',
    coordinates: readCoordinates(latitude!, northSouth!, longitude!, eastWest!),
  };
}

/** Whether both speak of the same instant. */
export const isOneEpoch = (gga: Gga, rmc: Rmc): boolean => gga.timeOfDay !== null && gga.timeOfDay === rmc.timeOfDay;

/**
 * Judges one epoch.
 *
 * @returns the position, or in a few words why it is not kept
 */
export function judgeEpoch(
  gga: Gga,
  rmc: Rmc,
  { maxHdop, earliestInstant }: Pick<NmeaProperties, 'maxHdop' | 'earliestInstant'>,
): Omit<PositionFix, 'device'> | string {
  const quality = KEPT_QUALITIES.get(gga.quality);
  if (!quality) return `quality ${gga.quality}`;
  if (!rmc.isValid) return 'receiver warns';
  const { coordinates, satellites, hdop } = gga;
  if (!coordinates || !rmc.coordinates || satellites === null) return 'fields missing';
  if (hdop === null || hdop <= 0 || hdop > maxHdop) return `HDOP ${hdop ?? 'missing'}`;
  if (!areNear(coordinates, rmc.coordinates)) return 'GGA and RMC differ';
  if (gga.timeOfDay === null || rmc.day === null) return 'date missing';
  const instant = rmc.day + gga.timeOfDay;
  if (instant < earliestInstant) return 'date impossible';
  return { ...coordinates, instant: new Date(instant).toISOString(), quality, hdop, satellites };
}

const areNear = (one: Coordinates, other: Coordinates) =>
  Math.abs(one.latitude - other.latitude) <= MAX_DIFFERENCE_DEGREES &&
  Math.abs(one.longitude - other.longitude) <= MAX_DIFFERENCE_DEGREES;

function readNumber(field: string): number | null {
  return /^\d+(\.\d+)?$/.test(field) ? Number(field) : null;
}

/** `hhmmss` with or without a fraction. */
function readTime(field: string): number | null {
  const [, hours, minutes, seconds] = /^(\d\d)(\d\d)(\d\d(?:\.\d+)?)$/.exec(field)?.map(Number) ?? [];
  if (hours === undefined || minutes === undefined || seconds === undefined) return null;
  if (hours > 23 || minutes > 59 || seconds >= 60) return null;
  return (hours * 60 + minutes) * MINUTE_MS + Math.round(seconds * 1000);
}

/** `ddmmyy`, of this century. */
function readDay(field: string): number | null {
  const [, day, month, year] = /^(\d\d)(\d\d)(\d\d)$/.exec(field)?.map(Number) ?? [];
  if (day === undefined || month === undefined || year === undefined) return null;
  const date = new Date(Date.UTC(2000 + year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : null;
}

function readCoordinates(
  latitude: string,
  northSouth: string,
  longitude: string,
  eastWest: string,
): Coordinates | null {
  const north = readDegrees(latitude, 2, 90, northSouth, 'NS');
  const east = readDegrees(longitude, 3, 180, eastWest, 'EW');
  return north === null || east === null ? null : { latitude: north, longitude: east };
}

/** `ddmm.mmmm` or `dddmm.mmmm`, and the half of the globe: the second letter of `halves` is the negative one. */
function readDegrees(field: string, digits: number, max: number, half: string, halves: string): number | null {
  if (half.length !== 1 || !halves.includes(half) || !/^\d+(\.\d+)?$/.test(field)) return null;
  if (field.split('.')[0]!.length !== digits + 2) return null;
  const minutes = Number(field.slice(digits));
  const degrees = Number(field.slice(0, digits)) + minutes / 60;
  if (minutes >= 60 || degrees > max) return null;
  return half === halves[1] ? -degrees : degrees;
}
