import { ipcRenderer } from 'electron';
import { CHANNEL_KINDS, type ChannelKind } from '../contract/channel-kinds.ts';

/**
 * Hands the page's ports over to the main process, and does nothing else. The page asks with
 * `window.postMessage({type: 'jemput:open-channel', kind}, origin, [port])`; main decides.
 */
window.addEventListener('message', ({ data, origin, ports, source }: MessageEvent<unknown>) => {
  const ownWindow = source === window && origin === window.location.origin;
  const [port] = ports;
  if (!ownWindow || ports.length !== 1 || !port || !isOpenChannel(data)) return;
  ipcRenderer.postMessage('open-channel', data.kind, [port]);
});

function isOpenChannel(data: unknown): data is { kind: ChannelKind } {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    data.type === 'jemput:open-channel' &&
    'kind' in data &&
    CHANNEL_KINDS.some((kind) => kind === data.kind)
  );
}
