import { DetailedError, Upload } from 'tus-js-client';
import { type CodedError, isCoded } from '../../../native-bridges/contract/errors.ts';
import { shellError } from '../../contract/errors.ts';
import type { PacketHeader } from '../../contract/packet.ts';
import { SIAK_API_PREFIX } from '../../contract/siak-api.ts';
import type { CentreLink } from '../centre/centre-link.ts';
import type { Keystore } from '../keystore/keystore.ts';
import type { Spool } from '../spool/spool.ts';
import { openPacketSource } from './packet-source.ts';
import { createTusHttpStack } from './tus-http-stack.ts';

/** Shortest time between two progress events of one packet. */
const PROGRESS_EVERY_MS = 250;

export interface UploaderOptions {
  readonly link: CentreLink;
  readonly keystore: Pick<Keystore, 'authorize'>;
  readonly spool: Pick<Spool, 'openIntact'>;
  /** Bytes of the packet that the connection has taken, and the packet's size; the last call says it all. */
  readonly onProgress: (packetId: string, bytesSent: number, size: number) => void;
}

/** Sends spooled packets. One try each: when to try again is the sync engine's decision, in the renderer. */
export interface Uploader {
  /**
   * Resolves when the centre has the whole packet. A second call while one runs joins it.
   *
   * @throws CodedError `CENTRE_*` | `UPLOAD_DAMAGED` | `UPLOAD_CANCELLED` | `SPOOL_PACKET_DAMAGED` | `KIOSK_NOT_ACTIVATED`
   */
  upload(packetId: string): Promise<void>;
  /** Ends a running upload with `UPLOAD_CANCELLED`; what the centre has, it keeps. Others are not concerned. */
  cancel(packetId: string): void;
  close(): void;
}

/** tus 1.0 with the packet id as upload id, so that no address has to be remembered over a restart. */
export function createUploader({ link, keystore, spool, onProgress }: UploaderOptions): Uploader {
  const running = new Map<string, { readonly done: Promise<void>; readonly cancelled: AbortController }>();

  async function send(packetId: string, signal: AbortSignal): Promise<void> {
    // A packet damaged on disk is never offered: the centre could only refuse it.
    const { header, file } = await spool.openIntact(packetId);
    const collectionPath = link.pathOf(`${SIAK_API_PREFIX}/packets`);
    const packetPath = `${collectionPath}/${packetId}`;
    const report = throttled((sent: number) => onProgress(packetId, sent, header.size));
    await new Promise<void>((resolve, reject) => {
      signal.throwIfAborted();
      const upload = new Upload(Buffer.from(packetId), {
        // Its HEAD finds what the centre already has; a 404 makes the library create the upload at the endpoint.
        uploadUrl: link.urlOf(packetPath),
        endpoint: link.urlOf(collectionPath),
        metadata: metadataOf(header),
        httpStack: createTusHttpStack(link, { collectionPath, packetPath, size: header.size }),
        fileReader: { openFile: async () => openPacketSource(file, header.size) },
        onBeforeRequest: async (request) => {
          const { pathname } = new URL(request.getURL());
          request.setHeader('Authorization', await keystore.authorize(request.getMethod(), pathname));
        },
        uploadDataDuringCreation: true,
        retryDelays: null,
        // The library's memory of addresses is not used.
        fingerprint: async () => packetId,
        storeFingerprintForResuming: false,
        onProgress: report,
        onSuccess: () => resolve(),
        onError: (error) => {
          const failure = failureIn(error);
          if (failure) reject(failure);
          else resolve();
        },
      });
      signal.addEventListener('abort', () => {
        void upload.abort();
        reject(signal.reason);
      });
      upload.start();
    });
    onProgress(packetId, header.size, header.size);
  }

  return {
    upload(packetId) {
      const joined = running.get(packetId);
      if (joined) return joined.done;
      const cancelled = new AbortController();
      const done = send(packetId, cancelled.signal).finally(() => running.delete(packetId));
      running.set(packetId, { done, cancelled });
      return done;
    },
    cancel(packetId) {
      running.get(packetId)?.cancelled.abort(shellError('UPLOAD_CANCELLED'));
    },
    close() {
      for (const packetId of running.keys()) this.cancel(packetId);
    },
  };
}

/** tus metadata: the header, field by field, but the size, which is the upload's length. */
function metadataOf({ size: _, ...header }: PacketHeader): Record<string, string> {
  return Object.fromEntries(Object.entries(header).map(([field, value]) => [field, String(value)]));
}

/** What the library's error means; null where the centre says that it already has the packet. */
function failureIn(error: Error): CodedError | null {
  const cause = error instanceof DetailedError ? error.causingError : error;
  if (!isCoded(cause)) return shellError('CENTRE_NOT_SIAK', 'tus', error);
  if (cause.code !== 'CENTRE_REFUSED') return cause;
  switch (cause.detail) {
    case 'PACKET_ALREADY_RECEIVED':
      return null;
    case 'PACKET_HASH_MISMATCH':
      return shellError('UPLOAD_DAMAGED', cause.detail, cause);
    // The upload moved or went between two requests; the next try asks again where it stands.
    case 'UPLOAD_OFFSET_MISMATCH':
    case 'NOT_FOUND':
      return shellError('CENTRE_FAILED', cause.detail, cause);
    default:
      return cause;
  }
}

function throttled(report: (bytesSent: number) => void): (bytesSent: number) => void {
  let lastAt = Number.NEGATIVE_INFINITY;
  return (bytesSent) => {
    const now = performance.now();
    if (now - lastAt < PROGRESS_EVERY_MS) return;
    lastAt = now;
    report(bytesSent);
  };
}
