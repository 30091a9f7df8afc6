/** A packet's number as it is written and read out: six digits. */
export function packetNumber(sequence: number): string {
  return String(sequence).padStart(6, '0');
}
