/** The closed list of what can be wrong with a frame. */
export type FramingReason =
  /** The packet identifier is none of the protocol's. */
  | 'PACKET_ID'
  /** The length field is outside what the protocol allows. */
  | 'LENGTH'
  /** The checksum does not match header and payload. */
  | 'CHECKSUM';

/** A malformed frame. It is reported in the place of the frame and never passed on as data. */
export class FramingError extends Error {
  override readonly name = 'FramingError';
  readonly reason: FramingReason;

  constructor(reason: FramingReason) {
    super(reason);
    this.reason = reason;
  }
}
