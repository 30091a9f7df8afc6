import { CodedError } from '../contract/errors.ts';
import type { ApiOf, Contract } from '../contract/procedure.ts';
import { type Channel, connectRpc, type RpcConnection, type RpcOptions } from './rpc.ts';

/** First and longest pause between two tries to open the channel. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

export interface ReconnectingRpcOptions<Local extends Contract, Remote extends Contract>
  extends Omit<RpcOptions<Local, Remote>, 'channel'> {
  /** Opens a new channel to the other side. */
  readonly open: () => Promise<Channel>;
  /** Resolves after the pause: timers belong to the environment. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Told when the other side is there, and when it is gone. */
  readonly onState: (state: 'up' | 'down') => void;
}

export interface ReconnectingRpc<Remote extends Contract> {
  /**
   * Calls go over the connection of the moment. While one is being opened they wait for it; between two tries they fail
   * with `RPC_CLOSED`. A call is never repeated: whether the other side has done it cannot be known from here.
   */
  readonly remote: ApiOf<Remote>;
  /** Gives up for good. */
  close(): void;
}

/** Like {@link connectRpc}, for another side that may end and be started again: it is connected anew, with growing pauses. */
export function connectReconnectingRpc<Local extends Contract, Remote extends Contract>(
  options: ReconnectingRpcOptions<Local, Remote>,
): ReconnectingRpc<Remote> {
  const { open, wait, onState, ...rpcOptions } = options;
  let ended = false;
  let connection: RpcConnection<Remote> | null = null;
  /** The try under way; resolves either way. */
  let opening: Promise<void> = Promise.resolve();

  async function tryToOpen(): Promise<void> {
    const channel = await open().catch(() => null);
    if (!channel) return;
    if (ended) return channel.close();
    connection = connectRpc({ ...rpcOptions, channel });
  }

  async function stayConnected(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    while (!ended) {
      opening = tryToOpen();
      await opening;
      if (connection) {
        const { closed } = connection;
        onState('up');
        const lasted = await Promise.race([closed.then(() => false), wait(LONGEST_PAUSE_MS).then(() => true)]);
        // A side that hangs up at once is not "up again" each time.
        if (lasted) pause = FIRST_PAUSE_MS;
        await closed;
        connection = null;
        onState('down');
      }
      if (ended) return;
      await wait(pause);
      pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
    }
  }

  async function current(): Promise<ApiOf<Remote>> {
    if (!connection) await opening;
    if (!connection) throw new CodedError('RPC_CLOSED', 'not connected');
    return connection.remote;
  }

  void stayConnected();
  return {
    remote: forwardingClient(options.remote, current),
    close() {
      ended = true;
      connection?.close();
    },
  };
}

type AnyMethod = (...args: unknown[]) => Promise<unknown>;

function forwardingClient<C extends Contract>(contract: C, current: () => Promise<ApiOf<C>>): ApiOf<C> {
  const groups = Object.entries(contract).map(([group, procedures]) => {
    const methods = Object.keys(procedures).map((name) => {
      const forward: AnyMethod = async (...args) => {
        const services = (await current()) as Record<string, Record<string, AnyMethod>>;
        return services[group]![name]!(...args);
      };
      return [name, forward];
    });
    return [group, Object.fromEntries(methods)];
  });
  return Object.fromEntries(groups) as ApiOf<C>;
}
