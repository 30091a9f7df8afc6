import { GatewayProblem } from './problems.ts';

/** Which list a cursor belongs to; one of the other list is refused. */
export type CursorKind = 'roster' | 'receipts';

/** A position in a list as an opaque word. */
export function writeCursor(kind: CursorKind, position: number): string {
  return Buffer.from(`${kind}:${position}`).toString('base64url');
}

/**
 * Position of a cursor; 0, before everything, for none.
 *
 * @throws GatewayProblem `REQUEST_INVALID`
 */
export function readCursor(kind: CursorKind, cursor: string | null): number {
  if (cursor === null || cursor === '') return 0;
  const match = /^([a-z]+):(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (match?.[1] !== kind) throw new GatewayProblem('REQUEST_INVALID', 'not a cursor of this list');
  return Number(match[2]);
}
