import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { startError } from './start-errors.ts';

/** One capture device of the kit. `simulated` is allowed in training only. */
const fingerprintSensor = z.strictObject({
  /** Path of its port: `/dev/ttyUSB0`, `COM3`, or a simulator's pty. */
  port: z.string().check(z.minLength(1)),
  model: z.literal('zfm'),
  simulated: z.boolean(),
});

const kioskConfigShape = z
  .strictObject({
    gateway: z.strictObject({
      /** Base address of the gateway; `/v1/…` is appended. */
      url: z.string().check(z.refine(isHttpsBase, 'HTTPS_URL_EXPECTED')),
      /** The one certificate the kiosk accepts, PEM. */
      certificatePem: z.string().check(z.refine(isCertificate, 'PEM_CERTIFICATE_EXPECTED')),
      /** RFC 7638 thumbprint (SHA-256, base64url) of the key that signs activation bundles. */
      rootKeyThumbprint: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
    }),
    spool: z.strictObject({
      /**
       * Folder ON a second medium (`/media/KIT-07/jemput`), or null. It is never created by the kiosk: while the medium
       * is out, the folder is absent, and nothing is written beside it by mistake.
       */
      second: z.nullable(z.string().check(z.minLength(1))),
    }),
    kit: z.strictObject({ fingerprint: z.array(fingerprintSensor) }),
    /** Null in production. */
    training: z.nullable(
      z.strictObject({
        /** Used by the kiosk itself at its first start, so that nobody types it. */
        activationCode: z.string().check(z.minLength(1), z.maxLength(64)),
        /** Shown on the sign-in screen. */
        credentials: z.array(z.strictObject({ officerId: z.string(), name: z.string(), pin: z.string() })),
      }),
    ),
  })
  .check(
    z.refine(({ kit, training }) => training !== null || !kit.fingerprint.some(({ simulated }) => simulated), {
      path: ['kit', 'fingerprint'],
      error: 'SIMULATED_OUTSIDE_TRAINING',
    }),
  );

/** How one kiosk is set up; comes with the machine, not from the officer. */
export type KioskConfig = z.output<typeof kioskConfigShape>;

/** What the device host gets at its start: the kit, and whether simulated devices may be part of it. */
export type KitConfig = KioskConfig['kit'] & { readonly training: boolean };

/** The device host's part of the configuration; the rest, with its PINs and addresses, is none of its business. */
export const kitOf = ({ kit, training }: KioskConfig): KitConfig => ({ ...kit, training: training !== null });

/**
 * Checks a configuration that is already parsed.
 *
 * @throws CodedError `KIOSK_CONFIG_INVALID`; the detail names the fields, never their values (they include PINs)
 */
export function parseKioskConfig(value: unknown): KioskConfig {
  const parsed = kioskConfigShape.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path }) => path.join('.') || 'file');
  throw startError('KIOSK_CONFIG_INVALID', [...new Set(fields)].join(', '));
}

/**
 * Reads the kiosk's configuration file (JSON).
 *
 * @throws CodedError `KIOSK_CONFIG_INVALID`
 */
export async function readKioskConfig(file: string): Promise<KioskConfig> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (error) {
    throw startError('KIOSK_CONFIG_INVALID', (error as NodeJS.ErrnoException).code ?? 'unreadable', error);
  }
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    // The parser's message quotes the content, so it is not kept as a cause.
    throw startError('KIOSK_CONFIG_INVALID', 'not JSON');
  }
  return parseKioskConfig(value);
}

function isHttpsBase(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, search, hash, username, password } = new URL(text);
  return protocol === 'https:' && search === '' && hash === '' && username === '' && password === '';
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
