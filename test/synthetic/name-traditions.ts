/** Words that names of one region are made of, as they stand on a KTP-el: capitals, Latin letters. */
export interface NameTradition {
  /** One-word names of people born before about 1980; must be accepted though Permendagri 73/2022 now asks for two. */
  readonly single: Words;
  readonly first: Words;
  readonly last: Words;
  /** Clan or family names that a child shares with the father; empty where there are none. */
  readonly family: readonly string[];
  /** Religion codes (agama: 1 Islam, 2 Kristen, 3 Katholik, 4 Hindu, 5 Budha, 7 Kepercayaan) and how frequent they are. */
  readonly religions: readonly (readonly [code: number, weight: number])[];
  /** Province codes where such people are usually born if not in the drive's own regency. */
  readonly homeProvinces: readonly string[];
}

interface Words {
  readonly male: readonly string[];
  readonly female: readonly string[];
}

const words = (male: string, female: string): Words => ({ male: male.split(' '), female: female.split(' ') });
const list = (names: string): readonly string[] => names.split(' ');

/** First names that follow the religion rather than the region. Apostrophes stand in many old records. */
export const RELIGIOUS_FIRST_NAMES: Readonly<Record<'islam' | 'christian', Words>> = {
  islam: words(
    "MUHAMMAD AHMAD ABDUL NUR MA'RUF MA'MUN ILHAM FAJAR RIZKY ZAINAL SYAHRUL RA'UF HASAN IBRAHIM YUSUF FAISAL",
    "SITI NUR NUR'AINI SA'DIYAH FATIMAH AISYAH HALIMAH ROHANI JUMRIAH MUSDALIFAH KHADIJAH RAHMA JUM'AH NADIA ZAHRA",
  ),
  christian: words(
    'YOHANES PAULUS MARKUS STEFANUS DANIEL YAKOBUS ANDREAS SAMUEL KRISTIAN ALFRED PETRUS THOMAS',
    'MARIA ELISABETH YULIANA MARTHA RUTH DEBORA KRISTINA MAGDALENA AGUSTINA LIDIA YOSEFINA ESTER',
  ),
};

