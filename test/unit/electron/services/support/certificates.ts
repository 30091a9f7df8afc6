import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Certificate, loadCertificate } from '../../../../siak-gateway/certificate.ts';

/** A new self-signed certificate for loopback, as the reference gateway has one. */
export async function makeCertificate(): Promise<Certificate> {
  const folder = mkdtempSync(join(tmpdir(), 'jemput-tls-'));
  try {
    return await loadCertificate(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
