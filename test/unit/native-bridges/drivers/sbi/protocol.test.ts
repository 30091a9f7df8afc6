import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Bytes } from '../../../../../native-bridges/contract/bytes.ts';
import { isCoded } from '../../../../../native-bridges/contract/errors.ts';
import { FINGER_POSITIONS } from '../../../../../native-bridges/contract/modality.ts';
import {
  captureRequest,
  FINGER_SUB_TYPES,
  kindOf,
  parseCapture,
  parseDeviceInfos,
  parseDiscovery,
  readUnsignedDigitalId,
} from '../../../../../native-bridges/drivers/sbi/protocol.ts';

const json = (value: unknown): Bytes => Uint8Array.from(Buffer.from(JSON.stringify(value)));

const IDENTITY = {
  serialNo: '1234567890',
  make: 'MOSIP',
  model: 'SLAP01',
  type: 'Finger',
  deviceSubType: 'Slap',
  deviceProviderId: 'MOSIP.PROXY.SBI',
};

const DISCOVERED = {
  deviceId: '2',
  deviceStatus: 'Ready',
  certification: 'L0',
  serviceVersion: '0.9.5',
  deviceSubId: ['1', '2', '3'],
  callbackId: 'http://127.0.0.1:4501/',
  digitalId: Buffer.from(JSON.stringify(IDENTITY)).toString('base64url'),
  deviceCode: 'b692b595-3523-slap-99fc-bd76e35f190f',
  specVersion: ['0.9.5'],
  purpose: 'Registration',
  error: null,
};

test('a capture request is the one of the interface, numbers as strings', () => {
  const request = captureRequest(
    {
      kind: 'slap',
      deviceId: '2',
      deviceSubId: '1',
      expected: ['Left IndexFinger', 'Left MiddleFinger', 'Left LittleFinger'],
      exceptions: ['Left RingFinger'],
      requestedScore: 40,
      env: 'Staging',
      purpose: 'Registration',
      specVersion: '0.9.5',
      transactionId: 'a1b2c3d4-0001',
      previousHash: '',
      timeout: 10_000,
    },
    new Date('2025-01-31T08:15:30.123Z'),
  );
  expect(JSON.stringify(request)).toBe(
    '{"env":"Staging","purpose":"Registration","specVersion":"0.9.5","timeout":"10000",' +
      '"captureTime":"2025-01-31T08:15:30.123Z","transactionId":"a1b2c3d4-0001","bio":[{"type":"Finger","count":"3",' +
      '"bioSubType":[],"exception":["Left RingFinger"],"requestedScore":"40","deviceId":"2","deviceSubId":"1",' +
      '"previousHash":""}],"customOpts":null}',
  );
});

test('every finger has a sub-type of its own', () => {
  const positions = Object.keys(FINGER_POSITIONS);
  expect(Object.keys(FINGER_SUB_TYPES).sort()).toEqual(positions.sort());
  expect(new Set(Object.values(FINGER_SUB_TYPES)).size).toBe(10);
});

test('a discovered device is read, what is none beside it is left out', () => {
  const read = parseDiscovery(json([{ deviceId: 7 }, DISCOVERED, null]));
  expect(read).toMatchObject([{ deviceId: '2', deviceStatus: 'Ready', specVersion: ['0.9.5'] }]);
  const identity = readUnsignedDigitalId(read[0]!.digitalId);
  expect(identity).toEqual(IDENTITY);
  expect(kindOf(identity!)).toBe('slap');
  expect(kindOf({ ...IDENTITY, deviceSubType: 'Single' })).toBeNull();
});

test('the digital id of a signed answer is read for showing, an unreadable one is none', () => {
  expect(readUnsignedDigitalId(`e30.${DISCOVERED.digitalId}.AAAA`)).toEqual(IDENTITY);
  expect(readUnsignedDigitalId('%%%')).toBeNull();
});

test.each([
  ['100', 'SBI_NOT_READY'],
  ['101', 'SBI_TIMEOUT'],
  ['110', 'SBI_NOT_READY'],
  ['111', 'DEVICE_BUSY'],
  ['701', 'SBI_TIMEOUT'],
  ['703', 'DEVICE_BUSY'],
  ['705', 'SBI_NOT_READY'],
  ['999', 'SBI_DEVICE_ERROR'],
])('device error %s is %s, as text or as a number', (errorCode, code) => {
  const answer = (value: string | number) => json({ biometrics: [{ data: null, error: { errorCode: value } }] });
  for (const value of [errorCode, Number(errorCode)]) {
    expect(() => parseCapture(answer(value))).toThrow(expect.objectContaining({ code }));
  }
});

test('whatever a service answers, it is read or refused with a code', () => {
  const near = fc.record(
    {
      biometrics: fc.array(fc.record({ data: fc.jsonValue(), hash: fc.jsonValue(), error: fc.jsonValue() })),
      deviceInfo: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  const anyBody = fc.oneof(
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Uint8Array.from(bytes)),
    fc.jsonValue().map(json),
    near.map(json),
    fc.array(fc.oneof(fc.jsonValue(), near)).map(json),
  );
  fc.assert(
    fc.property(anyBody, (body) => {
      for (const parse of [parseDiscovery, parseDeviceInfos, parseCapture]) {
        try {
          expect(Array.isArray(parse(body))).toBe(true);
        } catch (error) {
          if (!isCoded(error)) throw error;
        }
      }
    }),
    { numRuns: 2_000 },
  );
});
