/**
 * Where a sealed packet stands on its way to the centre. Persisted: never rename, never re-rank.
 *
 * 1. `waiting`: for its turn or for a link.
 * 2. `sending`: an upload runs. After a restart it counts as `waiting`; the byte offset is the centre's to know.
 * 3. `delivered`: the centre has every byte; its receipt is awaited.
 * 4. `rejected`: receipt verified, the centre does not take it.
 * 5. `acknowledged`: receipt verified, accepted.
 */
export const OUTBOX_STATUSES = ['waiting', 'sending', 'delivered', 'rejected', 'acknowledged'] as const;
export type OutboxStatus = (typeof OUTBOX_STATUSES)[number];

export type OutboxFact =
  | { readonly fact: 'UploadStarted' }
  | { readonly fact: 'UploadInterrupted' }
  | { readonly fact: 'UploadCompleted' }
  | { readonly fact: 'ReceiptVerified'; readonly verdict: 'accepted' | 'rejected' };

/** Next status; the same one where the fact changes nothing. A verified receipt is final. */
export function outboxStatusAfter(status: OutboxStatus, fact: OutboxFact): OutboxStatus {
  if (status === 'acknowledged' || status === 'rejected') return status;
  switch (fact.fact) {
    case 'UploadStarted':
      return status === 'waiting' ? 'sending' : status;
    case 'UploadInterrupted':
      return status === 'sending' ? 'waiting' : status;
    case 'UploadCompleted':
      return 'delivered';
    case 'ReceiptVerified':
      return fact.verdict === 'accepted' ? 'acknowledged' : 'rejected';
  }
}
