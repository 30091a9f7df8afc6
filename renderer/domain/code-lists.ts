/**
 * Code lists of the population register, labels as the card and form F-1.01 print them. The roster carries codes;
 * these give their words. No official interface description is public: each list says where it comes from.
 */
export interface CodeList {
  /** Written into every packet, so that the centre can tell which list a code was taken from. */
  readonly version: string;
  /** Where the list comes from, and how sure it is. */
  readonly source: string;
  /** Labels by code; codes count from 1. */
  readonly labels: readonly string[];
  /** Codes whose label differs between sources: exchange the label together with the code. */
  readonly disputed: readonly number[];
}

/** Label of a code; null for a code that the list does not know, which is shown as a number and never refused. */
export function labelOf(list: CodeList, code: number): string | null {
  return list.labels[code - 1] ?? null;
}

/** The code of every label in list order, for a choice on screen. */
export function codesOf(list: CodeList): readonly { readonly code: number; readonly label: string }[] {
  return list.labels.map((label, index) => ({ code: index + 1, label }));
}

const numbers = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

export const RELIGIONS: CodeList = {
  version: 'agama-1',
  source: 'Form F-1.01; two independent public code tables agree.',
  labels: ['Islam', 'Kristen', 'Katolik', 'Hindu', 'Buddha', 'Khonghucu', 'Kepercayaan terhadap Tuhan YME'],
  disputed: [],
};

export const MARITAL_STATUSES: CodeList = {
  version: 'status-kawin-ktp-1',
  source: 'The four values printed on the card; the six of form F-1.01 map onto them.',
  labels: ['Belum kawin', 'Kawin', 'Cerai hidup', 'Cerai mati'],
  disputed: [],
};

export const BLOOD_TYPES: CodeList = {
  version: 'golongan-darah-1',
  source: 'Form F-1.01; two independent public code tables agree.',
  labels: ['A', 'B', 'AB', 'O', 'A+', 'A-', 'B+', 'B-', 'AB+', 'AB-', 'O+', 'O-', 'Tidak tahu'],
  disputed: [],
};

export const OCCUPATIONS: CodeList = {
  version: 'pekerjaan-99-permendagri-109-2019',
  source:
    'Permendagri 109/2019 has 99 occupations (Director General, 3 February 2026). Order of 1-30 and 36-88 agrees ' +
    'between sources; 31-35 are permuted in some, and the older list of 89 ends with 89 = Lainnya.',
  labels: [
    ...['Belum/tidak bekerja', 'Mengurus rumah tangga', 'Pelajar/mahasiswa', 'Pensiunan', 'Pegawai negeri sipil'],
    ...['Tentara Nasional Indonesia', 'Kepolisian RI', 'Perdagangan', 'Petani/pekebun', 'Peternak'],
    ...['Nelayan/perikanan', 'Industri', 'Konstruksi', 'Transportasi', 'Karyawan swasta', 'Karyawan BUMN'],
    ...['Karyawan BUMD', 'Karyawan honorer', 'Buruh harian lepas', 'Buruh tani/perkebunan'],
    ...['Buruh nelayan/perikanan', 'Buruh peternakan', 'Pembantu rumah tangga', 'Tukang cukur', 'Tukang listrik'],
    ...['Tukang batu', 'Tukang kayu', 'Tukang sol sepatu', 'Tukang las/pandai besi', 'Tukang jahit', 'Tukang gigi'],
    ...['Penata rias', 'Penata busana', 'Penata rambut', 'Mekanik', 'Seniman', 'Tabib', 'Paraji'],
    ...['Perancang busana', 'Penerjemah', 'Imam masjid', 'Pendeta', 'Pastor', 'Wartawan', 'Ustadz/mubalig'],
    ...['Juru masak', 'Promotor acara', 'Anggota DPR-RI', 'Anggota DPD', 'Anggota BPK', 'Presiden', 'Wakil presiden'],
    ...['Anggota Mahkamah Konstitusi', 'Anggota kabinet/kementerian', 'Duta besar', 'Gubernur', 'Wakil gubernur'],
    ...['Bupati', 'Wakil bupati', 'Wali kota', 'Wakil wali kota', 'Anggota DPRD provinsi'],
    ...['Anggota DPRD kabupaten/kota', 'Dosen', 'Guru', 'Pilot', 'Pengacara', 'Notaris', 'Arsitek', 'Akuntan'],
    ...['Konsultan', 'Dokter', 'Bidan', 'Perawat', 'Apoteker', 'Psikiater/psikolog', 'Penyiar televisi'],
    ...['Penyiar radio', 'Pelaut', 'Peneliti', 'Sopir', 'Pialang', 'Paranormal', 'Pedagang', 'Perangkat desa'],
    ...['Kepala desa', 'Biarawati', 'Wiraswasta', 'Anggota lembaga tinggi', 'Artis', 'Atlet', 'Chef', 'Manajer'],
    ...['Tenaga tata usaha', 'Operator', 'Pekerja pengolahan, kerajinan', 'Teknisi', 'Asisten ahli', 'Lainnya'],
  ],
  disputed: [...numbers(31, 35), ...numbers(89, 99)],
};

/** Versions of every list, as written into `biodata.json`. */
export const CODE_LIST_VERSIONS = {
  religion: RELIGIONS.version,
  maritalStatus: MARITAL_STATUSES.version,
  bloodType: BLOOD_TYPES.version,
  occupation: OCCUPATIONS.version,
} as const;
