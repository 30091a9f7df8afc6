import type { MessagePortMain } from 'electron';
import type { Channel } from '../../native-bridges/rpc/rpc.ts';

/** A MessagePort of the page or of the device host as an rpc channel. */
export function portChannel(port: MessagePortMain): Channel {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (receive) => {
      port.on('message', ({ data }) => receive(data));
      // Electron holds messages back until now, so none is lost before there is a receiver.
      port.start();
    },
    onClose: (closed) => {
      port.once('close', closed);
    },
    close: () => port.close(),
  };
}
