import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { flattenedVerify, importJWK } from 'jose';
import { describe, expect, test } from 'vitest';
import { MANIFEST_JWS_TYPE, manifest as manifestShape } from '../../../../electron/contract/packet.ts';
import { isAuditChainIntact } from '../../../support/audit-chain.ts';
import {
  inventedCapture,
  inventedResident,
  recordUpToReview,
  smallJpeg,
  smallPng,
} from '../../../support/invented-record.ts';
import { createRig } from '../../../support/kiosk-rig.ts';
import { missingPrograms } from '../../../support/programs.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const missing = missingPrograms('age', 'unzip', 'sha256sum');

describe('a packet at the centre, with nothing of ours', () => {
  test.skipIf(missing)(
    `age opens it, unzip unpacks it, sha256sum and a JWS library verify it${missing ? `: ${missing}` : ''}`,
    async () => {
      const rig = await createRig();
      const recordId = await recordUpToReview(rig.drafts);
      const { packetId } = await rig.drafts.seal(recordId);

      const folder = temporaryFolder();
      const at = (...names: string[]) => join(folder, ...names);
      writeFileSync(at('identity.txt'), `${rig.centre.ageIdentity}\n`);
      writeFileSync(at('packet.age'), rig.shell.spooled.get(packetId)!.bytes);
      mkdirSync(at('unpacked'));
      execFileSync('age', ['-d', '-i', at('identity.txt'), '-o', at('packet.zip'), at('packet.age')]);
      execFileSync('unzip', ['-tq', at('packet.zip')]);
      execFileSync('unzip', ['-q', at('packet.zip'), '-d', at('unpacked')]);

      const names = execFileSync('unzip', ['-Z1', at('packet.zip')], { encoding: 'utf8' })
        .trim()
        .split('\n');
      expect(names).toEqual([
        'manifest.json',
        'manifest.jws',
        'biodata.json',
        'photo.jpg',
        'signature.png',
        'signature.json',
        'fingers/right-index.pgm',
        'fingers/left-index.pgm',
        'audit.jsonl',
      ]);

      const manifestBytes = readFileSync(at('unpacked', 'manifest.json'));
      const manifest = manifestShape.parse(JSON.parse(manifestBytes.toString()));
      expect(manifest.files.map(({ name }) => name)).toEqual(names.slice(2));
      const sums = manifest.files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
      const checked = execFileSync('sha256sum', ['--check', '-'], {
        cwd: at('unpacked'),
        input: sums,
        encoding: 'utf8',
      });
      expect(checked.match(/: OK$/gm)).toHaveLength(manifest.files.length);

      const [header, signature] = readFileSync(at('unpacked', 'manifest.jws'), 'utf8').split('..');
      const jws = { protected: header!, payload: manifestBytes.toString('base64url'), signature: signature! };
      const kioskKey = await importJWK(rig.centre.kioskKey.publicJwk, 'EdDSA');
      const { protectedHeader } = await flattenedVerify(jws, kioskKey, { algorithms: ['EdDSA'] });
      expect(protectedHeader?.typ).toBe(MANIFEST_JWS_TYPE);

      // What was captured is what arrives, byte by byte.
      expect(readFileSync(at('unpacked', 'photo.jpg')).equals(smallJpeg)).toBe(true);
      expect(readFileSync(at('unpacked', 'signature.png')).equals(smallPng)).toBe(true);
      const print = readFileSync(at('unpacked', 'fingers/right-index.pgm'));
      const { pixels } = inventedCapture('right-index', 11).image;
      expect(print.subarray(-pixels.byteLength).equals(pixels)).toBe(true);
      expect(JSON.parse(readFileSync(at('unpacked', 'biodata.json'), 'utf8')).biodata.name).toBe(inventedResident.name);
      const trail = readFileSync(at('unpacked', 'audit.jsonl'), 'utf8').trimEnd().split('\n');
      expect(isAuditChainIntact(trail)).toBe(true);
      expect(JSON.parse(trail.at(-1)!).event).toBe('record-saved');

      // The manifest is what the shell sees: it names nobody.
      const seen = `${manifestBytes.toString()}${trail.join('')}`;
      for (const personal of [inventedResident.nik, 'Zulaikhaningrum', inventedResident.address]) {
        expect(seen).not.toContain(personal);
      }
    },
  );
});
