import { crc32, deflateSync } from 'node:zlib';
import type { Resident } from '../../electron/contract/siak-api.ts';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import type { FingerCapture } from '../../native-bridges/contract/capture.ts';
import type { FingerPosition } from '../../native-bridges/contract/modality.ts';
import type { Drafts, SignatureStroke } from '../../renderer/features/session.ts';
import { type InventedPrint, inventPrint } from '../synthetic/prints.ts';

/** Somebody who does not exist, with a name and a number that a byte search cannot meet by chance. */
export const inventedResident: Resident = {
  nik: '3275014107969731',
  familyCardNumber: '3275010112159031',
  name: 'Zulaikhaningrum Qoriwidjaya',
  sex: 'female',
  birthPlace: 'Bekasi',
  birthDate: '1996-07-01',
  citizenship: 'WNI',
  religionCode: 1,
  maritalStatusCode: 2,
  bloodTypeCode: 4,
  occupationCode: 84,
  address: 'Jl. Kenanga Wulung 7',
  rt: '003',
  rw: '011',
  villageCode: '32.75.01.1001',
  villageName: 'Bekasi Jaya',
  districtName: 'Bekasi Timur',
  regencyName: 'Kota Bekasi',
  provinceName: 'Jawa Barat',
  recordingStatus: 'UNREGISTERED',
};

/** The smallest baseline JPEG: one grey pixel, JFIF 1.01. */
export const smallJpeg: Bytes = Uint8Array.from(
  Buffer.from(
    'ffd8ffe000104a46494600010100000100010000ffdb004300' +
      '08060607060508070707090908' +
      '0a0c140d0c0b0b0c1912130f141d1a1f1e1d1a1c1c20242e2720222c231c1c2837292c30313434341f27393d38323c2e333432' +
      'ffc0000b080001000101011100ffc4001f0000010501010101010100000000000000000102030405060708090a0b' +
      'ffda0008010100003f00d2cf20ffd9',
    'hex',
  ),
);

/** The smallest grey PNG. */
export const smallPng: Bytes = Uint8Array.from(
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', Buffer.from('00000001000000010800000000', 'hex')),
    pngChunk('IDAT', deflateSync(Buffer.from([0, 0]))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]),
);

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

export const inventedStrokes: readonly SignatureStroke[] = [
  {
    points: [
      { x: 10, y: 12, pressure: 0.4, t: 0 },
      { x: 42, y: 31, pressure: 0.6, t: 16 },
    ],
  },
];

const inventedPrints = new Map<number, InventedPrint>();

/** A print takes a while to grow; the same seed gives the same one. */
function printOf(seed: number): InventedPrint {
  const print = inventedPrints.get(seed) ?? inventPrint({ seed, width: 256, height: 288 });
  inventedPrints.set(seed, print);
  return print;
}

/** A capture of the ZFM family's size. */
export function inventedCapture(position: FingerPosition, seed: number, score = 70): FingerCapture {
  const { width, height, pixels } = printOf(seed);
  return {
    modality: 'fingerprint',
    position,
    image: { width, height, ppi: 500, pixels },
    quality: { coverage: 0.6, contrast: 60, score },
    device: { deviceId: 'zfm-1', model: 'ZFM-20', serial: null, simulated: true },
  };
}

const prints = [inventedCapture('right-index', 11), inventedCapture('left-index', 12)];

/** Takes a resident through every step up to review. @returns the record's id */
export async function recordUpToReview(drafts: Drafts, resident = inventedResident, again = false): Promise<string> {
  const { recordId, biodata } = await drafts.start(resident, again);
  await drafts.saveBiodata(recordId, biodata, []);
  await drafts.confirmBiodata(recordId);
  await drafts.goTo(recordId, 'photo');
  await drafts.savePhoto(recordId, smallJpeg);
  await drafts.approvePhoto(recordId);
  await drafts.goTo(recordId, 'signature');
  await drafts.saveSignature(recordId, smallPng, inventedStrokes);
  await drafts.goTo(recordId, 'fingers');
  for (const print of prints) await drafts.saveFinger(recordId, print);
  await drafts.goTo(recordId, 'review');
  return recordId;
}
