/**
 * The hardware lab: the signature pad's driver over node-hid and the kernel's own HID layer, in a guest that has it.
 *
 * `npm run test:hardware-lab`. The guest is emulated (TCG), so that it runs on any machine; see README.md here.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fetchGuestKernel } from './guest-kernel.ts';
import { buildInitramfs } from './initramfs.ts';
import { requirePrograms } from './programs.ts';

/** The whole lab is to take less than three minutes; a guest that hangs is stopped before that. */
const GUEST_LIMIT_MS = 150_000;
/** What the guest's kernel and test said last, where they did not say that all passed. */
const LINES_OF_A_FAILURE = 60;
const startedAt = performance.now();
const say = (line: string) =>
  process.stdout.write(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);

/** Boots the guest and tells what it says of the lab. @returns true where it says that all passed */
async function boot(kernel: string, initramfs: string): Promise<boolean> {
  const guest = spawn(
    'qemu-system-x86_64',
    [
      ...['-accel', 'tcg', '-cpu', 'max', '-smp', '2', '-m', '1024', '-nographic', '-no-reboot'],
      ...['-nic', 'none', '-kernel', kernel, '-initrd', initramfs, '-append', 'console=ttyS0 panic=-1 quiet'],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const limit = setTimeout(() => {
    say(`the guest is stopped after ${GUEST_LIMIT_MS / 1000} s`);
    guest.kill('SIGKILL');
  }, GUEST_LIMIT_MS);
  let passed = false;
  const otherLines: string[] = [];
  for await (const line of createInterface({ input: guest.stdout })) {
    const step = /LAB (.*)/.exec(line)?.[1];
    if (step === 'passed') passed = true;
    if (step) say(step);
    else otherLines.push(line.replace(/[^ -~]/g, ''));
  }
  clearTimeout(limit);
  if (!passed) for (const line of otherLines.slice(-LINES_OF_A_FAILURE)) say(`guest: ${line}`);
  return passed;
}

async function run(): Promise<boolean> {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('the lab needs Linux on x86-64');
  requirePrograms(say);
  const folder = join(import.meta.dirname, '../../build/out/hardware-lab');
  mkdirSync(folder, { recursive: true });
  const kernel = fetchGuestKernel(folder, say);
  say('building the guest');
  const initramfs = buildInitramfs(folder, kernel.modules);
  say('booting the guest');
  return boot(kernel.image, initramfs);
}

try {
  const passed = await run();
  say(passed ? 'hardware lab: passed' : 'hardware lab: FAILED');
  process.exitCode = passed ? 0 : 1;
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
