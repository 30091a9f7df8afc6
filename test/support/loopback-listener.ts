import { createSocket } from 'node:dgram';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A stranger on the loopback interface that counts whoever talks to it, over TCP or UDP. */
export interface LoopbackListener {
  readonly tcpPort: number;
  readonly udpPort: number;
  /** TCP connections and datagrams so far. */
  readonly heard: { readonly connections: number; readonly datagrams: number };
  close(): Promise<void>;
}

/** @param silent whether it accepts connections and then says nothing */
export async function startLoopbackListener({ silent = false } = {}): Promise<LoopbackListener> {
  const heard = { connections: 0, datagrams: 0 };
  const sockets = new Set<Socket>();
  const tcp = createServer((socket) => {
    heard.connections += 1;
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    if (!silent)
      socket.end(
        'HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok',
      );
  });
  const udp = createSocket('udp4', () => {
    heard.datagrams += 1;
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  return {
    tcpPort: (tcp.address() as AddressInfo).port,
    udpPort: udp.address().port,
    heard,
    close: async () => {
      udp.close();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => tcp.close(resolve));
    },
  };
}
