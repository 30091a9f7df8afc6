import type { Ed25519PublicJwk } from '../../electron/contract/centre-keys.ts';
import { readReceipt, receiptMatches } from '../../electron/contract/receipt.ts';
import type { ShellApi } from '../../electron/contract/shell-contract.ts';
import { isCoded } from '../../native-bridges/contract/errors.ts';
import type { OutboxEntry } from '../domain/outbox-entry.ts';
import type { OutboxRepository } from '../storage/repositories/outbox-repository.ts';

export interface ReceiptPorts {
  readonly outbox: Pick<OutboxRepository, 'get' | 'settle' | 'forgetRecord' | 'receiptCursor' | 'moveReceiptCursor'>;
  readonly centre: Pick<ShellApi['centre'], 'receipts'>;
  readonly spool: Pick<ShellApi['spool'], 'release'>;
  readonly receiptKeys: readonly Ed25519PublicJwk[];
  readonly kioskId: string;
  readonly report: (code: string, sequence: number | null) => void;
}

/**
 * - `settled`: verified, and the entry now stands where the receipt says;
 * - `known`: verified, and nothing to do: settled before, or of a packet this kiosk does not hold (any more);
 * - `forged`: not the centre's word about that packet. Nothing was changed.
 */
export type ReceiptOutcome = 'settled' | 'known' | 'forged';

/**
 * Applies one receipt. An accepted record is forgotten in the order that survives a crash anywhere: first it is
 * acknowledged here and in the ledger, then the spool copies go, then captures and key. Forgetting that fails is
 * reported and left to the reconciliation at the next sign-in: it must not hold up the receipts behind it.
 *
 * @throws CodedError `STORAGE_*`: nothing was settled, and the receipt will be applied at the next look
 */
export async function applyReceipt(jws: string, ports: ReceiptPorts): Promise<ReceiptOutcome> {
  const { outbox, receiptKeys, report } = ports;
  const receipt = await readReceipt(jws, receiptKeys).catch((error: unknown) => {
    if (isCoded(error, 'RECEIPT_FORGED')) return null;
    throw error;
  });
  if (!receipt) {
    report('RECEIPT_FORGED', null);
    return 'forged';
  }
  const entry = await outbox.get(receipt.packetId);
  if (!entry) return 'known';
  if (!receiptMatches(receipt, entry)) {
    report('RECEIPT_FORGED', entry.sequence);
    return 'forged';
  }
  const { packetId, verdict, reasons, receivedAt } = receipt;
  const settled = await outbox.settle({ packetId, verdict, reasons, receivedAt, jws });
  // Also for a receipt that is read again: the first time may have ended before everything was forgotten.
  const accepted = settled ? verdict === 'accepted' : entry.status === 'acknowledged';
  if (accepted) await forgetPacket({ ...entry, receipt: entry.receipt ?? jws }, ports);
  return settled ? 'settled' : 'known';
}

/**
 * Destroys what an acknowledged packet leaves: spool copies first, since their release needs the receipt only. A failure
 * is reported, never thrown; what it leaves is found at the next sign-in.
 */
export async function forgetPacket(
  {
    packetId,
    recordId,
    sequence,
    receipt,
  }: Pick<OutboxEntry, 'packetId' | 'recordId' | 'sequence'> & { receipt: string },
  { spool, outbox, report }: Pick<ReceiptPorts, 'spool' | 'outbox' | 'report'>,
): Promise<void> {
  try {
    await spool.release(packetId, receipt);
    if (recordId !== null) await outbox.forgetRecord(recordId);
  } catch (error) {
    report(isCoded(error) ? error.code : 'RPC_INTERNAL', sequence);
  }
}

/**
 * Fetches and applies every receipt since the stored cursor. The cursor moves behind a page only when all of it was
 * the centre's word: a page with a forgery in it is read again next time, when the centre itself may answer.
 *
 * @returns how many packets were settled, and whether every receipt was the centre's word
 * @throws CodedError `CENTRE_*` | `STORAGE_*` | `RPC_*`
 */
export async function fetchReceipts(ports: ReceiptPorts): Promise<{ settled: number; trusted: boolean }> {
  const { outbox, centre, kioskId } = ports;
  let cursor = await outbox.receiptCursor(kioskId);
  let settled = 0;
  let trusted = true;
  for (;;) {
    const page = await centre.receipts(cursor);
    for (const jws of page.receipts) {
      const outcome = await applyReceipt(jws, ports);
      if (outcome === 'settled') settled += 1;
      if (outcome === 'forged') trusted = false;
    }
    if (page.receipts.length === 0 || page.nextCursor === cursor) return { settled, trusted };
    cursor = page.nextCursor;
    if (trusted) await outbox.moveReceiptCursor(kioskId, cursor);
  }
}
