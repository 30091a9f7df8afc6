import type { Bytes } from '../../../contract/bytes.ts';
import { deviceError } from '../../../contract/errors.ts';
import { FramingError } from '../../../framing/framing-error.ts';
import { encodeZfmPacket, type ZfmPacket, ZfmPacketParser } from '../../../framing/zfm.ts';
import type { ByteTransport } from '../../../transports/byte-transport.ts';
import { withDeadline } from '../../../transports/deadline.ts';
import { waitUntilQuiet } from '../../../transports/quiet.ts';

/** Commands and packets over a line of bytes, each within a time limit. */
export class ZfmLink {
  readonly #transport: ByteTransport;
  readonly #address: number;
  #parser = new ZfmPacketParser();
  #packets: (ZfmPacket | FramingError)[] = [];
  /** Bytes heard since the last command: tells a device that talks nonsense from one that says nothing. */
  #heardBytes = 0;

  constructor(transport: ByteTransport, address: number) {
    this.#transport = transport;
    this.#address = address;
  }

  /** Throws away what is on the line: the rest of an image that was broken off, an answer nobody waits for any more. */
  async settle(quiet: number, limit: number, signal: AbortSignal): Promise<void> {
    await waitUntilQuiet(this.#transport, quiet, limit, signal);
    this.#parser = new ZfmPacketParser();
    this.#packets = [];
  }

  /**
   * Sends a command and returns the payload of its acknowledgement: the confirmation code and what follows it.
   *
   * @throws CodedError `DEVICE_SILENT` when nothing came within the limit, `DEVICE_GARBAGE` when something else did,
   *   `DEVICE_UNPLUGGED`; or the signal's reason
   */
  async command(payload: Bytes, limit: number, signal: AbortSignal): Promise<Bytes> {
    this.#heardBytes = 0;
    const late = () =>
      this.#heardBytes === 0
        ? deviceError('DEVICE_SILENT', `command 0x${payload[0]!.toString(16)}`)
        : deviceError('DEVICE_GARBAGE', `${this.#heardBytes} bytes, no answer`);
    return withDeadline(limit, signal, late, async (waiting) => {
      await this.#transport.write(encodeZfmPacket({ address: this.#address, kind: 'command', payload }));
      for (;;) {
        const packet = await this.#nextPacket(waiting);
        if (packet.kind === 'acknowledge') return packet.payload;
        // Data packets of an image that was broken off may still come in: they belong to no one.
      }
    });
  }

  /**
   * Receives data packets up to the one that ends them.
   *
   * @param expected bytes that are to come
   * @param gap longest silence between two packets, ms
   * @throws CodedError `CAPTURE_INCOMPLETE` when fewer bytes came, `DEVICE_GARBAGE` when more or broken ones did,
   *   `DEVICE_UNPLUGGED`; or the signal's reason
   */
  async receiveData(
    expected: number,
    gap: number,
    signal: AbortSignal,
    onProgress: (share: number) => void,
  ): Promise<Bytes> {
    const data = new Uint8Array(expected);
    let received = 0;
    const incomplete = () => deviceError('CAPTURE_INCOMPLETE', `${received} of ${expected} bytes`);
    for (;;) {
      const packet = await withDeadline(gap, signal, incomplete, (waiting) => this.#nextPacket(waiting));
      if (packet.kind !== 'data' && packet.kind !== 'end-of-data') {
        throw deviceError('DEVICE_GARBAGE', `${packet.kind} packet inside an image`);
      }
      if (received + packet.payload.length > expected) {
        throw deviceError('DEVICE_GARBAGE', `more than ${expected} bytes`);
      }
      data.set(packet.payload, received);
      received += packet.payload.length;
      onProgress(received / expected);
      if (packet.kind === 'data') continue;
      if (received < expected) throw incomplete();
      return data;
    }
  }

  async #nextPacket(signal: AbortSignal): Promise<ZfmPacket> {
    for (;;) {
      const next = this.#packets.shift();
      if (next instanceof FramingError) throw deviceError('DEVICE_GARBAGE', `frame: ${next.reason}`, next);
      if (next?.address === this.#address) return next;
      if (next) throw deviceError('DEVICE_GARBAGE', 'answer from another address');
      const chunk = await this.#transport.read(signal);
      this.#heardBytes += chunk.length;
      this.#packets.push(...this.#parser.push(chunk));
    }
  }
}
