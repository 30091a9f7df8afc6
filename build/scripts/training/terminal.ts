import { styleText } from 'node:util';

/** One line of progress, Indonesian first. */
export function say(id: string, en: string): void {
  process.stdout.write(`  ${id} ${styleText('dim', `(${en})`)}\n`);
}

/** Says what keeps the kiosk from starting, and ends with a failure. */
export function giveUp(id: string, en: string): never {
  process.stderr.write(`\n  ${id}\n  ${en}\n\n`);
  process.exit(1);
}

/**
 * A block of labelled lines between two rules, calm enough to be read by someone who has never seen a terminal.
 *
 * @param rows label and value; a label may be empty
 */
export function printBlock(title: string, rows: readonly (readonly [label: string, value: string])[]): void {
  const width = Math.max(...rows.map(([label]) => label.length));
  const rule = '─'.repeat(72);
  const lines = rows.map(([label, value]) => `  ${styleText('dim', label.padEnd(width))}  ${value}`);
  process.stdout.write(`\n${rule}\n  ${styleText('bold', title)}\n\n${lines.join('\n')}\n${rule}\n\n`);
}
