import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type KioskConfig, parseKioskConfig, readKioskConfig } from '../../../../electron/services/kiosk-config.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { makeCertificate } from './support/certificates.ts';

let certificatePem: string;
beforeAll(async () => {
  ({ certificatePem } = await makeCertificate());
});

function validConfig(): KioskConfig {
  return {
    gateway: { url: 'https://siak.example/kiosk', certificatePem, rootKeyThumbprint: 'A'.repeat(43) },
    spool: { second: null },
    kit: { fingerprint: [{ port: '/dev/ttyUSB0', model: 'zfm', simulated: false }] },
    training: null,
  };
}

/** The valid configuration with one value replaced, by its path. */
function configWith(path: string, value: unknown): unknown {
  const config = structuredClone(validConfig()) as unknown as Record<string, Record<string, unknown>>;
  const [group, field] = path.split('.') as [string, string | undefined];
  if (field === undefined) config[group] = value as never;
  else config[group]![field] = value;
  return config;
}

describe('kiosk configuration', () => {
  test('a valid file is read as it is', async () => {
    const file = join(temporaryFolder(), 'kiosk.json');
    writeFileSync(file, JSON.stringify(validConfig()));
    expect(await readKioskConfig(file)).toEqual(validConfig());
  });

  test.each([
    ['gateway.url', 'http://siak.example'],
    ['gateway.url', 'siak.example'],
    ['gateway.url', 'https://user:secret@siak.example'],
    ['gateway.url', 'https://siak.example/?a=b'],
    ['gateway.certificatePem', '-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----'],
    ['gateway.rootKeyThumbprint', 'short'],
    ['spool.second', ''],
    ['kit.fingerprint', [{ port: '/dev/ttyUSB0', model: 'other', simulated: false }]],
    ['kit.fingerprint', [{ port: '/dev/ttyUSB0', model: 'zfm', simulated: true }]],
    ['training', { activationCode: 'CODE', credentials: [{ officerId: 'o', name: 'n' }] }],
    ['spol', { second: null }],
  ])('a wrong %s is refused and named', (path, value) => {
    const refused = () => parseKioskConfig(configWith(path, value));
    expect(refused).toThrow(expect.objectContaining({ code: 'KIOSK_CONFIG_INVALID' }));
    if (path !== 'spol') expect(refused).toThrow(path);
  });

  test('simulated devices are allowed in training', () => {
    const config = validConfig();
    const training = { activationCode: 'CODE', credentials: [] };
    const kit = { fingerprint: [{ port: '/tmp/pty', model: 'zfm' as const, simulated: true }] };
    expect(parseKioskConfig({ ...config, training, kit })).toMatchObject({ training, kit });
  });

  test('the error says neither PIN nor file content', async () => {
    const file = join(temporaryFolder(), 'kiosk.json');
    for (const content of ['{"training":{"credentials":[{"pin":"246810"}]}}', '{"pin":"246810",', '"246810"']) {
      writeFileSync(file, content);
      const error = await readKioskConfig(file).catch((thrown: Error) => thrown);
      expect(error).toMatchObject({ code: 'KIOSK_CONFIG_INVALID' });
      const { message, stack, cause } = error as Error;
      expect(`${message}${stack}${String(cause)}`).not.toContain('246810');
    }
  });

  test('a missing file is named as that', async () => {
    const file = join(temporaryFolder(), 'absent.json');
    await expect(readKioskConfig(file)).rejects.toMatchObject({ code: 'KIOSK_CONFIG_INVALID', detail: 'ENOENT' });
  });
});
