import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPacketAtCentre, packetsAtCentre } from '../support/centre-archive.ts';
import { readTable } from '../support/kiosk-database.ts';
import { Operator } from '../support/operator.ts';
import { missingPrograms } from '../support/programs.ts';
import { story } from '../support/story.ts';
import { KIOSK_SHELLS, type OpenedKiosk, TrainingGround } from '../support/training-ground.ts';

const missingAtCentre = missingPrograms('age', 'unzip');

/** Keeps the bytes that leave the page's canvases (portrait, signature) as they are captured. */
function recordCanvasBytes(): void {
  const captured: { type: string; base64: string }[] = [];
  Object.assign(window, { captured });
  const original = OffscreenCanvas.prototype.convertToBlob;
  OffscreenCanvas.prototype.convertToBlob = async function (options) {
    const blob = await original.call(this, options);
    const bytes = new Uint8Array(await blob.arrayBuffer());
    captured.push({ type: blob.type, base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) });
    return blob;
  };
}

const capturedBytes = async (page: Page, type: string): Promise<Buffer[]> =>
  (await page.evaluate(() => (window as unknown as { captured: { type: string; base64: string }[] }).captured))
    .filter((capture) => capture.type === type)
    .map((capture) => Buffer.from(capture.base64, 'base64'));

/** What the kiosk's own database still holds of its records. */
async function readableRemains(page: Page): Promise<{ captures: number; keys: boolean[] }> {
  const [records, captures] = [await readTable(page, 'records'), await readTable(page, 'captures')];
  return { captures: captures.length, keys: records.map((record) => record.wrappedKey !== null) };
}

for (const { shell, missing } of KIOSK_SHELLS) {
  let kiosk: OpenedKiosk | undefined;
  const name = `one resident, recorded with no network, acknowledged by the centre, in ${shell}`;
  story({ name, missing: missing ?? missingAtCentre, page: () => kiosk?.page }, () => {
    let ground: TrainingGround;
    let operator: Operator;
    let photo: Buffer;
    let signature: Buffer;

    const open = async () => {
      kiosk = await ground.openKiosk({ shell });
      await kiosk.page.addInitScript(recordCanvasBytes);
      await kiosk.page.reload();
      operator = new Operator(kiosk.page);
    };
    const spooled = () => readdirSync(join(ground.folder.profile, 'spool')).filter((name) => name.endsWith('.packet'));

    beforeAll(async () => {
      ground = await TrainingGround.create();
      await ground.startGateway();
      await ground.startKit();
      await open();
    });
    afterAll(() => ground.end());

    test('the centre goes down, the recording begins, and a kill -9 of every process costs no finished step', async () => {
      await operator.startDay();
      await ground.gateway!.kill();
      await operator.choose('siti');
      await operator.confirmBiodata();
      await operator.takePhoto();
      [photo] = (await capturedBytes(operator.page, 'image/jpeg')) as [Buffer];
      await operator.sees('Minta penduduk menandatangani di kotak');

      await ground.killEverything();
      await ground.startKit();
      await open();
      await operator.signIn();
      await operator.sees('Siapa berikutnya?');
      await operator.page.getByText('Lanjutkan', { exact: false }).first().waitFor();
      await operator.press('Enter');
      // Resumed at the step it stopped at; biodata and portrait are done.
      await operator.sign();
      [signature] = (await capturedBytes(operator.page, 'image/png')) as [Buffer];
    });

    test('Tersimpan survives a kill -9 of every process', async () => {
      await operator.captureFingers();
      expect(await operator.save()).toBe(1);
      await ground.killEverything();

      expect(spooled()).toHaveLength(1);
      await open();
      await operator.signIn();
      await operator.sees('Siapa berikutnya?');
      await operator.press('F8');
      await operator.sees('Menunggu jaringan');
      await operator.page.getByText('000001').first().waitFor();
      expect(await readableRemains(operator.page)).toMatchObject({ keys: [true] });
    });

    test('the centre comes up, takes the packet and signs for it; spool copy and record key are gone', async () => {
      await ground.startGateway();
      await operator.page.getByRole('button', { name: /Kirim sekarang/ }).click();
      await operator.sees('Semua berkas sudah diterima pusat', 60_000);
      await expect.poll(spooled).toEqual([]);
      expect(await readableRemains(operator.page)).toEqual({ captures: 0, keys: [false] });
    });

    test('what the centre opens is what was captured, byte for byte', () => {
      const [packetId] = packetsAtCentre(ground.folder.gateway) as [string];
      const archive = openPacketAtCentre(ground.folder.gateway, packetId);
      expect([...archive.keys()].sort()).toEqual([
        'audit.jsonl',
        'biodata.json',
        'fingers/left-index.pgm',
        'fingers/right-index.pgm',
        'manifest.json',
        'manifest.jws',
        'photo.jpg',
        'signature.json',
        'signature.png',
      ]);
      expect(archive.get('photo.jpg')!.equals(photo)).toBe(true);
      expect(archive.get('signature.png')!.equals(signature)).toBe(true);
      // The sensor's own copies of what it sent: the last two, since the kit was restarted in between.
      const sent = readdirSync(join(ground.folder.kit, 'sent')).sort(
        (a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10),
      );
      const [right, left] = sent.slice(-2).map((name) => readFileSync(join(ground.folder.kit, 'sent', name)));
      expect(pixelsOf(archive.get('fingers/right-index.pgm')!).equals(pixelsOf(right!))).toBe(true);
      expect(pixelsOf(archive.get('fingers/left-index.pgm')!).equals(pixelsOf(left!))).toBe(true);
      expect(archive.get('biodata.json')!.toString()).toContain('SITI');
    });

    test('the centre accepted it, once', async () => {
      await operator.page.getByText('Diterima pusat').first().waitFor();
      expect(packetsAtCentre(ground.folder.gateway)).toHaveLength(1);
      expect((await ground.log()).map(({ code }) => code)).toContain('CENTRE_UNREACHABLE');
    });
  });
}

/** Pixels of a 256 by 288 PGM, whatever its header's spacing and comments. */
const pixelsOf = (pgm: Buffer) => pgm.subarray(pgm.length - 256 * 288);
