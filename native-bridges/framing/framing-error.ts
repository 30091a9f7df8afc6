/** The closed list of what can be wrong with a frame. */
export type FramingReason =
  /** The packet identifier is none of the protocol's. */
  | 'PACKET_ID'
  /** The length field is missing, unreadable, or outside what the protocol allows; or less came than it says. */
  | 'LENGTH'
  /** The checksum does not match header and payload. */
  | 'CHECKSUM'
  /** A byte that the protocol does not have in this place. */
  | 'CHARACTER'
  /** A field holds what the protocol does not allow. */
  | 'VALUE'
  /** A line of a head is not what the protocol has there, or too long. */
  | 'HEAD'
  /** The payload is not of the kind that the frame announces. */
  | 'PAYLOAD';

/** A malformed frame. It is reported in the place of the frame and never passed on as data. */
export class FramingError extends Error {
  override readonly name = 'FramingError';
  readonly reason: FramingReason;

  constructor(reason: FramingReason) {
    super(reason);
    this.reason = reason;
  }
}
