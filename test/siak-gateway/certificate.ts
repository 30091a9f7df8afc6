import { join } from 'node:path';
import { generate } from 'selfsigned';
import { readIfThere, replaceFile } from './durable-files.ts';

export interface Certificate {
  readonly certificatePem: string;
  readonly keyPem: string;
}

const YEARS = 10;

/**
 * The gateway's TLS certificate for 127.0.0.1, ::1 and localhost: made once, kept in `folder`, pinned by the kiosks.
 * Key and certificate stand in one file, so that no crash can part them.
 */
export async function loadCertificate(folder: string): Promise<Certificate> {
  const path = join(folder, 'tls.pem');
  const kept = await readIfThere(path);
  if (kept !== null) return splitPem(kept);
  const notAfterDate = new Date();
  notAfterDate.setFullYear(notAfterDate.getFullYear() + YEARS);
  const made = await generate([{ name: 'commonName', value: 'Jemput reference gateway' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  const pem = `${made.private.trim()}\n${made.cert.trim()}\n`;
  await replaceFile(path, pem);
  return splitPem(pem);
}

function splitPem(pem: string): Certificate {
  const start = pem.indexOf('-----BEGIN CERTIFICATE-----');
  return { keyPem: pem.slice(0, start), certificatePem: pem.slice(start) };
}
