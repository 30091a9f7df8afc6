/**
 * Where a record stands on this kiosk. Persisted: never rename, never re-rank.
 *
 * 1. `draft`: being recorded, or left half-way; every step so far is stored.
 * 2. `sealing`: a packet id and a sequence number are reserved and the packet is on its way to the spool.
 *    A kiosk that finds it at start asks the spool which side of the write it died on.
 * 3. `sealed`: spool and outbox have it durably. Only now has the screen said *Tersimpan*.
 * 4. `rejected`: the centre signed that it does not take it; the record key is kept for the re-recording.
 * 5. `acknowledged`: the centre signed for it; spool copies and record key are gone.
 */
export const RECORD_STATUSES = ['draft', 'sealing', 'sealed', 'rejected', 'acknowledged'] as const;
export type RecordStatus = (typeof RECORD_STATUSES)[number];

/** Facts that move a record; the present tense of a wish is not among them. */
export type RecordFact =
  | { readonly fact: 'PacketReserved' }
  /** The spool never got the reserved packet: the officer may save again, under the same number. */
  | { readonly fact: 'PacketNotSpooled' }
  | { readonly fact: 'PacketQueued' }
  | { readonly fact: 'ReceiptVerified'; readonly verdict: 'accepted' | 'rejected' };

/** Next status; the same one where the fact changes nothing. Never goes back behind `sealed`; a receipt is final. */
export function recordStatusAfter(status: RecordStatus, fact: RecordFact): RecordStatus {
  switch (fact.fact) {
    case 'PacketReserved':
      return status === 'draft' ? 'sealing' : status;
    case 'PacketNotSpooled':
      return status === 'sealing' ? 'draft' : status;
    case 'PacketQueued':
      return status === 'draft' || status === 'sealing' ? 'sealed' : status;
    case 'ReceiptVerified':
      if (status === 'acknowledged' || status === 'rejected') return status;
      return fact.verdict === 'accepted' ? 'acknowledged' : 'rejected';
  }
}
