import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Decides which browser is ours: the one that came with the token, once, and has the cookie it got for it. */
export interface SessionGate {
  /** Goes into the address that is opened or printed. */
  readonly token: string;
  /** `Set-Cookie` value for the token's first use; null for a wrong or used one. */
  redeem(token: string): string | null;
  /** True for a request that addresses us by our own name and carries the session's cookie. */
  admits(request: IncomingMessage): boolean;
  /** True if the `Host` is exactly ours: a name that an attacker points at 127.0.0.1 (DNS rebinding) is not. */
  isOwnHost(request: IncomingMessage): boolean;
  /** True if the request was made by our own page, as WebSocket handshakes say in `Origin`. */
  isOwnOrigin(request: IncomingMessage): boolean;
}

/** 256 bits, beyond guessing. */
const newSecret = () => randomBytes(32).toString('base64url');

/** @param port the host's; cookies are shared by all ports of 127.0.0.1, so it is part of the cookie's name */
export function createSessionGate(port: number): SessionGate {
  const host = `127.0.0.1:${port}`;
  const cookieName = `jemput-${port}`;
  const session = newSecret();
  const token = newSecret();
  let tokenUsed = false;

  const isOwnHost = (request: IncomingMessage) => request.headers.host === host;
  return {
    token,
    isOwnHost,
    isOwnOrigin: (request) => request.headers.origin === `http://${host}`,
    redeem: (given) => {
      if (tokenUsed || !sameSecret(given, token)) return null;
      tokenUsed = true;
      return `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`;
    },
    admits: (request) =>
      isOwnHost(request) &&
      (request.headers.cookie ?? '')
        .split(';')
        .map((cookie) => cookie.trim())
        .some(
          (cookie) => cookie.startsWith(`${cookieName}=`) && sameSecret(cookie.slice(cookieName.length + 1), session),
        ),
  };
}

function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
