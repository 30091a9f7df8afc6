import { ipcMain } from 'electron';
import type { Channel } from '../../native-bridges/rpc/rpc.ts';
import { CHANNEL_KINDS, type ChannelKind } from '../contract/channel-kinds.ts';
import { APP_ORIGIN } from './app-scheme.ts';
import { portChannel } from './port-channel.ts';

export interface PageChannelsOptions {
  readonly onChannel: (kind: ChannelKind, channel: Channel) => void;
  readonly log: (code: 'CHANNEL_REFUSED' | 'CHANNEL_REPLACED', kind: string) => void;
}

/**
 * Accepts the ports that the preload script forwards: from our own page's main frame only, one port, a known kind.
 * After a reload the page opens its channels again; the old ones are closed.
 */
export function acceptPageChannels({ onChannel, log }: PageChannelsOptions): void {
  const open = new Map<ChannelKind, Channel>();
  ipcMain.on('open-channel', (event, requested: unknown) => {
    const [port, ...more] = event.ports;
    const kind = CHANNEL_KINDS.find((known) => known === requested);
    const frame = event.senderFrame;
    const isOwnPage = frame !== null && frame.parent === null && frame.origin === APP_ORIGIN;
    if (!port || more.length > 0 || kind === undefined || !isOwnPage) {
      for (const refused of event.ports) refused.close();
      log('CHANNEL_REFUSED', kind ?? 'unknown');
      return;
    }
    const previous = open.get(kind);
    if (previous) {
      log('CHANNEL_REPLACED', kind);
      previous.close();
    }
    const channel = portChannel(port);
    open.set(kind, channel);
    channel.onClose(() => {
      if (open.get(kind) === channel) open.delete(kind);
    });
    onChannel(kind, channel);
  });
}
