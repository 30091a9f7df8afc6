import { MessageChannelMain, type MessagePortMain, utilityProcess } from 'electron';
import { type DeviceHostProcess, RENDERER_GONE } from '../services/device-host/supervisor.ts';
import type { KitConfig } from '../services/kiosk-config.ts';

/**
 * Starts the device host as Electron's utility process and hands it one MessagePort for each renderer.
 *
 * @param entry the bundled `device-host.js`
 */
export function forkUtilityDeviceHost(entry: string, kit: KitConfig): DeviceHostProcess {
  const child = utilityProcess.fork(entry, ['--kit', JSON.stringify(kit)], {
    serviceName: 'Jemput device host',
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let receive = (_message: unknown): void => {};
  let port = handOverPort();

  function handOverPort(): MessagePortMain {
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage(null, [port2]);
    port1.on('message', ({ data }) => receive(data));
    port1.start();
    return port1;
  }

  return {
    post: (message) => {
      if (message !== RENDERER_GONE) {
        port.postMessage(message);
        return;
      }
      // The device host ends the old renderer's captures when its port closes.
      port.close();
      port = handOverPort();
    },
    onMessage: (listener) => {
      receive = listener;
    },
    onExit: (exited) => {
      child.once('exit', () => {
        port.close();
        exited();
      });
    },
    errorOutput: child.stderr!,
    kill: () => {
      child.kill();
    },
  };
}
