import { mkdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { Certificate } from '../../../../siak-gateway/certificate.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';
import { startTestCentre } from './test-centre.ts';

/** One request as the server saw it. */
interface TusRequest {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly authorization: string | undefined;
  readonly offset: string | undefined;
  readonly metadata: string | undefined;
}

/** Answers a request in place of the tus server, and returns true; or returns false. */
export type Intercept = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A real tus 1.0 server over HTTPS whose upload ids are packet ids, as the SIAK API has it. */
export async function startTusCentre(certificate: Certificate, intercept: Intercept = () => false) {
  const folder = join(temporaryFolder(), 'uploads');
  mkdirSync(folder);
  const requests: TusRequest[] = [];
  const tus = new Server({
    path: '/v1/packets',
    datastore: new FileStore({ directory: folder }),
    namingFunction: (_request, metadata) => metadata?.packetId ?? 'unnamed',
    respectForwardedHeaders: false,
  });
  const centre = await startTestCentre(certificate, (request, response) => {
    const { method, url: path, headers } = request;
    requests.push({
      method,
      path,
      authorization: headers.authorization,
      offset: headers['upload-offset']?.toString(),
      metadata: headers['upload-metadata']?.toString(),
    });
    if (!intercept(request, response)) void tus.handle(request, response).catch(() => response.destroy());
  });
  return {
    ...centre,
    requests,
    methods: () => requests.map(({ method }) => method),
    file: (packetId: string) => join(folder, packetId),
  };
}

export function answerProblem(response: ServerResponse, status: number, code: string): true {
  response
    .writeHead(status, { 'Content-Type': 'application/problem+json', 'Tus-Resumable': '1.0.0' })
    .end(JSON.stringify({ type: 'about:blank', status, code, title: '' }));
  return true;
}
