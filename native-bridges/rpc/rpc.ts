import { createBirpc } from 'birpc';
import { CodedError } from '../contract/errors.ts';
import type { ApiOf, Contract, Procedure } from '../contract/procedure.ts';

/** A two-way message channel: a MessagePort, a WebSocket or a child process, seen alike. */
export interface Channel {
  /** Sends a structured-clonable message. */
  post(message: unknown): void;
  /** Registers the only receiver; messages that came before are delivered to it. */
  onMessage(receive: (message: unknown) => void): void;
  /** Called once when the other side is gone. */
  onClose(closed: () => void): void;
  close(): void;
}

/** Failures of the channel itself; a service's own codes pass through unchanged. */
export const RPC_ERROR_CODES = [
  /** The other side sent something its contract does not allow. Refused, nothing was done. */
  'RPC_INVALID',
  /** The other side is gone. */
  'RPC_CLOSED',
  /** The service failed in a way it has no code for; the log has the rest. */
  'RPC_INTERNAL',
] as const;

/** Every call is answered with one of these; an exception never crosses as an object. */
type Answer = { ok: true; value: unknown } | { ok: false; code: string; detail: string };

interface Wire {
  call(procedure: string, args: unknown): Promise<Answer>;
}

export interface RpcOptions<Local extends Contract, Remote extends Contract> {
  readonly channel: Channel;
  /** What this side answers. */
  readonly local: Local;
  readonly implementation: ApiOf<Local>;
  /** What this side may call. */
  readonly remote: Remote;
  /** Told of every refused or failed call; `code` and `procedure` only, so that no argument reaches a log. */
  readonly onFault: (fault: { code: string; procedure: string; error: unknown }) => void;
}

export interface RpcConnection<Remote extends Contract> {
  readonly remote: ApiOf<Remote>;
  readonly closed: Promise<void>;
  close(): void;
}

/**
 * Connects two contracts over a channel, with validation at each receiving side.
 *
 * Calls have no time limit of their own: a capture waits for a person. They end with `RPC_CLOSED` when the channel does.
 *
 * @throws CodedError (from the remote calls) with the service's code or one of {@link RPC_ERROR_CODES}
 */
export function connectRpc<Local extends Contract, Remote extends Contract>(
  options: RpcOptions<Local, Remote>,
): RpcConnection<Remote> {
  const { channel, local, implementation, remote, onFault } = options;

  async function answer(procedureName: unknown, args: unknown): Promise<Answer> {
    const name = typeof procedureName === 'string' ? procedureName : '';
    const procedure = findProcedure(local, name);
    const parsed = procedure?.args.safeParse(args);
    if (!procedure || !parsed?.success) {
      const error = procedure ? parsed?.error : new Error('unknown procedure');
      onFault({ code: 'RPC_INVALID', procedure: procedure ? name : 'unknown', error });
      return { ok: false, code: 'RPC_INVALID', detail: procedure ? name : 'unknown procedure' };
    }
    try {
      const [group, method] = name.split('.') as [string, string];
      const service = implementation[group] as Record<string, (...args: readonly unknown[]) => Promise<unknown>>;
      return { ok: true, value: await service[method]!(...parsed.data) };
    } catch (error) {
      const coded = error instanceof CodedError ? error : new CodedError('RPC_INTERNAL', '', { cause: error });
      onFault({ code: coded.code, procedure: name, error });
      return { ok: false, code: coded.code, detail: coded.detail };
    }
  }

  const functions: Wire = { call: answer };
  const wire = createBirpc<Wire, Wire>(functions, {
    post: (message) => channel.post(message),
    on: (receive) => channel.onMessage((message) => isWireMessage(message) && receive(message)),
    timeout: -1,
    bind: 'functions',
  });
  const { promise: closed, resolve: markClosed } = Promise.withResolvers<void>();
  channel.onClose(() => {
    wire.$close(new CodedError('RPC_CLOSED'));
    markClosed();
  });

  async function call(name: string, procedure: Procedure, args: unknown[]): Promise<unknown> {
    let received: Answer;
    try {
      received = await wire.call(name, args);
    } catch (error) {
      throw error instanceof CodedError ? error : new CodedError('RPC_CLOSED', name, { cause: error });
    }
    if (!received?.ok) throw new CodedError(String(received?.code ?? 'RPC_INVALID'), String(received?.detail ?? ''));
    const result = procedure.result.safeParse(received.value);
    if (result.success) return result.data;
    onFault({ code: 'RPC_INVALID', procedure: name, error: result.error });
    throw new CodedError('RPC_INVALID', `result of ${name}`);
  }

  return { remote: buildClient(remote, call), closed, close: () => channel.close() };
}

function findProcedure(contract: Contract, name: string): Procedure | undefined {
  const [group, method, ...rest] = name.split('.');
  if (rest.length > 0 || group === undefined || method === undefined || !Object.hasOwn(contract, group))
    return undefined;
  const procedures = contract[group]!;
  return Object.hasOwn(procedures, method) ? procedures[method] : undefined;
}

/** birpc's own frames; anything else on the channel is ignored rather than thrown at it. */
function isWireMessage(message: unknown): boolean {
  if (typeof message !== 'object' || message === null || !('t' in message)) return false;
  if (message.t === 's') return true;
  return message.t === 'q' && 'm' in message && message.m === 'call' && 'a' in message && Array.isArray(message.a);
}

function buildClient<C extends Contract>(
  contract: C,
  call: (name: string, procedure: Procedure, args: unknown[]) => Promise<unknown>,
): ApiOf<C> {
  const groups = Object.entries(contract).map(([group, procedures]) => {
    const methods = Object.entries(procedures).map(([method, procedure]) => [
      method,
      (...args: unknown[]) => call(`${group}.${method}`, procedure, args),
    ]);
    return [group, Object.fromEntries(methods)];
  });
  return Object.fromEntries(groups) as ApiOf<C>;
}
