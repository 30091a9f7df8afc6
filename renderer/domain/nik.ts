import type { Biodata } from './biodata.ts';

/** A NIK taken apart: `PPKKCC DDMMYY SSSS`, the day raised by 40 for women. */
export interface NikParts {
  /** Kecamatan of the FIRST registration, `PP.KK.CC`; it never changes and may be a retired code. */
  readonly districtCode: string;
  readonly day: number;
  readonly month: number;
  /** Last two digits of the birth year; the century is not in the number. */
  readonly yearOfCentury: number;
  readonly sex: Biodata['sex'];
  readonly serial: number;
}

/** What looks odd about a NIK. Each is a warning: legitimate numbers differ in every one of these ways. */
const NIK_FINDINGS = [
  /** Not sixteen digits. */
  'NIK_NOT_SIXTEEN_DIGITS',
  /** Its date is no day of any calendar year. */
  'NIK_DATE_IMPOSSIBLE',
  /** Its date is not the birth date: often a birth date that was corrected after the number was given. */
  'NIK_BIRTH_DATE_DIFFERS',
  /** The day says the other sex. */
  'NIK_SEX_DIFFERS',
  /** First registered in another kecamatan than the address: most residents who ever moved. */
  'NIK_DISTRICT_DIFFERS',
  /** Serial numbers start at 0001. */
  'NIK_SERIAL_ZERO',
] as const;
export type NikFinding = (typeof NIK_FINDINGS)[number];

const FEMALE_DAY_OFFSET = 40;

/** The digits of a NIK as typed: spaces, dots and hyphens between groups are dropped. */
export function nikDigits(text: string): string {
  return text.replace(/[\s.-]/g, '');
}

/** Takes a NIK apart; null unless it is sixteen digits. Structure: two secondary sources agree. */
export function parseNik(text: string): NikParts | null {
  const digits = nikDigits(text);
  if (!/^\d{16}$/.test(digits)) return null;
  const dayField = Number(digits.slice(6, 8));
  const female = dayField > FEMALE_DAY_OFFSET;
  return {
    districtCode: `${digits.slice(0, 2)}.${digits.slice(2, 4)}.${digits.slice(4, 6)}`,
    day: female ? dayField - FEMALE_DAY_OFFSET : dayField,
    month: Number(digits.slice(8, 10)),
    yearOfCentury: Number(digits.slice(10, 12)),
    sex: female ? 'female' : 'male',
    serial: Number(digits.slice(12)),
  };
}

/** Digits in groups of 6-6-4 for reading aloud; text that is no NIK comes back as it is. */
export function formatNik(text: string): string {
  const digits = nikDigits(text);
  return /^\d{16}$/.test(digits) ? `${digits.slice(0, 6)} ${digits.slice(6, 12)} ${digits.slice(12)}` : text;
}

/**
 * What the officer should look at twice. Never a reason to refuse: there is no check digit, the region is frozen at
 * first registration, and a corrected birth date does not change the number.
 */
export function nikFindings(
  nik: string,
  { birthDate, sex, villageCode }: Pick<Biodata, 'birthDate' | 'sex' | 'villageCode'>,
): readonly NikFinding[] {
  const parts = parseNik(nik);
  if (!parts) return ['NIK_NOT_SIXTEEN_DIGITS'];
  const findings: NikFinding[] = [];
  if (!isCalendarDay(parts.day, parts.month)) findings.push('NIK_DATE_IMPOSSIBLE');
  else if (birthDate.slice(2) !== [parts.yearOfCentury, parts.month, parts.day].map(twoDigits).join('-')) {
    findings.push('NIK_BIRTH_DATE_DIFFERS');
  }
  if (parts.sex !== sex) findings.push('NIK_SEX_DIFFERS');
  if (villageCode.slice(0, 8) !== parts.districtCode) findings.push('NIK_DISTRICT_DIFFERS');
  if (parts.serial === 0) findings.push('NIK_SERIAL_ZERO');
  return findings;
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** 29 February counts: the century is not in the number, so its leap years cannot be known. */
function isCalendarDay(day: number, month: number): boolean {
  const longest = LONGEST_MONTHS[month - 1];
  return longest !== undefined && day >= 1 && day <= longest;
}
