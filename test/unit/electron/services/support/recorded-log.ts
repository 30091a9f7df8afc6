import type { DiagnosticLog, LogEntry } from '../../../../../electron/services/diagnostics/diagnostic-log.ts';

/** A log that keeps its entries for the test to read. */
export function recordedLog(): DiagnosticLog & { readonly entries: LogEntry[]; codes(): string[] } {
  const entries: LogEntry[] = [];
  return { entries, codes: () => entries.map(({ code }) => code), write: (entry) => void entries.push(entry) };
}
