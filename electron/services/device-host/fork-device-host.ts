import { fork } from 'node:child_process';
import type { KitConfig } from '../kiosk-config.ts';
import type { DeviceHostProcess } from './supervisor.ts';

/** What the device host needs of the environment: where programs are, and what Windows cannot run without. */
const PASSED_ENVIRONMENT = ['PATH', 'LANG', 'SystemRoot', 'TEMP'] as const;

/**
 * Starts the device host as a plain Node process; messages cross as structured clones, so that images stay bytes.
 *
 * @param entry `native-bridges/host/main.ts`, or its bundle
 */
export function forkDeviceHost(entry: string, kit: KitConfig): DeviceHostProcess {
  const env = Object.fromEntries(PASSED_ENVIRONMENT.map((name) => [name, process.env[name]]));
  const child = fork(entry, ['--kit', JSON.stringify(kit)], {
    serialization: 'advanced',
    execPath: process.execPath,
    execArgv: [],
    env,
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  return {
    post: (message) => {
      // A process that has just ended takes nothing more; its exit is reported on its own.
      if (child.connected) child.send(message as object, () => {});
    },
    onMessage: (receive) => {
      child.on('message', receive);
    },
    onExit: (exited) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
      void promise.then(exited);
    },
    errorOutput: child.stderr!,
    kill: () => {
      child.kill();
    },
  };
}
