import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

/** What one bench found: rows of the same columns, and the sentence that says what was compared with what. */
export interface Measurement {
  /** Names the section in `docs/measurements.md`. */
  readonly title: string;
  readonly question: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const MEASUREMENTS = join(import.meta.dirname, '../../docs/measurements.md');

/** A Markdown table, which is also what the terminal shows. */
export function tableOf({ columns, rows }: Measurement): string {
  const widths = columns.map((column, index) => Math.max(column.length, ...rows.map((row) => row[index]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index]!)).join(' | ')} |`;
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** Replaces (or adds) the measurement's section in `docs/measurements.md`, with date, machine and command. */
export function recordMeasurement(measurement: Measurement, command: string): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const machine = `${cpus().length} cores, ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}`;
  const date = new Date().toISOString().slice(0, 10);
  const section = `## ${measurement.title}\n\n${measurement.question}\n\n${tableOf(measurement)}\n\n${date}, \`${command}\`, ${machine}, after ${commit}.\n`;
  const document = readFileSync(MEASUREMENTS, 'utf8');
  const start = document.indexOf(`## ${measurement.title}\n`);
  const end = start < 0 ? -1 : document.indexOf('\n## ', start + 1);
  const before = start < 0 ? `${document.trimEnd()}\n\n` : document.slice(0, start);
  const after = start < 0 || end < 0 ? '' : `\n${document.slice(end + 1)}`;
  writeFileSync(MEASUREMENTS, `${before}${section}${after}`);
}

/** The middle of a sample; of an even number, the upper of the two. */
export function median(sample: readonly number[]): number {
  return [...sample].sort((a, b) => a - b)[Math.floor(sample.length / 2)]!;
}

/** The value that 95 of 100 stay under. */
export function p95(sample: readonly number[]): number {
  return [...sample].sort((a, b) => a - b)[Math.ceil(sample.length * 0.95) - 1]!;
}
