import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { bytes } from '../../../../native-bridges/contract/bytes.ts';
import { CodedError } from '../../../../native-bridges/contract/errors.ts';
import type { ApiOf, Contract } from '../../../../native-bridges/contract/procedure.ts';
import { decodeMessage, encodeMessage } from '../../../../native-bridges/rpc/message-codec.ts';
import { type Channel, connectRpc } from '../../../../native-bridges/rpc/rpc.ts';

const serverContract = {
  spool: {
    put: { args: z.tuple([z.string(), bytes(8)]), result: z.void() },
    size: { args: z.tuple([]), result: z.int() },
    lie: { args: z.tuple([]), result: z.int() },
  },
} satisfies Contract;
const nothing = {} satisfies Contract;

/** Both ends of a real MessageChannel. */
function messagePorts(): [Channel, Channel] {
  const { port1, port2 } = new MessageChannel();
  const channelOf = (port: MessagePort): Channel => ({
    post: (message) => port.postMessage(message),
    onMessage: (receive) => {
      port.onmessage = (event) => receive(event.data);
    },
    onClose: (closed) => port.addEventListener('close', closed),
    close: () => port.close(),
  });
  return [channelOf(port1), channelOf(port2)];
}

function serve(options: { implementation?: Partial<ApiOf<typeof serverContract>['spool']> } = {}) {
  const [near, far] = messagePorts();
  const puts: [string, Uint8Array][] = [];
  const faults: { code: string; procedure: string }[] = [];
  connectRpc({
    channel: far,
    local: serverContract,
    implementation: {
      spool: {
        put: async (name, content) => {
          puts.push([name, content]);
        },
        size: async () => puts.length,
        lie: async () => 'not a number' as unknown as number,
        ...options.implementation,
      },
    },
    remote: nothing,
    onFault: (fault) => faults.push(fault),
  });
  const connect = () =>
    connectRpc({ channel: near, local: nothing, implementation: {}, remote: serverContract, onFault: () => {} });
  return { near, far, puts, faults, connect };
}

describe('rpc over a MessagePort', () => {
  test('calls carry bytes there and results back', async () => {
    const { connect, puts, near } = serve();
    const { remote } = connect();
    await remote.spool.put('a', new Uint8Array([1, 2, 3]));
    expect(await remote.spool.size()).toBe(1);
    expect(puts).toEqual([['a', new Uint8Array([1, 2, 3])]]);
    near.close();
  });

  test.each([
    ['a wrong type', ['spool.put', [1, new Uint8Array(1)]]],
    ['too many bytes', ['spool.put', ['a', new Uint8Array(9)]]],
    ['too few arguments', ['spool.put', ['a']]],
    ['too many arguments', ['spool.size', [1]]],
    ['no arguments at all', ['spool.size', null]],
    ['an unknown procedure', ['spool.destroy', []]],
    ['a property of Object', ['spool.constructor', []]],
    ['a group of Object', ['__proto__.toString', []]],
    ['a name that is no text', [{ toString: 1 }, []]],
  ])('a payload of the wrong shape is refused with a code and does nothing: %s', async (_name, args) => {
    const { near, puts, faults } = serve();
    const answer = new Promise<Record<string, unknown>>((resolve) => {
      near.onMessage((message) => resolve((message as { r: Record<string, unknown> }).r));
    });
    near.post({ t: 'q', i: '1', m: 'call', a: args });
    expect(await answer).toMatchObject({ ok: false, code: 'RPC_INVALID' });
    expect(puts).toEqual([]);
    expect(faults).toHaveLength(1);
    near.close();
  });

  test('a result that breaks the contract does not reach the caller', async () => {
    const { connect, near } = serve();
    await expect(connect().remote.spool.lie()).rejects.toMatchObject({ code: 'RPC_INVALID' });
    near.close();
  });

  test('codes of the service pass through, other failures become RPC_INTERNAL without their text', async () => {
    const coded = serve({
      implementation: { size: async () => Promise.reject(new CodedError('SPOOL_DISK_FULL', 'x')) },
    });
    await expect(coded.connect().remote.spool.size()).rejects.toMatchObject({ code: 'SPOOL_DISK_FULL', detail: 'x' });
    coded.near.close();
    const secret = serve({ implementation: { size: async () => Promise.reject(new Error('SITI NURHALIZA')) } });
    const failure = await secret
      .connect()
      .remote.spool.size()
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'RPC_INTERNAL' });
    expect(JSON.stringify(failure) + String(failure)).not.toContain('SITI');
    secret.near.close();
  });

  test('calls still open when the other side goes end with RPC_CLOSED, as do later ones', async () => {
    const { connect, far } = serve({ implementation: { size: () => new Promise(() => {}) } });
    const { remote, closed } = connect();
    const open = remote.spool.size();
    far.close();
    await expect(open).rejects.toMatchObject({ code: 'RPC_CLOSED' });
    await closed;
    await expect(remote.spool.size()).rejects.toMatchObject({ code: 'RPC_CLOSED' });
  });

  test('no message, however malformed, changes anything or ends the channel', async () => {
    const { near, connect, puts } = serve();
    const { remote } = connect();
    const names = fc.constantFrom('spool.put', 'spool.size', 'spool', '', 'a.b.c');
    const frame = fc.oneof(
      fc.anything(),
      fc.record({
        t: fc.constantFrom('q', 's', 'x'),
        i: fc.anything(),
        m: fc.anything(),
        a: fc.anything(),
        o: fc.boolean(),
      }),
      fc.record({ t: fc.constant('q'), i: fc.string(), m: fc.constant('call'), a: fc.tuple(names, fc.anything()) }),
    );
    await fc.assert(
      fc.asyncProperty(frame, async (message) => {
        try {
          near.post(message);
        } catch {
          fc.pre(false); // not clonable: cannot be sent at all
        }
      }),
      { numRuns: 2000 },
    );
    expect(await remote.spool.size()).toBe(0);
    expect(puts).toEqual([]);
    near.close();
  });
});

describe('message codec', () => {
  test('keeps bytes, drops undefined, reverses itself', () => {
    const message = { t: 's', i: 'x', r: { ok: true, value: { pixels: new Uint8Array([0, 255]), none: null } } };
    expect(decodeMessage(encodeMessage({ ...message, e: undefined }))).toEqual(message);
  });

  test('refuses noise with an error, never with a crash or a hang', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (noise) => {
        try {
          decodeMessage(noise);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
      { numRuns: 5000 },
    );
  });
});
