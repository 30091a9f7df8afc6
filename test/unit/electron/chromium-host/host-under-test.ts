import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { startHostServer } from '../../../../electron/chromium-host/host-server.ts';
import type { ChannelKind } from '../../../../electron/contract/channel-kinds.ts';
import type { Channel } from '../../../../native-bridges/rpc/rpc.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** The host's server with a page of the test's own, channels that it can look at, and what was logged. */
export async function hostUnderTest(pageFiles: Readonly<Record<string, string>> = { 'index.html': 'the page' }) {
  const folder = temporaryFolder();
  const rendererDir = join(folder, 'renderer');
  const profileDir = join(folder, 'profile');
  for (const made of [rendererDir, profileDir]) mkdirSync(made);
  for (const [name, text] of Object.entries(pageFiles)) writeFileSync(join(rendererDir, name), text);
  const channels: { kind: ChannelKind; channel: Channel }[] = [];
  const logged: string[] = [];
  const host = await startHostServer({
    profileDir,
    wishedPort: null,
    rendererDir,
    onChannel: (kind, channel) => channels.push({ kind, channel }),
    log: (code, kind) => logged.push(`${code} ${kind}`),
  });
  onTestFinished(() => host.close());
  const { port, host: name } = new URL(host.url);
  return {
    ...host,
    port: Number(port),
    host: name,
    origin: `http://${name}`,
    channels,
    logged,
    profileDir,
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/** A request with exactly these headers and this path, unlike fetch, which tidies both. */
export function ask(port: number, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Uses the one-time token. @returns the `Cookie` header of the session */
export async function openSession(url: string): Promise<string> {
  const { port, search } = new URL(url);
  const { headers } = await ask(Number(port), `/${search}`);
  return String(headers['set-cookie']?.[0]).split(';')[0]!;
}

/** Opens a WebSocket with these headers. Resolves with the socket, or with the status it was refused with. */
export function openSocket(port: number, path: string, headers: Record<string, string>): Promise<WebSocket | number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
  onTestFinished(() => socket.terminate());
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.once('error', reject);
  });
}
