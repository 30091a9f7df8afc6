import { createHash } from 'node:crypto';

/**
 * True if every line of an audit trail hangs on the one before by its SHA-256, the first on the hash of nothing. Lines
 * cut off the end cannot be seen from here. Written from the format, without the code that writes trails.
 */
export function isAuditChainIntact(lines: readonly string[]): boolean {
  return lines.every((line, index) => {
    const before = createHash('sha256')
      .update(lines[index - 1] ?? '')
      .digest('hex');
    return previousOf(line) === before;
  });
}

function previousOf(line: string): unknown {
  try {
    return JSON.parse(line).previous;
  } catch {
    return null;
  }
}
