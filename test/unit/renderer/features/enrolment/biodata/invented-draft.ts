import { type Draft, newDraft } from '../../../../../../renderer/domain/draft.ts';

/** A record just begun, of an invented resident. */
export function inventedDraft(): Draft {
  const biodata: Draft['biodata'] = {
    nik: '3201065203089007',
    familyCardNumber: '3201060101159001',
    name: 'SITI NURHALIZA',
    sex: 'female',
    birthPlace: 'Bogor',
    birthDate: '2008-03-12',
    citizenship: 'WNI',
    religionCode: 1,
    maritalStatusCode: 1,
    bloodTypeCode: 13,
    occupationCode: 3,
    address: 'Dusun Sukamaju',
    rt: '003',
    rw: '002',
    villageCode: '32.01.06.2001',
    villageName: 'Sukamaju',
    districtName: 'Jonggol',
    regencyName: 'Kabupaten Bogor',
    provinceName: 'Jawa Barat',
  };
  return newDraft(
    {
      recordId: '11111111-1111-4111-8111-111111111111',
      driveId: '22222222-2222-4222-8222-222222222222',
      officerId: 'op-1',
      startedAt: '2026-11-18T02:00:00.000Z',
    },
    biodata,
  );
}
