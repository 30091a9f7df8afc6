import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { buildRendererVariant } from '../support/renderer-variant.ts';
import type { TrainingGround } from '../support/training-ground.ts';
import { type Measurement, median, p95 } from './measurement.ts';
import type { SimpanBench } from './simpan-page/main.ts';

/** Sealed bytes of a full record with ten prints and two irises (MOSIP's mock profile: 1,339,901 B). */
const RECORD_BYTES = 1_340_000;
/** What a record has beside its portrait here: signature noise and two prints. */
const BESIDE_THE_PHOTO = 900_000;
const ROUNDS = 30;

type BenchWindow = Window & { readonly bench: SimpanBench };

/**
 * *Simpan* in a real browser, over the real shell to a real disk, in turns with a bare write and fsync of as many bytes
 * on the same disk.
 *
 * @returns the measurement, and the ids of the packets that now lie in the ground's spool
 */
export async function benchSimpan(ground: TrainingGround): Promise<{ measurement: Measurement; packetIds: string[] }> {
  const rendererDir = await buildRendererVariant('test/bench/simpan-page');
  const { page } = await ground.openKiosk({ rendererDir });
  await page.waitForFunction(() => 'bench' in window);
  await page.evaluate((pin) => (window as unknown as BenchWindow).bench.open(pin), '246810');

  const first = await round(page, RECORD_BYTES - BESIDE_THE_PHOTO);
  const photoBytes = RECORD_BYTES - BESIDE_THE_PHOTO + (RECORD_BYTES - first.size);
  const saved: Awaited<ReturnType<SimpanBench['save']>>[] = [];
  const bare: number[] = [];
  for (let turn = 0; turn < ROUNDS; turn++) {
    const save = await round(page, photoBytes);
    saved.push(save);
    bare.push(bareWrite(join(ground.dir, `bare-${turn}`), save.size));
  }
  await ground.closeKiosk();

  const milliseconds = saved.map((save) => save.milliseconds);
  const size = median(saved.map((save) => save.size));
  const ratio = (a: number, b: number) => (a / b).toFixed(1);
  return {
    packetIds: saved.map((save) => save.packetId),
    measurement: {
      title: 'Simpan',
      question: `*Simpan* of a record of ${(size / 1e6).toFixed(2)} MB (archive, signature, seal, spool with fsync, strict transaction; in Chromium over the Chromium host) against a bare write and fsync of as many bytes on the same disk, in turns, ${ROUNDS} rounds.`,
      columns: ['', 'median', 'p95'],
      rows: [
        ['Simpan', `${median(milliseconds).toFixed(1)} ms`, `${p95(milliseconds).toFixed(1)} ms`],
        ['bare write + fsync', `${median(bare).toFixed(1)} ms`, `${p95(bare).toFixed(1)} ms`],
        ['ratio', ratio(median(milliseconds), median(bare)), ratio(p95(milliseconds), p95(bare))],
      ],
    },
  };
}

async function round(page: Page, photoBytes: number) {
  return page.evaluate(async (bytes) => {
    const { bench } = window as unknown as BenchWindow;
    return bench.save(await bench.record(bytes));
  }, photoBytes);
}

function bareWrite(file: string, size: number): number {
  const bytes = new Uint8Array(size).fill(0xa5);
  const start = performance.now();
  const handle = openSync(file, 'w');
  writeSync(handle, bytes);
  fsyncSync(handle);
  closeSync(handle);
  return performance.now() - start;
}
