import * as z from 'zod/mini';

/** An Ed25519 public key as JWK (RFC 8037), with its key id (RFC 7638 thumbprint). */
export const ed25519PublicJwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
  kid: z.string(),
});
export type Ed25519PublicJwk = z.output<typeof ed25519PublicJwk>;

/** An age X25519 recipient of the centre (`age1…`), by key id. */
export const packetRecipient = z.object({
  kid: z.string(),
  recipient: z.string().check(z.regex(/^age1[0-9a-z]{58}$/)),
});
export type PacketRecipient = z.output<typeof packetRecipient>;
