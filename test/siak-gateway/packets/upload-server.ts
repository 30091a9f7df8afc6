import { Server, type ServerOptions, type Upload } from '@tus/server';
import { MAX_PACKET_BYTES } from '../../../electron/contract/packet.ts';
import type { SiakProblemCode } from '../../../electron/contract/siak-api.ts';
import { GatewayProblem, PROBLEM_MEDIA_TYPE } from '../problems.ts';
import type { UploadStore } from './upload-store.ts';

type Written = ReturnType<Server['write']>;

/**
 * tus 1.0 with this API's errors. Ownership, proofs and what is already received are decided before a request comes
 * here; this takes bytes.
 */
export class UploadServer extends Server {
  /** @param finish called when the last byte is stored; what it throws is the answer */
  constructor(path: string, uploads: UploadStore, finish: (packetId: string) => Promise<void>) {
    const options: Partial<ServerOptions> = {
      relativeLocation: true,
      maxSize: MAX_PACKET_BYTES,
      // No browser talks to this gateway.
      allowedOrigins: [],
      namingFunction: (_request, metadata) => metadata?.packetId ?? '',
      onUploadFinish: async (_request, upload: Upload) => {
        await finish(upload.id);
        return {};
      },
      onResponseError: (_request, error) => {
        const problem = asProblem(error);
        return { status_code: problem.status, body: JSON.stringify(problem.body()) };
      },
    };
    super({ ...options, path, datastore: uploads });
  }

  /** tus writes all its errors through here; some of them (of the protocol's headers) pass no hook before. */
  override write(context: Parameters<Server['write']>[0], headers: Headers, status: number, body = ''): Written {
    if (status < 400) return super.write(context, headers, status, body);
    headers.set('Content-Type', PROBLEM_MEDIA_TYPE);
    const isProblem = body.startsWith('{');
    return super.write(context, headers, status, isProblem ? body : JSON.stringify(problemOf(status, body).body()));
  }
}

function asProblem(error: Error | { readonly status_code: number; readonly body: string }): GatewayProblem {
  if (error instanceof GatewayProblem) return error;
  if ('status_code' in error) return problemOf(error.status_code, error.body);
  return new GatewayProblem('INTERNAL', 'upload failed');
}

/** One of tus's own errors in this API's words. */
function problemOf(status: number, body: string): GatewayProblem {
  const codes: Readonly<Record<number, SiakProblemCode>> = {
    404: 'NOT_FOUND',
    409: 'UPLOAD_OFFSET_MISMATCH',
    410: 'NOT_FOUND',
    413: 'PACKET_HEADER_INVALID',
  };
  const code = codes[status] ?? (status >= 500 ? 'INTERNAL' : 'REQUEST_INVALID');
  return new GatewayProblem(code, body.trim(), status === 410 ? 404 : status);
}
