import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Contract } from '../../../../native-bridges/contract/procedure.ts';
import { connectReconnectingRpc } from '../../../../native-bridges/rpc/reconnecting-rpc.ts';
import { type Channel, connectRpc } from '../../../../native-bridges/rpc/rpc.ts';
import { channelPair } from '../../../support/channel-pair.ts';

const contract = { host: { number: { args: z.tuple([]), result: z.int() } } } satisfies Contract;
const nothing = {} satisfies Contract;

/** A host that can be started, killed and started again; each life answers with its own number. */
function restartableHost(startsRunning: boolean) {
  const pauses: number[] = [];
  const states: string[] = [];
  let lives = 0;
  let running = startsRunning;
  let farEnd: Channel | null = null;
  const timers: (() => void)[] = [];
  const rpc = connectReconnectingRpc({
    open: async () => {
      if (!running) throw new Error('nobody there');
      const [near, far] = channelPair();
      const life = ++lives;
      const implementation = { host: { number: async () => life } };
      connectRpc({ channel: far, local: contract, implementation, remote: nothing, onFault: () => undefined });
      farEnd = far;
      return near;
    },
    wait: (milliseconds) => {
      pauses.push(milliseconds);
      return new Promise((resolve) => timers.push(resolve));
    },
    onState: (state) => void states.push(state),
    onFault: () => undefined,
    local: nothing,
    implementation: {},
    remote: contract,
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  return {
    rpc,
    pauses,
    states,
    start: () => {
      running = true;
    },
    kill: async () => {
      running = false;
      farEnd?.close();
      await settle();
    },
    /** Lets every pause end. */
    passTime: async () => {
      for (const resolve of timers.splice(0)) resolve();
      await settle();
    },
    settle,
    lives: () => lives,
  };
}

describe('an rpc to a host that may be restarted', () => {
  test('calls wait for the first connection', async () => {
    const host = restartableHost(true);
    expect(await host.rpc.remote.host.number()).toBe(1);
    expect(host.states).toEqual(['up']);
    host.rpc.close();
  });

  test('while the host is down calls fail with RPC_CLOSED; then it is found again by itself', async () => {
    const host = restartableHost(true);
    await host.rpc.remote.host.number();
    await host.kill();
    await expect(host.rpc.remote.host.number()).rejects.toMatchObject({ code: 'RPC_CLOSED' });
    host.start();
    await host.passTime();
    expect(await host.rpc.remote.host.number()).toBe(2);
    expect(host.states).toEqual(['up', 'down', 'up']);
    host.rpc.close();
  });

  test('pauses between tries double from 100 ms to 2 s', async () => {
    const host = restartableHost(false);
    await host.settle();
    for (let tries = 0; tries < 6; tries++) await host.passTime();
    expect(host.pauses).toEqual([100, 200, 400, 800, 1600, 2000, 2000]);
    host.rpc.close();
  });

  test('a host that hangs up at once is not called faster and faster', async () => {
    const host = restartableHost(true);
    await host.rpc.remote.host.number();
    for (let restarts = 0; restarts < 4; restarts++) {
      await host.kill();
      host.start();
      await host.passTime();
    }
    const retries = host.pauses.filter((pause) => pause !== 2000);
    expect(retries).toEqual([100, 200, 400, 800]);
    host.rpc.close();
  });

  test('after close() nothing is opened any more', async () => {
    const host = restartableHost(true);
    await host.rpc.remote.host.number();
    host.rpc.close();
    await host.settle();
    await host.passTime();
    await expect(host.rpc.remote.host.number()).rejects.toMatchObject({ code: 'RPC_CLOSED' });
    expect(host.lives()).toBe(1);
  });
});