/** Traditions by name. Combinations are drawn at random: a likeness to a living person is chance. */
export const NAME_TRADITIONS = {
  javanese: {
    single: words(
      'SUPARMAN NGATIJO SUWARNO TUKIMIN PONIRAN WAGIMIN SARNO KASIMAN SLAMET PAIJO',
      'SUPARMI NGATINAH SULASTRI TUKIYEM PONIYEM WAGIYEM SARINAH KASIYEM SUTINI PAINEM',
    ),
    first: words(
      'AGUS BAMBANG JOKO BUDI HERU EKO DWI TRI SIGIT BAYU DIMAS WAHYU',
      'SRI ENDANG DWI TRI WAHYU RATNA INDAH DEWI PUJI RETNO ANIS LESTARI',
    ),
    last: words(
      'SANTOSO PRASETYO WIBOWO NUGROHO HARTONO SUSILO RAHARJO WIDODO SAPUTRO PAMUNGKAS KURNIAWAN',
      'WULANDARI ASTUTI RAHAYU HANDAYANI LESTARI NINGSIH PUSPITASARI UTAMI SETYOWATI PERTIWI',
    ),
    family: [],
    religions: [
      [1, 0.955],
      [2, 0.02],
      [3, 0.015],
      [5, 0.005],
      [7, 0.005],
    ],
    homeProvinces: ['33', '34', '35'],
  },
  sundanese: {
    single: words('UJANG KARNA SUHERMAN ENDANG OHIM', 'ENTIN CICIH IMAS OOM ENUNG'),
    first: words(
      'ASEP UJANG DADANG CECEP DEDEN AANG YANA GILANG RIDWAN',
      'NENENG EUIS TETI IIS YANI LILIS RINA INTAN SALSA',
    ),
    last: words('SUPRIATNA HIDAYAT GUNAWAN SOPANDI MULYANA RAMDANI', 'NURJANAH KOMALASARI SUMIATI ROHAYATI MAULIDA'),
    family: [],
    religions: [
      [1, 0.985],
      [2, 0.012],
      [7, 0.003],
    ],
    homeProvinces: ['32', '36'],
  },
  bugis: {
    single: words(
      "BACO LAMBO AMBO' MAPPA SAKKA PALLAWA DALLE TAHE LATANG",
      "BECCE INDO' HASNAH TASSE MINASA HAWANG I'SA TIMANG CABE",
    ),
    first: words(
      'ANDI AMIRUDDIN SYAMSUDDIN BAHARUDDIN AMBO TENRI RUSLAN ARFAN IRWAN SUDIRMAN AKBAR ALFIAN',
      'ANDI HASNI ROSMINI TENRI SUARNI MARDIANA SRIWAHYUNI FITRIANI WAHIDA RESKI ALDA',
    ),
    last: words(
      'MAPPANGARA MAPPASOMBA PAWELLOI PALALLOI MUSTAKIM RAHMAN SALAM HAMID ANUGRAH PRATAMA',
      'TENRIOLA TENRIAWARU MASSEWA HAMID SALAM RAMADHANI AULIAH NINGSIH PUTRI',
    ),
    family: [],
    religions: [
      [1, 0.995],
      [2, 0.005],
    ],
    homeProvinces: ['73', '74', '76'],
  },
  toraja: {
    single: words("SESA SAMPE LAI' TANDI DATU RERUNG", "LAI' RANTE BUA' LINO TASIK BULAAN"),
    first: words(
      'RANTE TANDI MESAK YUSUF NATAN OKTAVIANUS FERDY ARIS WELEM',
      'RANTE MERI HERLIN SELVI NOVITA YULIN DORCE ADRIANA MEYKE',
    ),
    last: words('LINGGI BULU TANGKE', 'LINGGI BUNGA SULO'),
    family: list("PABEBANG SALURAPA ALLO LAYUK PASANGKA TANDIRERUNG SAMPETODING PALIMBONG KALA' TODINGALLO BATARA"),
    religions: [
      [2, 0.74],
      [3, 0.17],
      [1, 0.08],
      [7, 0.01],
    ],
    homeProvinces: ['73'],
  },
  balinese: {
    single: words('KETUT NYOMAN', 'KETUT NYOMAN'),
    first: {
      male: ['I WAYAN', 'I MADE', 'I NYOMAN', 'I KETUT', 'I PUTU', 'I GEDE', 'I KADEK', 'I KOMANG'],
      female: ['NI WAYAN', 'NI MADE', 'NI NYOMAN', 'NI KETUT', 'NI PUTU', 'NI LUH', 'NI KADEK', 'NI KOMANG'],
    },
    last: words(
      'SUDIANA ARTAWAN SUWITRA MERTAYASA WIDIANTARA SUARDIKA ADNYANA PUTRAWAN MAHENDRA',
      'ARINI SUASTINI WIDIASIH ASTITI PUSPAWATI SUKERTI CAHYANI PRADNYANI MELATI',
    ),
    family: [],
    religions: [
      [4, 0.955],
      [1, 0.025],
      [2, 0.02],
    ],
    homeProvinces: ['51', '52'],
  },
  batak: {
    single: words('TOGAR SAHALA MANGIRING', 'TIUR TIOLINA LAMTIUR'),
    first: words('PARLINDUNGAN TOGAR BINSAR HOTMAN JONATHAN RONALD', 'TIURMA ROSMAULI DUMA HOTNIDA YOHANA RIRIS'),
    last: words('MANGATUR PARULIAN', 'ROHANA MARLINA'),
    family: list('SIMANJUNTAK SITUMORANG HUTAGALUNG NAINGGOLAN SIREGAR PANJAITAN SINAGA LUBIS HARAHAP'),
    religions: [
      [2, 0.55],
      [3, 0.12],
      [1, 0.33],
    ],
    homeProvinces: ['12'],
  },
  malay: {
    single: words("UDIN MASRI LAKIM SA'AD JAPAR", 'ROBIAH SAODAH MARIAM JAMILAH ROHAYA'),
    first: words(
      'SYAFRIZAL HENDRI YUSRIZAL DONI RAHMAT ARIFIN TEUKU HERMAN RIZAL',
      'YUSNIDAR DESMAWATI RATNA MURNI CUT YENI ELVI NOVI RISKA',
    ),
    last: words(
      "HAKIM SYAH PUTRA IDRIS CHANIAGO FADHILLAH SA'BANA MAHDI",
      "WARDANI SARI YANTI HASANAH MAULIDA OKTAVIA SA'BANIAH",
    ),
    family: [],
    religions: [
      [1, 0.98],
      [5, 0.012],
      [2, 0.008],
    ],
    homeProvinces: ['11', '13', '14', '16', '63'],
  },
  dayak: {
    single: words('LENCAU UGANG BAWING', 'BUNGAN URAI LIDING'),
    first: words('YULIUS HERMANUS AGUSTINUS DOMINIKUS LAWING', 'YULITA HERLINA MARTINA VERONIKA LUSIA'),
    last: words('JALUNG INGAN LUHAT BAYA', 'USUN LAING BULAN ANYE'),
    family: [],
    religions: [
      [2, 0.46],
      [3, 0.36],
      [1, 0.1],
      [7, 0.08],
    ],
    homeProvinces: ['61', '62', '64', '65'],
  },
  eastern: {
    single: words('LUKAS NAHAK MATHEOS', 'BERTHA DORTHEA YUBLINA'),
    first: words(
      'FRANSISKUS YOSEPH MELKIANUS OBET ELIAS BENYAMIN FREDRIK',
      'FRANSISKA ORPA MELANIA YUBELINA WELHELMINA NELCE SARLOTA',
    ),
    last: words('YANSEN ALOYSIUS', 'ROSALIA NOVIANTI'),
    family: list(
      "KOGOYA WENDA TABUNI MANUPUTTY LATUHERU TUHUMURY SERAN BERE NDOEN MANAFE TO'O WAROMI RUMBIAK WALUKOW LUMENTUT",
    ),
    religions: [
      [2, 0.58],
      [3, 0.34],
      [1, 0.08],
    ],
    homeProvinces: ['53', '71', '81', '91', '95'],
  },
} as const satisfies Readonly<Record<string, NameTradition>>;

