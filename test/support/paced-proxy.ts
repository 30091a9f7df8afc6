import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Transform, type TransformCallback } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** A TCP proxy on loopback that lets each direction through at a given rate: a village's shared link. */
export interface PacedProxy {
  readonly port: number;
  /** Bytes passed so far, towards the target and back. */
  readonly passed: { readonly up: number; readonly down: number };
  /** Cuts every connection; later ones are served again. */
  cut(): void;
  close(): Promise<void>;
}

/** What an Ethernet frame carries of a TCP stream: the grain of the pacing. */
const SEGMENT_BYTES = 1448;

/** One direction of the link, shared by all its connections: each segment waits for its slot on the wire. */
class Lane {
  private wireFreeAt = 0;
  private readonly bytesPerMs: number;

  constructor(bitsPerSecond: number) {
    this.bytesPerMs = bitsPerSecond / 8 / 1000;
  }

  async pass(bytes: number): Promise<void> {
    const now = performance.now();
    this.wireFreeAt = Math.max(now, this.wireFreeAt) + bytes / this.bytesPerMs;
    const wait = this.wireFreeAt - now;
    // Timers are 1 ms coarse; the wire's own clock keeps the mean exact.
    if (wait > 1) await sleep(wait);
  }
}

function paced(lane: Lane, count: (bytes: number) => void): Transform {
  return new Transform({
    highWaterMark: 16 * SEGMENT_BYTES,
    async transform(chunk: Buffer, _encoding, done: TransformCallback) {
      for (let start = 0; start < chunk.length; start += SEGMENT_BYTES) {
        const segment = chunk.subarray(start, start + SEGMENT_BYTES);
        await lane.pass(segment.length);
        count(segment.length);
        this.push(segment);
      }
      done();
    },
  });
}

/**
 * @param targetPort port on 127.0.0.1 that is proxied
 * @param bitsPerSecond rate of each direction; Infinity for no limit
 */
export async function startPacedProxy(targetPort: number, bitsPerSecond: number): Promise<PacedProxy> {
  const passed = { up: 0, down: 0 };
  const lanes = { up: new Lane(bitsPerSecond), down: new Lane(bitsPerSecond) };
  const sockets = new Set<Socket>();

  const server = createServer({ allowHalfOpen: true, noDelay: true, highWaterMark: 16 * SEGMENT_BYTES }, (near) => {
    const far = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
      socket.on('error', () => socket.destroy());
    }
    const up = paced(lanes.up, (bytes) => {
      passed.up += bytes;
    });
    const down = paced(lanes.down, (bytes) => {
      passed.down += bytes;
    });
    near.pipe(up).pipe(far);
    far.pipe(down).pipe(near);
  });

  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    passed,
    cut,
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
