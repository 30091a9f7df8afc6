import { deviceError } from '../contract/errors.ts';
import type { ByteTransport } from './byte-transport.ts';
import { withDeadline } from './deadline.ts';

/**
 * Throws away what is on the line until it has been quiet for a moment: the rest of an answer that was broken off, or
 * what nobody asked for. Gives up after `limit` ms, since a device may babble for ever.
 *
 * @param quiet the line counts as quiet after this long without a byte, ms
 * @param onDropped sees what is thrown away
 * @throws CodedError `DEVICE_UNPLUGGED`; or the signal's reason
 */
export async function waitUntilQuiet(
  transport: ByteTransport,
  quiet: number,
  limit: number,
  signal: AbortSignal,
  onDropped: (chunk: Uint8Array) => void = () => {},
): Promise<void> {
  const isQuiet = deviceError('DEVICE_SILENT');
  const until = performance.now() + limit;
  try {
    while (performance.now() < until) {
      const chunk = await withDeadline(
        quiet,
        signal,
        () => isQuiet,
        (reading) => transport.read(reading),
      );
      onDropped(chunk);
    }
  } catch (error) {
    if (error !== isQuiet) throw error;
  }
}
