import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { type ChannelSocketsOptions, serveChannelSockets } from './channel-sockets.ts';
import { developmentContent } from './development-content.ts';
import { hostError } from './host-errors.ts';
import { builtContent, createPageServer } from './page-server.ts';
import { listenOnProfilePort } from './profile-port.ts';
import { createSessionGate } from './session-gate.ts';

export interface HostServerOptions extends Pick<ChannelSocketsOptions, 'onChannel' | 'log'> {
  readonly profileDir: string;
  /** Port for a new profile; null for any. See {@link listenOnProfilePort}. */
  readonly wishedPort: number | null;
  /** Folder of the built renderer; null for Vite with hot reload. */
  readonly rendererDir: string | null;
}

export interface HostServer {
  /** Address with the one-time token: for one browser, once. */
  readonly url: string;
  /** True while the page is open. */
  isConnected(): boolean;
  close(): Promise<void>;
}

/**
 * Serves the page and its two channels on the profile's port of 127.0.0.1, to one browser.
 *
 * @throws CodedError `PORT_TAKEN` | `PORT_FIXED` | `PROFILE_DAMAGED` | `RENDERER_ABSENT`
 */
export async function startHostServer(options: HostServerOptions): Promise<HostServer> {
  const { profileDir, wishedPort, rendererDir, onChannel, log } = options;
  if (rendererDir !== null && !existsSync(join(rendererDir, 'index.html')))
    throw hostError('RENDERER_ABSENT', rendererDir);
  const server = createServer();
  const port = await listenOnProfilePort(server, profileDir, wishedPort);
  const gate = createSessionGate(port);
  const sockets = serveChannelSockets({ server, gate, onChannel, log });
  const connect = [`ws://127.0.0.1:${port}`];
  const page =
    rendererDir === null
      ? await developmentContent(server, connect)
      : { content: builtContent(rendererDir, connect), close: async () => {} };
  server.on('request', createPageServer(gate, page.content, sockets.pageLoaded));
  return {
    url: `http://127.0.0.1:${port}/?token=${gate.token}`,
    isConnected: sockets.isConnected,
    close: async () => {
      sockets.close();
      await page.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
