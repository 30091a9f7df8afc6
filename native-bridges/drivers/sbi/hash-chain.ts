import { createHash } from 'node:crypto';
import { deviceError } from '../../contract/errors.ts';
import type { HashReading } from './properties.ts';

/** One image of a capture, as far as its hash is concerned. */
export interface HashedBlock {
  /** As delivered: 64 hexadecimal letters. */
  readonly hash: string;
  /** The image's record. */
  readonly record: Uint8Array;
  /** The signed data block: the payload of the signature, as signed. */
  readonly payload: Uint8Array;
}

const sha256 = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/**
 * Finds the reading under which the chain over all images holds. The chain begins with the hash of the capture before,
 * or with that of no bytes at all.
 *
 * @param readings tried in this order
 * @returns the reading
 * @throws CodedError `SBI_HASH_CHAIN` where none holds for every image
 */
export function requireHashChain(
  blocks: readonly HashedBlock[],
  previousHash: string,
  readings: readonly HashReading[],
): HashReading {
  const reading = readings.find((each) => holds(blocks, previousHash, each));
  if (reading === undefined) throw deviceError('SBI_HASH_CHAIN', `read as ${readings.join(', ')}`);
  return reading;
}

function holds(blocks: readonly HashedBlock[], previousHash: string, reading: HashReading): boolean {
  let previous = previousHash === '' ? sha256() : Buffer.from(previousHash, 'hex');
  return blocks.every((block) => {
    const expected = reading === 'bytes' ? sha256(previous, sha256(block.record)) : textHash(previous, block);
    previous = expected;
    return block.hash.toLowerCase() === expected.toString('hex');
  });
}

/** The specification does not say which case the letters have: a service hashes the ones that it also writes. */
function textHash(previous: Buffer, { hash, payload }: HashedBlock): Buffer {
  const letters = previous.toString('hex') + sha256(payload).toString('hex');
  return sha256(/[A-F]/.test(hash) ? letters.toUpperCase() : letters);
}
