import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One line of the log: a code, and at most what a technician needs beside it. There is no field that takes a name, a
 * NIK or a message in words.
 */
export interface LogEntry {
  /** From a closed list of error codes, or of events. */
  readonly code: string;
  /** Sequence number of the packet it concerns. */
  readonly sequence?: number;
  /** RPC procedure that failed: `spool.put`. */
  readonly procedure?: string;
  /** `detail` of a `CodedError`: HTTP status, errno, field name. Reduced to a safe charset. */
  readonly detail?: string;
}

export interface DiagnosticLog {
  /** Never throws: a log that cannot be written must not stop an enrolment. */
  write(entry: LogEntry): void;
}

/** Size at which the file is turned over, and number of files kept, the current one included. */
const MAX_FILE_BYTES = 1024 * 1024;
const FILES_KEPT = 5;

const MAX_DETAIL_LENGTH = 160;

/**
 * Opens the kiosk's log: JSON lines in `<profileDir>/logs/kiosk.log`, older ones in `kiosk.1.log` (newest) to
 * `kiosk.4.log`.
 *
 * Lines are written at once and synchronously: the line that explains a crash must be there after it.
 */
export function openDiagnosticLog(profileDir: string, now: () => Date = () => new Date()): DiagnosticLog {
  const directory = join(profileDir, 'logs');
  const fileOf = (age: number) => join(directory, age === 0 ? 'kiosk.log' : `kiosk.${age}.log`);

  function turnOver(): void {
    rmSync(fileOf(FILES_KEPT - 1), { force: true });
    for (let age = FILES_KEPT - 2; age >= 0; age--) {
      if (sizeOf(fileOf(age)) > 0) renameSync(fileOf(age), fileOf(age + 1));
    }
  }

  return {
    write(entry) {
      try {
        const line = `${JSON.stringify({ at: now().toISOString(), ...safeEntry(entry) })}\n`;
        mkdirSync(directory, { recursive: true, mode: 0o700 });
        if (sizeOf(fileOf(0)) + line.length > MAX_FILE_BYTES) turnOver();
        appendFileSync(fileOf(0), line, { mode: 0o600 });
      } catch {
        // Full or failing disk: the officer is told by the operation that failed, not by its log line.
      }
    },
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Keeps what the fields are for and drops the rest: the log is read by strangers. */
function safeEntry({ code, sequence, procedure, detail }: LogEntry): LogEntry {
  return {
    code: /^[A-Z][A-Z0-9_]{1,63}$/.test(code) ? code : 'CODE_INVALID',
    ...(Number.isSafeInteger(sequence) && { sequence: sequence! }),
    ...(procedure !== undefined && /^[A-Za-z]{1,32}(\.[A-Za-z]{1,32})?$/.test(procedure) && { procedure }),
    ...(detail !== undefined && detail !== '' && { detail: safeDetail(detail) }),
  };
}

/** ASCII without quotes or controls; a run of 16 digits or more could be a NIK or a family card number. */
function safeDetail(detail: string): string {
  return detail
    .replace(/\d{16,}/g, '#')
    .replace(/[^A-Za-z0-9 .,:;_/()+=#-]/g, '?')
    .slice(0, MAX_DETAIL_LENGTH);
}
