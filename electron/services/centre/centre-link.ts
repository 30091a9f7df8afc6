import { type CentreAnswer, type CentreRequest, exchange } from './exchange.ts';
import { createPinnedAgent } from './pinned-agent.ts';

/** The only way out of the kiosk: HTTPS to one server, known by its certificate. */
export interface CentreLink {
  /** Path of an API path (`/v1/time`) on the server, below whatever base the gateway's address has. */
  pathOf(apiPath: string): string;
  /** Whole address of such a path, for libraries that want one. */
  urlOf(path: string): string;
  /**
   * Sends one request and reads the whole answer, whatever its status. Redirects are not followed.
   *
   * @throws CodedError `CENTRE_UNREACHABLE` | `CENTRE_NOT_TRUSTED` | `CENTRE_NOT_SIAK` (no HTTP, or too long an answer)
   */
  exchange(request: CentreRequest): Promise<CentreAnswer>;
  close(): void;
}

export interface CentreLinkOptions {
  /** Base address of the gateway. */
  readonly url: string;
  /** The one certificate that is accepted. */
  readonly certificatePem: string;
  /** Silence after which the link counts as broken. */
  readonly stallMs?: number;
}

const STALL_MS = 30_000;

/** Prepares the way to the centre; nothing is sent before the first exchange. */
export function openCentreLink({ url, certificatePem, stallMs = STALL_MS }: CentreLinkOptions): CentreLink {
  const base = new URL(url);
  const agent = createPinnedAgent(certificatePem);
  const basePath = base.pathname.replace(/\/$/, '');
  return {
    pathOf: (apiPath) => basePath + apiPath,
    urlOf: (path) => new URL(path, base).toString(),
    exchange: (request) => exchange(request, { address: new URL(request.path, base), agent, stallMs }),
    close: () => agent.destroy(),
  };
}
