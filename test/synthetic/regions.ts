import { getDistricts, getProvinces, getRegencies, getVillages } from 'idn-area-data';

/** A kelurahan or desa, code `PP.KK.CC.XXXX`. */
export interface Village {
  readonly code: string;
  readonly name: string;
}

/** One kecamatan with what surrounds it, as Kepmendagri 300.2.2-2138/2025 lists it. */
export interface District {
  /** Code `PP.KK.CC`. */
  readonly code: string;
  readonly name: string;
  readonly regencyName: string;
  readonly provinceCode: string;
  readonly provinceName: string;
  readonly villages: readonly Village[];
  /** Codes of all kecamatan of the same kabupaten or kota, this one included. */
  readonly districtCodesOfRegency: readonly string[];
}

/** A kecamatan elsewhere, as the place of somebody's birth. */
export interface BirthDistrict {
  readonly code: string;
  /** Name of the kabupaten or kota without that word: what a birth place reads like. */
  readonly placeName: string;
}

/**
 * Reads one kecamatan from `idn-area-data` (data ODbL; read in place, never copied).
 *
 * @throws RangeError if the code is not a kecamatan of the pinned version
 */
export async function readDistrict(districtCode: string): Promise<District> {
  const [provinces, regencies, districts, villages] = await Promise.all([
    getProvinces(),
    getRegencies({ transform: true }),
    getDistricts({ transform: true }),
    getVillages({ transform: true }),
  ]);
  const district = districts.find(({ code }) => code === districtCode);
  const regency = regencies.find(({ code }) => code === district?.regencyCode);
  const province = provinces.find(({ code }) => code === regency?.provinceCode);
  if (!district || !regency || !province) throw new RangeError(`no kecamatan ${districtCode}`);
  return {
    code: district.code,
    name: district.name,
    regencyName: regency.name,
    provinceCode: province.code,
    provinceName: province.name,
    villages: villages
      .filter((village) => village.districtCode === districtCode)
      .map(({ code, name }) => ({ code, name })),
    districtCodesOfRegency: districts.filter(({ regencyCode }) => regencyCode === regency.code).map(({ code }) => code),
  };
}

/** All kecamatan of the given provinces, as birth places. */
export async function readBirthDistricts(provinceCodes: readonly string[]): Promise<readonly BirthDistrict[]> {
  const [regencies, districts] = await Promise.all([
    getRegencies({ transform: true }),
    getDistricts({ transform: true }),
  ]);
  const placeNames = new Map(regencies.map(({ code, name }) => [code, placeNameOf(name)]));
  return districts
    .filter(({ code }) => provinceCodes.includes(code.slice(0, 2)))
    .map(({ code, regencyCode }) => ({ code, placeName: placeNames.get(regencyCode) ?? '' }));
}

/** "Kabupaten Luwu Timur" → "Luwu Timur". */
export function placeNameOf(regencyName: string): string {
  return regencyName.replace(/^(Kabupaten|Kota) (Administrasi )?/, '');
}
