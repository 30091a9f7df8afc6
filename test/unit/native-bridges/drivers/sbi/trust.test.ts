import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCoded } from '../../../../../native-bridges/contract/errors.ts';
import { readTrust, verifySignature } from '../../../../../native-bridges/drivers/sbi/trust.ts';
import { DeviceSigner } from '../../../../../native-bridges/simulators/sbi/signed-answers.ts';
import { makeAuthority, makeCredentials } from '../../../../support/sbi-bench.ts';

const authority = await makeAuthority('Invented authority');
const credentials = await makeCredentials(authority);
const trust = readTrust([authority.certificate], () => new Date());
const signed = new DeviceSigner(credentials).sign('{"score":44}');

test('a good signature gives its payload and its signer', async () => {
  const { payload, signer } = await verifySignature(signed, trust);
  expect(Buffer.from(payload).toString()).toBe('{"score":44}');
  expect(signer.raw).toEqual(new X509Certificate(credentials.certificate).raw);
});

test('a pinned device certificate is its own path', async () => {
  const pinned = readTrust([credentials.certificate], () => new Date());
  await expect(verifySignature(signed, pinned)).resolves.toBeDefined();
});

test('an anchor that is no certificate is told at once', () => {
  expect(() => readTrust(['none'], () => new Date())).toThrow();
});

test.each([
  ['SBI_SIGNATURE', { alg: 'none' }],
  ['SBI_SIGNATURE', { alg: 'HS256' }],
  ['SBI_CERTIFICATE', { alg: 'RS256' }],
  ['SBI_CERTIFICATE', { alg: 'RS256', x5c: [] }],
  ['SBI_CERTIFICATE', { alg: 'RS256', x5c: ['AAAA'] }],
  ['SBI_CERTIFICATE', { alg: 'RS256', x5c: Array.from({ length: 6 }, () => 'AAAA') }],
])('%s for the header %j', async (code, header) => {
  const [, payload, signature] = signed.split('.');
  const jws = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.${signature}`;
  await expect(verifySignature(jws, trust)).rejects.toMatchObject({ code });
});

test('no changed signature is accepted, whichever bit it is', async () => {
  const [header, payload, signature] = signed.split('.').map((part) => Buffer.from(part, 'base64url'));
  await fc.assert(
    fc.asyncProperty(fc.nat(2), fc.nat(), fc.integer({ min: 0, max: 7 }), async (which, where, bit) => {
      const parts = [header!, payload!, signature!].map((part) => Buffer.from(part));
      const changed = parts[which]!;
      changed[where % changed.length]! ^= 1 << bit;
      const jws = parts.map((part) => part.toString('base64url')).join('.');
      const error: unknown = await verifySignature(jws, trust).catch((refused: unknown) => refused);
      expect(isCoded(error, 'SBI_SIGNATURE', 'SBI_CERTIFICATE')).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('whatever stands in the place of a signature is refused with a code', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.base64String(), fc.constant('..')), async (jws) => {
      const error: unknown = await verifySignature(jws, trust).catch((refused: unknown) => refused);
      expect(isCoded(error, 'SBI_SIGNATURE', 'SBI_CERTIFICATE')).toBe(true);
    }),
  );
});
