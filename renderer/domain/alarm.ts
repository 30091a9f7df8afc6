/** What reconciliation at sign-in found and the officer must know of. */
export interface Alarm {
  readonly code: 'PACKET_ADOPTED' | 'PACKET_MISSING' | 'SECOND_MEDIUM_MISSING';
  /** The packet's number; null where the alarm is of no single packet. */
  readonly sequence: number | null;
}
