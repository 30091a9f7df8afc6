/**
 * `npm run tour`: one resident from the search to the centre's signed receipt, through the real screens in a headless
 * browser and over the virtual kit. Says each step, and leaves a picture of each in `build/out/tour`.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { decodeJwt } from 'jose';
import { ensureBrowser } from '../../build/scripts/training/choose-shell.ts';
import { buildRenderer, isRendererStale } from '../../build/scripts/vite-builds.ts';
import { readReceipt, receiptMatches } from '../../electron/contract/receipt.ts';
import { activationBundle } from '../../electron/contract/siak-api.ts';
import { readTable } from '../support/kiosk-database.ts';
import { Operator } from '../support/operator.ts';
import { TrainingGround } from '../support/training-ground.ts';

const OUT = join(import.meta.dirname, '../../build/out/tour');
const started = performance.now();
let steps = 0;

function tell(step: string, ...figures: readonly string[]): void {
  steps += 1;
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(5);
  console.log(`${styleText('dim', `${seconds} s`)}  ${styleText('bold', step)}`);
  for (const figure of figures) console.log(`         ${figure}`);
}

async function tour(): Promise<void> {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  if (!ensureBrowser()) throw new Error('no browser of the Chromium family is installed, and none can be');
  if (isRendererStale()) await buildRenderer();
  const ground = await TrainingGround.create(join(OUT, 'kiosk'));
  try {
    const centre = await ground.startGateway();
    tell('Reference centre up', centre.url, `root key ${centre.rootKeyThumbprint}`);
    await ground.startKit();
    tell('Virtual sensor plugged in', `a real pseudo-terminal at ${ground.kit!.ready.fingerprint}`);
    await recordOne(ground);
  } finally {
    await ground.closeKiosk();
    await Promise.all([ground.gateway?.stop(), ground.kit?.stop()]);
  }
  console.log(`\n${steps} steps, pictures in ${OUT}`);
}

async function recordOne(ground: TrainingGround): Promise<void> {
  const { page } = await ground.openKiosk();
  const operator = new Operator(page);
  let pictures = 0;
  const picture = (name: string) => {
    pictures += 1;
    return page.screenshot({ path: join(OUT, `${String(pictures).padStart(2, '0')}-${name}.png`) });
  };

  await operator.sees(/Masuk sebagai petugas/);
  const activation = activationBundle.parse(
    decodeJwt(readFileSync(join(ground.folder.profile, 'activation.jws'), 'utf8')),
  );
  tell(
    'Kiosk activated, shell: Chromium host',
    `kiosk ${activation.kioskId}`,
    `drive ${activation.drive.name}, ${activation.drive.place}`,
  );
  await picture('sign-in');
  await operator.startDay();
  tell(
    `${activation.officers[0]!.name} signed in, roster opened`,
    (await page.getByText(/penduduk ada di kit/).textContent())!,
  );
  await page.getByLabel('Cari penduduk').pressSequentially('sit');
  await picture('search');
  await operator.choose('siti');
  await operator.sees('Bacakan biodata ini kepada penduduk');
  await picture('biodata');
  await operator.confirmBiodata();
  tell('Biodata read aloud and confirmed');
  await operator.sees('Ambil pas foto');
  await page.getByRole('button', { name: /Ambil foto/, disabled: false }).waitFor();
  await picture('camera');
  await operator.takePhoto();
  tell('Portrait taken, shown to the resident, approved');
  await operator.sign();
  tell('Signature written');
  const fingersStarted = performance.now();
  await operator.captureFinger('telunjuk kanan');
  await operator.sees('Letakkan telunjuk kiri', 60_000);
  await operator.captureFinger('telunjuk kiri');
  await page.getByRole('progressbar').first().waitFor();
  await picture('finger');
  await operator.sees('Kedua telunjuk sudah tersimpan', 60_000);
  await picture('fingers');
  const fingersSeconds = ((performance.now() - fingersStarted) / 1000).toFixed(1);
  const scores = await page.getByText(/^\d+ (jelas|ulangi)$/).allTextContents();
  tell(
    'Two index fingers captured over the serial line, at the sensor’s own pace',
    `${fingersSeconds} s, scores measured from the stored pixels: ${scores.join(', ')}`,
  );
  await operator.press('Enter');
  await operator.sees('Periksa sekali lagi, lalu simpan');
  await picture('review');
  const sealStarted = performance.now();
  const number = await operator.save();
  const sealMs = (performance.now() - sealStarted).toFixed(0);
  tell('Tersimpan', `packet number ${number}, ${sealMs} ms from the key to the word`);
  await picture('saved');

  await operator.press('F8');
  await operator.sees('Semua berkas sudah diterima pusat', 60_000);
  const [entry] = (await readTable(page, 'outbox')) as unknown as [OutboxRow];
  const receipt = await readReceipt(entry.receipt, activation.receiptKeys);
  if (!receiptMatches(receipt, entry) || receipt.verdict !== 'accepted') throw new Error('the receipt is not right');
  tell(
    'Acknowledged by the centre: receipt verified',
    `packet  ${entry.packetId}`,
    `sha-256 ${entry.sha256}`,
    `${entry.size} sealed bytes, received ${receipt.receivedAt}, verdict ${receipt.verdict}`,
  );
  await picture('queue');
  const [record] = (await readTable(page, 'records')) as unknown as [{ wrappedKey: unknown }];
  const captures = await readTable(page, 'captures');
  if (record.wrappedKey !== null || captures.length > 0) throw new Error('something readable is left');
  tell('Record key and spool copy destroyed on the kiosk');
}

interface OutboxRow {
  readonly packetId: string;
  readonly kioskId: string;
  readonly sequence: number;
  readonly sha256: string;
  readonly size: number;
  readonly receipt: string;
}

await tour();
