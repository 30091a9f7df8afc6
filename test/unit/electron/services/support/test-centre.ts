import type { RequestListener } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { type CentreLink, openCentreLink } from '../../../../../electron/services/centre/centre-link.ts';
import type { Certificate } from '../../../../siak-gateway/certificate.ts';

/** A real HTTPS server on loopback, for the running test. */
export interface TestCentre {
  readonly port: number;
  readonly url: string;
  /** TLS connections that were opened. */
  readonly connections: { count: number };
}

export async function startTestCentre(
  { certificatePem, keyPem }: Certificate,
  answer: RequestListener,
  options: ServerOptions = {},
): Promise<TestCentre> {
  const connections = { count: 0 };
  const server = createServer({ cert: certificatePem, key: keyPem, ...options }, answer);
  server.on('secureConnection', () => connections.count++);
  const port = await listen(server);
  return { port, url: `https://127.0.0.1:${port}`, connections };
}

/** Starts any server on a free loopback port until the test has finished. */
export async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => void server.close(() => resolve()));
  });
  return (server.address() as AddressInfo).port;
}

export function openTestLink(url: string, { certificatePem }: Certificate, stallMs = 10_000): CentreLink {
  const link = openCentreLink({ url, certificatePem, stallMs });
  onTestFinished(() => link.close());
  return link;
}
