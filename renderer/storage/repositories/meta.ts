import type { EnrolmentDatabase } from '../enrolment-database.ts';

/** Key of the highest sequence number this kiosk has reserved. */
export const sequenceKey = (kioskId: string) => `sequence/${kioskId}`;
/** Key of the cursor behind the last receipt page that was wholly applied. */
export const receiptCursorKey = (kioskId: string) => `receipt-cursor/${kioskId}`;
/** Key of the cursor from which the roster goes on. */
export const ROSTER_CURSOR_KEY = 'roster-cursor';

/** A stored number; 0 before the first. Runs in the caller's transaction, if there is one. */
export async function readNumber(database: EnrolmentDatabase, key: string): Promise<number> {
  const value = (await database.meta.get(key))?.value;
  return typeof value === 'number' ? value : 0;
}

/** A stored text; null before the first. */
export async function readText(database: EnrolmentDatabase, key: string): Promise<string | null> {
  const value = (await database.meta.get(key))?.value;
  return typeof value === 'string' ? value : null;
}
