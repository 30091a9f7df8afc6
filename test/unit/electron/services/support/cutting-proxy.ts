import { connect, createServer } from 'node:net';
import { listen } from './test-centre.ts';

/**
 * A TCP proxy on loopback that breaks connections: the first one that passes `cutAfterBytes[0]` bytes towards the
 * target, which gets all of them, then the next that passes `cutAfterBytes[1]`, and so on. Then all of them hold.
 */
export async function startCuttingProxy(targetPort: number, cutAfterBytes: readonly number[]) {
  const state = { port: 0, cuts: 0, bytesUp: 0 };
  const server = createServer((near) => {
    const limit = cutAfterBytes[state.cuts] ?? Number.POSITIVE_INFINITY;
    const far = connect({ port: targetPort, host: '127.0.0.1' }).on('error', () => near.destroy());
    let up = 0;
    near.on('data', (chunk) => {
      const passed = chunk.subarray(0, limit - up);
      up += passed.byteLength;
      state.bytesUp += passed.byteLength;
      far.write(passed);
      if (up < limit) return;
      state.cuts++;
      near.destroy();
      far.end();
    });
    near.on('close', () => far.end());
    far.on('data', (chunk) => near.write(chunk)).on('close', () => near.destroy());
  });
  state.port = await listen(server);
  return state;
}
