import { describe, expect, test } from 'vitest';
import { type HashedBlock, requireHashChain } from '../../../../../native-bridges/drivers/sbi/hash-chain.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const block = (hash: string): HashedBlock => ({ hash, record: bytes('abc'), payload: bytes('block') });

/** Computed by hand with sha256sum: SHA-256 of nothing, then each reading over the record `abc` or the payload `block`. */
const BYTES = 'BDDBDF7E9DF02F902EE5DD61B2B513D7566A2112FF97DB7DC3B6D184A43EF0E3';
const TEXT_CAPITALS = 'C30C358444A5B98CA0FB66A5A54556F3396B2BC048643C804F41BD00433AC1A3';
const TEXT_SMALL = '8c33fd29f4b0864f932b21884e957d55b9ddb7e2f096ff8dc0359e958f420959';
const NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

describe('a chain of one image', () => {
  test.each([
    ['bytes', BYTES, ''],
    ['bytes', BYTES.toLowerCase(), ''],
    ['bytes', BYTES, NOTHING],
    ['text', TEXT_CAPITALS, ''],
    ['text', TEXT_SMALL, ''],
  ] as const)('is read as %s: %s after "%s"', (reading, hash, previous) => {
    expect(requireHashChain([block(hash)], previous, ['bytes', 'text'])).toBe(reading);
    const other = reading === 'bytes' ? 'text' : 'bytes';
    expect(() => requireHashChain([block(hash)], previous, [other])).toThrow(/SBI_HASH_CHAIN/);
  });
});

test('both images must hold under one reading', () => {
  const [first, second] = [block(BYTES), block(BYTES)];
  expect(() => requireHashChain([first, second], '', ['bytes', 'text'])).toThrow(/SBI_HASH_CHAIN/);
  expect(() => requireHashChain([block(BYTES), block(TEXT_CAPITALS)], '', ['bytes', 'text'])).toThrow(/SBI_HASH_CHAIN/);
});

test('a kit without a reading accepts no chain', () => {
  expect(() => requireHashChain([block(BYTES)], '', [])).toThrow(/SBI_HASH_CHAIN/);
});
