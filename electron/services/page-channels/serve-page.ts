import { type Channel, connectRpc } from '../../../native-bridges/rpc/rpc.ts';
import type { ChannelKind } from '../../contract/channel-kinds.ts';
import { shellContract, shellEventContract } from '../../contract/shell-contract.ts';
import type { DeviceHostSupervisor } from '../device-host/supervisor.ts';
import type { DiagnosticLog } from '../diagnostics/diagnostic-log.ts';
import type { ShellServices } from '../shell-services.ts';

/**
 * @returns joins a channel that the page opened to what answers it: the services, with their contract checked, or the
 * device host, to which messages pass as they are
 */
export function servePage(services: ShellServices, devices: DeviceHostSupervisor, log: DiagnosticLog) {
  return (kind: ChannelKind, channel: Channel): void => {
    if (kind === 'devices') {
      devices.connect(channel);
      return;
    }
    const { remote, closed } = connectRpc({
      channel,
      local: shellContract,
      implementation: services.api,
      remote: shellEventContract,
      onFault: ({ code, procedure }) => log.write({ code, procedure }),
    });
    void closed.then(services.onEvents(remote.events));
  };
}
