import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { ask, openSession } from '../../electron/chromium-host/host-under-test.ts';

const SCRIPT = join(import.meta.dirname, '../../../../build/scripts/start.ts');

/** `npm start` on a machine without a display. */
function start(dir: string, ...args: readonly string[]) {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const child = spawn(process.execPath, [SCRIPT, '--dir', dir, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output.text += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, output, ended };
}

async function addressIn(output: { readonly text: string }): Promise<string> {
  await vi.waitFor(() => expect(output.text).toContain('Ctrl+C'), { timeout: 120_000, interval: 200 });
  return /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(output.text)![0];
}

/** Processes that have the folder on their command line. */
function processesOf(dir: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return line.includes(dir) ? [`${pid} ${line}`] : [];
      } catch {
        return [];
      }
    });
}

async function interrupt({ child, ended }: { child: ChildProcess; ended: Promise<number | null> }): Promise<void> {
  child.kill('SIGINT');
  expect(await ended).toBe(0);
}

test.runIf(process.platform === 'linux')(
  'npm start brings a training kiosk up, says how to sign in, and leaves nothing running',
  { timeout: 240_000 },
  async () => {
    const dir = join(temporaryFolder(), 'training');
    const first = start(dir);
    const url = await addressIn(first.output);
    expect(first.output.text).toContain('MODE LATIHAN');
    expect(first.output.text).toMatch(/Petugas \/ officer +\S.*PIN \d{6}/);
    expect(first.output.text).toContain('there is no display');
    const { status, text } = await ask(Number(new URL(url).port), '/', { Cookie: await openSession(url) });
    expect([status, text]).toEqual([200, expect.stringContaining('<div id="root">')]);
    await interrupt(first);
    await vi.waitFor(() => expect(processesOf(dir)).toEqual([]), { timeout: 10_000 });

    // Again, and without the centre: the same people, prints and address.
    const invented = statSync(join(dir, 'portrait.y4m')).mtimeMs;
    const second = start(dir, '--no-gateway');
    expect(new URL(await addressIn(second.output)).port).toBe(new URL(url).port);
    expect(second.output.text).toContain('tidak dijalankan');
    expect(statSync(join(dir, 'portrait.y4m')).mtimeMs).toBe(invented);

    // A kiosk that runs is not disturbed, and not forgotten under its officer's hands.
    for (const args of [[], ['--fresh']]) {
      const third = start(dir, ...args);
      expect(await third.ended).toBe(1);
      expect(third.output.text).toContain('sedang berjalan (process ');
      expect(third.output.text).not.toContain('starting the reference centre');
    }
    await interrupt(second);
  },
);

test('a centre that has never been up is needed once', async () => {
  const { ended, output } = start(join(temporaryFolder(), 'training'), '--no-gateway');
  expect(await ended).toBe(1);
  expect(output.text).toContain('Start once without --no-gateway');
});

test.each([
  ['--port', 'x'],
  ['--port', '22'],
  ['--nothing', ''],
])('a wrong option is answered with the right ones: %s %s', async (...args) => {
  const { ended, output } = start(temporaryFolder(), ...args.filter(Boolean));
  expect(await ended).toBe(1);
  expect(output.text).toContain('--no-gateway');
});
