import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Channel } from '../../native-bridges/rpc/rpc.ts';
import { CHANNEL_KINDS, type ChannelKind } from '../contract/channel-kinds.ts';
import { requestUrl } from './request-url.ts';
import type { SessionGate } from './session-gate.ts';
import { CLOSE_CODES, socketChannel } from './socket-channel.ts';

/** A sealed packet is at most 32 MB, its frame little more. */
const MAX_FRAME_BYTES = 40 * 1024 * 1024;

export interface ChannelSocketsOptions {
  readonly server: Server;
  readonly gate: SessionGate;
  /** Called with each channel that the page opens; the one before it, of the same kind, is closed by then. */
  readonly onChannel: (kind: ChannelKind, channel: Channel) => void;
  readonly log: (code: 'CHANNEL_REFUSED' | 'CHANNEL_MALFORMED' | 'CHANNEL_REPLACED', kind: string) => void;
}

export interface ChannelSockets {
  /** Told when the browser loads the page anew: a reload, or another tab. */
  pageLoaded(): void;
  /** True while a page holds at least one channel. */
  isConnected(): boolean;
  close(): void;
}

/**
 * Accepts the page's WebSockets at `/channel/<kind>`: our host, our origin, our session, a known kind.
 * One of each kind is open at a time, and it is the newest page's: a page that lost its channels to a newer one tries to
 * get them back, and would take turns with it for ever.
 */
export function serveChannelSockets({ server, gate, onChannel, log }: ChannelSocketsOptions): ChannelSockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });
  const open = new Map<ChannelKind, { readonly socket: WebSocket; readonly page: number }>();
  let newestPage = 0;

  server.on('upgrade', (request, stream, head) => {
    const path = requestUrl(request).pathname;
    if (!path.startsWith('/channel/')) {
      // Vite's own update socket, in development; without Vite nobody answers it.
      if (server.listenerCount('upgrade') === 1) refuse(stream, 404);
      return;
    }
    const kind = CHANNEL_KINDS.find((known) => path === `/channel/${known}`);
    if (kind === undefined || !gate.admits(request) || !gate.isOwnOrigin(request)) {
      log('CHANNEL_REFUSED', kind ?? 'unknown');
      refuse(stream, kind === undefined ? 404 : 403);
      return;
    }
    if (open.get(kind)?.page === newestPage) {
      refuse(stream, 409);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => accept(kind, socket));
  });

  function accept(kind: ChannelKind, socket: WebSocket): void {
    const previous = open.get(kind);
    if (previous) {
      log('CHANNEL_REPLACED', kind);
      previous.socket.close(CLOSE_CODES.replaced);
    }
    open.set(kind, { socket, page: newestPage });
    socket.on('close', () => {
      if (open.get(kind)?.socket === socket) open.delete(kind);
    });
    // ws reports a broken frame or one beyond the limit here, and closes the socket itself (1002, 1009).
    socket.on('error', () => log('CHANNEL_MALFORMED', kind));
    onChannel(
      kind,
      socketChannel(socket, () => log('CHANNEL_MALFORMED', kind)),
    );
  }

  return {
    pageLoaded: () => {
      newestPage += 1;
    },
    isConnected: () => open.size > 0,
    close: () => {
      for (const { socket } of open.values()) socket.terminate();
      sockets.close();
    },
  };
}

const REASONS = { 403: 'Forbidden', 404: 'Not Found', 409: 'Conflict' } as const;

function refuse(stream: Duplex, status: keyof typeof REASONS): void {
  stream.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