export type TraditionName = keyof typeof NAME_TRADITIONS;

const BY_PROVINCE: readonly (readonly [provinces: string, mix: Mix])[] = [
  [
    '11 13 14 15 16 17 18 19 21',
    [
      ['malay', 0.62],
      ['javanese', 0.24],
      ['batak', 0.08],
      ['sundanese', 0.06],
    ],
  ],
  [
    '12',
    [
      ['batak', 0.5],
      ['javanese', 0.3],
      ['malay', 0.2],
    ],
  ],
  [
    '31 32 36',
    [
      ['sundanese', 0.6],
      ['javanese', 0.3],
      ['batak', 0.05],
      ['malay', 0.05],
    ],
  ],
  [
    '33 34 35',
    [
      ['javanese', 0.96],
      ['sundanese', 0.02],
      ['eastern', 0.02],
    ],
  ],
  [
    '51',
    [
      ['balinese', 0.86],
      ['javanese', 0.14],
    ],
  ],
  [
    '61 62 63 64 65',
    [
      ['malay', 0.42],
      ['dayak', 0.3],
      ['javanese', 0.2],
      ['bugis', 0.08],
    ],
  ],
  [
    '72 73 74 75 76',
    [
      ['bugis', 0.42],
      ['javanese', 0.22],
      ['toraja', 0.18],
      ['balinese', 0.15],
      ['eastern', 0.03],
    ],
  ],
  [
    '52 53 71 81 82 91 92 93 94 95 96',
    [
      ['eastern', 0.72],
      ['bugis', 0.14],
      ['javanese', 0.14],
    ],
  ],
];
type Mix = readonly (readonly [tradition: TraditionName, weight: number])[];

/** Who lives in a province, roughly: its own people and the transmigrants. Plausible, not a census. */
export function traditionsOf(provinceCode: string): Mix {
  return BY_PROVINCE.find(([provinces]) => provinces.split(' ').includes(provinceCode))?.[1] ?? [['javanese', 1]];
}
