import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Operator } from '../support/operator.ts';
import { missingPrograms } from '../support/programs.ts';
import { buildRendererVariant } from '../support/renderer-variant.ts';
import { story } from '../support/story.ts';
import { type OpenedKiosk, TrainingGround } from '../support/training-ground.ts';

const missing = missingPrograms('chromium', 'pgrep');

/** Typed in as a correction, so that it can come from nowhere but the recording. */
const NAME = 'ZWARTBOLD QUIMBAYA';
const NIK = '7324069912887741';

/** Files below a folder that contain a text as UTF-8 or UTF-16, either byte order. */
function filesContaining(folder: string, text: string): string[] {
  const utf16 = Buffer.from(text, 'utf16le');
  const needles = [Buffer.from(text, 'utf8'), utf16, Buffer.from(utf16).swap16()];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return needles.some((needle) => bytes.includes(needle));
    })
    .map((file) => relative(folder, file));
}

/** Records the distinctive person, from the search to *Tersimpan*. */
async function recordDistinctivePerson(operator: Operator): Promise<void> {
  const { page } = operator;
  await operator.choose('siti');
  await operator.sees('Bacakan biodata ini kepada penduduk');
  await page.getByRole('button', { name: /Betulkan/ }).click();
  await page.getByLabel('Nama lengkap').fill(NAME);
  await page.getByLabel('NIK', { exact: true }).fill(NIK);
  for (const reason of await page.getByLabel(/Alasan perubahan/).all()) await reason.selectOption('document');
  await page.getByRole('button', { name: /Selesai membetulkan/ }).click();
  await operator.confirmBiodata();
  await operator.takePhoto();
  await operator.sign();
  await operator.captureFingers();
  await page.getByText(NAME).first().waitFor();
  await operator.save();
}

let kiosk: OpenedKiosk;

story({ name: 'the profile of a kiosk names nobody', missing, page: () => kiosk?.page }, () => {
  const grounds: TrainingGround[] = [];
  let variant: string;

  const searchAfterRecording = async (rendererDir?: string) => {
    const ground = await TrainingGround.create();
    grounds.push(ground);
    await ground.startGateway();
    await ground.startKit(['--pace', '0']);
    kiosk = await ground.openKiosk(rendererDir === undefined ? {} : { rendererDir });
    const operator = new Operator(kiosk.page);
    await operator.startDay();
    // The centre is away from here on: the packet stays in the spool, the record in the database.
    await ground.gateway!.stop();
    await recordDistinctivePerson(operator);
    expect(filesContaining(join(ground.folder.profile, 'spool'), 'age-encryption.org/v1')).toHaveLength(1);
    await ground.closeKiosk();
    return { name: filesContaining(ground.folder.profile, NAME), nik: filesContaining(ground.folder.profile, NIK) };
  };

  beforeAll(async () => {
    variant = await buildRendererVariant('test/e2e/plaintext-kiosk');
  });
  afterAll(async () => {
    for (const ground of grounds) await ground.end();
  });

  test('a byte search of database, spool, keys and logs finds neither name nor NIK', async () => {
    expect(await searchAfterRecording()).toEqual({ name: [], nik: [] });
  });

  test('the same search finds both once encryption is switched off', async () => {
    const found = await searchAfterRecording(variant);
    expect(found.name.length, 'files with the name').toBeGreaterThan(0);
    expect(found.nik.length, 'files with the NIK').toBeGreaterThan(0);
  });
});
