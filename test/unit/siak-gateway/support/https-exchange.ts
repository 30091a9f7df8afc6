import type { IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { expectDocumented } from './api-description.ts';

export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Sends so many bytes of the body, then breaks the connection; the exchange rejects. */
  readonly cutAfter?: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  json(): Record<string, unknown>;
}

/** One HTTPS request to a gateway whose certificate is pinned. Every answer is held against the OpenAPI document. */
export async function exchange(gateway: { url: string; certificatePem: string }, sent: Exchange): Promise<Answer> {
  const answer = await rawExchange(gateway, sent);
  const { method, path } = sent;
  const { status, headers, body } = answer;
  expectDocumented({ method, path, status, contentType: headers['content-type'], body });
  return answer;
}

/** The same without looking at the document, for answers that are no API's. */
export function rawExchange(gateway: { url: string; certificatePem: string }, sent: Exchange): Promise<Answer> {
  const { method, path, headers = {}, body, cutAfter } = sent;
  return new Promise((resolve, reject) => {
    const outgoing = httpsRequest(new URL(path, gateway.url), {
      method,
      ca: gateway.certificatePem,
      agent: false,
      headers: { ...headers, ...(body ? { 'Content-Length': String(body.byteLength) } : {}) },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const received = Buffer.concat(chunks);
        const json = () => JSON.parse(received.toString()) as Record<string, unknown>;
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: received, json });
      });
    });
    if (body && cutAfter !== undefined) {
      outgoing.write(body.subarray(0, cutAfter), () => setTimeout(() => outgoing.destroy(new Error('cut')), 50));
    } else {
      outgoing.end(body);
    }
  });
}
