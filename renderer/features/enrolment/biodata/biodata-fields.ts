import type { TFunction } from 'i18next';
import type { Biodata, BiodataField } from '../../../domain/biodata.ts';
import {
  BLOOD_TYPES,
  type CodeList,
  codesOf,
  labelOf,
  MARITAL_STATUSES,
  OCCUPATIONS,
  RELIGIONS,
} from '../../../domain/code-lists.ts';
import { formatNik } from '../../../domain/nik.ts';
import type { Formats } from '../../formats.ts';

/** Fields in the order in which they are read aloud: as on the card. Codes of places are not read. */
export const READ_FIELDS = [
  'name',
  'nik',
  'familyCardNumber',
  'sex',
  'birthPlace',
  'birthDate',
  'address',
  'rt',
  'rw',
  'villageName',
  'districtName',
  'regencyName',
  'provinceName',
  'religionCode',
  'maritalStatusCode',
  'bloodTypeCode',
  'occupationCode',
  'citizenship',
] as const satisfies readonly BiodataField[];

/** Fields that a recording may correct. Where somebody lives changes by moving, which is another service. */
export const EDITABLE_FIELDS = [
  'name',
  'nik',
  'familyCardNumber',
  'birthPlace',
  'birthDate',
  'sex',
  'religionCode',
  'maritalStatusCode',
  'bloodTypeCode',
  'occupationCode',
  'citizenship',
  'address',
  'rt',
  'rw',
] as const satisfies readonly BiodataField[];
export type EditableField = (typeof EDITABLE_FIELDS)[number];

const LISTS = {
  religionCode: RELIGIONS,
  maritalStatusCode: MARITAL_STATUSES,
  bloodTypeCode: BLOOD_TYPES,
  occupationCode: OCCUPATIONS,
} as const satisfies Partial<Record<BiodataField, CodeList>>;
export type CodedField = keyof typeof LISTS;

/** True for a field whose value is a code of a list. */
export function isCodedField(field: BiodataField): field is CodedField {
  return Object.hasOwn(LISTS, field);
}

/** The choices of a coded field; a code that the list does not know stays choosable as what it is. */
export function choicesOf(field: CodedField, current: number, t: TFunction): { value: string; label: string }[] {
  const known = codesOf(LISTS[field]).map(({ code, label }) => ({ value: String(code), label }));
  if (labelOf(LISTS[field], current) !== null) return known;
  return [{ value: String(current), label: t('biodata.unknownCode', { code: current }) }, ...known];
}

/** A value in words, as it is read aloud. */
export function spokenValue(biodata: Biodata, field: BiodataField, t: TFunction, formats: Formats): string {
  if (isCodedField(field)) {
    const code = biodata[field];
    return labelOf(LISTS[field], code) ?? t('biodata.unknownCode', { code });
  }
  switch (field) {
    case 'sex':
      return t(`biodata.sexes.${biodata.sex}`);
    case 'citizenship':
      return t(`biodata.citizenships.${biodata.citizenship}`);
    case 'birthDate':
      return formats.longDay(biodata.birthDate);
    case 'nik':
    case 'familyCardNumber':
      return formatNik(biodata[field]);
    default:
      return String(biodata[field]);
  }
}

/** The edited value put back into the biodata, numbers as numbers. */
export function withField(biodata: Biodata, field: EditableField, text: string): Biodata {
  if (isCodedField(field)) return { ...biodata, [field]: Number(text) };
  return { ...biodata, [field]: text };
}
