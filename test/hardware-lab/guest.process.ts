/**
 * Runs in the guest: a simulated pad behind the kernel's HID layer, and the product's own driver over node-hid.
 * Prints one line a step; the last one is `LAB passed` or `LAB failed`.
 */
import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PadImage, PadPoint, SignaturePad } from '../../native-bridges/contract/signature-pad.ts';
import { openStuDriver } from '../../native-bridges/drivers/signature/stu/driver.ts';
import { STU_TIMING, WACOM_VENDOR_ID } from '../../native-bridges/drivers/signature/stu/properties.ts';
import { encodePixels } from '../../native-bridges/drivers/signature/stu/protocol.ts';
import { inventedSignature } from '../../native-bridges/simulators/stu/signature.ts';
import { SIMULATED_STU_430 } from '../../native-bridges/simulators/stu/simulated-pad.ts';
import { listHidDevices, NodeHidTransport } from '../../native-bridges/transports/hid/node-hid-transport.ts';

const SAMPLES = 500;
const { productId, serial, capability } = SIMULATED_STU_430;

/** The pad's process. */
class PadProcess {
  readonly #child: ChildProcess & { stdin: NodeJS.WritableStream };
  readonly #answers: Interface;

  constructor() {
    const program = join(import.meta.dirname, 'pad.process.ts');
    const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child = child;
    this.#answers = createInterface({ input: child.stdout });
  }

  async tell(command: object): Promise<Record<string, unknown>> {
    const answer = once(this.#answers, 'line');
    this.#child.stdin.write(`${JSON.stringify(command)}\n`);
    return JSON.parse((await answer)[0]);
  }

  stop(): void {
    this.#child.kill();
  }
}

const say = (line: string) => process.stdout.write(`LAB ${line}\n`);

/** Waits until the pad is, or is not, among the devices that node-hid lists. */
async function untilListed(wanted: boolean): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const listed = (await listHidDevices()).some(
      (device) => device.vendorId === WACOM_VENDOR_ID && device.productId === productId && device.serial === serial,
    );
    if (listed === wanted) return;
    await sleep(100);
  }
  throw new Error(`pad ${wanted ? 'not listed' : 'still listed'} after 10 s`);
}

const openHidHandles = (): number =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith('/dev/hidraw');
    } catch {
      return false;
    }
  }).length;

/** Signs until as many points have come as are written; gives what came, also before a failure. */
async function sign(driver: SignaturePad, pad: PadProcess, points: PadPoint[], fault: string | null): Promise<void> {
  const signing = driver.sign({
    signal: AbortSignal.timeout(60_000),
    onPoint: (point) => {
      points.push(point);
      if (points.length === SAMPLES) driver.finish();
    },
  });
  const failure = signing.catch(() => {});
  // The pad has its orders before the pen comes down.
  await sleep(500);
  await pad.tell({ do: 'write', samples: SAMPLES, fault });
  await failure;
  await signing;
}

/** Holds points against the signature that was written: complete as far as they go, in order, pressure and time. */
function requireAsWritten(points: readonly PadPoint[]): void {
  const steps = inventedSignature(SIMULATED_STU_430, SAMPLES).slice(0, points.length);
  deepStrictEqual(
    points.map(({ x, y, down, pressure }) => ({ x, y, down, pressure: Math.round(pressure * capability.maxPressure) })),
    steps.map(({ x, y, down, pressure }) => ({ x, y, down, pressure })),
  );
  deepStrictEqual(
    points.map(({ timeMs }) => timeMs),
    steps.map((_, index) => index * 5),
  );
  strictEqual(
    points.reduce((sum, { lostSamples }) => sum + lostSamples, 0),
    0,
  );
}

async function showStatement(driver: SignaturePad, pad: PadProcess): Promise<void> {
  const { screenWidth: width, screenHeight: height } = driver.capability;
  const image: PadImage = { width, height, pixels: Uint8Array.from({ length: width * height }, (_, at) => at & 0xff) };
  await driver.showImage(image, { signal: AbortSignal.timeout(60_000), onProgress: () => {} });
  const { sha256 } = await pad.tell({ do: 'screen' });
  strictEqual(sha256, createHash('sha256').update(encodePixels(image, 'mono')).digest('hex'));
}

async function run(pad: PadProcess): Promise<void> {
  await pad.tell({ do: 'plug' });
  await untilListed(true);
  say(`node-hid lists ${SIMULATED_STU_430.name}, 056a:${productId.toString(16).padStart(4, '0')}, serial ${serial}`);

  const transport = new NodeHidTransport({ vendorId: WACOM_VENDOR_ID, productId, serial });
  const driver = await openStuDriver(
    transport,
    STU_TIMING,
    { deviceId: 'signature-1', simulated: true },
    AbortSignal.timeout(30_000),
  );
  strictEqual(driver.identity.model, SIMULATED_STU_430.name);
  strictEqual(driver.capability.maxX, capability.maxX);
  say(`greeted: ${driver.identity.model}, ${driver.capability.maxX}×${driver.capability.maxY} units`);

  await showStatement(driver, pad);
  say('the statement is on the screen, byte for byte');

  const whole: PadPoint[] = [];
  await sign(driver, pad, whole, null);
  strictEqual(whole.length, SAMPLES);
  requireAsWritten(whole);
  say(`${whole.length} points complete and in order, ${whole.at(-1)!.timeMs} ms by the pad's clock`);

  const broken: PadPoint[] = [];
  await rejects(sign(driver, pad, broken, 'unplug'), { code: 'DEVICE_UNPLUGGED' });
  ok(broken.length > 0 && broken.length <= SAMPLES / 2);
  ok(broken.at(-1)!.down, 'pulled out in the middle of a stroke');
  requireAsWritten(broken);
  strictEqual(openHidHandles(), 0);
  await untilListed(false);
  say(`unplugged mid-stroke after ${broken.length} points: DEVICE_UNPLUGGED, no handle held`);

  await pad.tell({ do: 'plug' });
  await untilListed(true);
  const again: PadPoint[] = [];
  await sign(driver, pad, again, null);
  strictEqual(again.length, SAMPLES);
  requireAsWritten(again);
  say(`plugged in again: the same driver takes ${again.length} points`);

  await driver.close();
  strictEqual(openHidHandles(), 0);
  await pad.tell({ do: 'unplug' });
  say('closed, no handle held');
}

const pad = new PadProcess();
try {
  await run(pad);
  say('passed');
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  say('failed');
} finally {
  pad.stop();
}
