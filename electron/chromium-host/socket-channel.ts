import type { WebSocket } from 'ws';
import { decodeMessage, encodeMessage } from '../../native-bridges/rpc/message-codec.ts';
import type { Channel } from '../../native-bridges/rpc/rpc.ts';

/**
 * Why we close a socket. 4000 to 4999 are an application's own (RFC 6455, 7.4.2). They are for whoever looks at the
 * connection: to the page every close is the same, a channel that is gone and that it opens again.
 */
export const CLOSE_CODES = {
  /** The frame is text, or no MessagePack message. */
  malformed: 4400,
  /** The same browser opened the channel again, in a new tab or after a reload. */
  replaced: 4409,
} as const;

/**
 * A WebSocket as an rpc channel, MessagePack in binary frames.
 *
 * @param onMalformed told of a frame that is no message; the socket is closed, nothing else happens
 */
export function socketChannel(socket: WebSocket, onMalformed: () => void): Channel {
  const early: unknown[] = [];
  let receive = (message: unknown): void => void early.push(message);

  socket.binaryType = 'nodebuffer';
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    const message = isBinary ? decodeOrNull(data) : null;
    if (message === null) {
      onMalformed();
      socket.close(CLOSE_CODES.malformed);
      return;
    }
    receive(message.value);
  });

  return {
    post: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(encodeMessage(message));
    },
    onMessage: (listener) => {
      receive = listener;
      for (const message of early.splice(0)) listener(message);
    },
    onClose: (closed) => {
      if (socket.readyState === socket.CLOSED) closed();
      else socket.once('close', closed);
    },
    close: () => socket.close(1000),
  };
}

function decodeOrNull(frame: Buffer): { value: unknown } | null {
  try {
    return { value: decodeMessage(frame) };
  } catch {
    return null;
  }
}
