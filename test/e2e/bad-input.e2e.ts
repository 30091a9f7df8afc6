import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { id } from '../../renderer/locales/id.ts';
import { packetsAtCentre } from '../support/centre-archive.ts';
import { Operator } from '../support/operator.ts';
import { story } from '../support/story.ts';
import { type CameraBehaviour, KIOSK_SHELLS, type OpenedKiosk, TrainingGround } from '../support/training-ground.ts';

const cannotMount = process.getuid?.() === 0 ? null : 'needs root, to mount a small disk';

for (const { shell, missing } of KIOSK_SHELLS) {
  let kiosk: OpenedKiosk;
  const name = `bad input, in ${shell}: a sentence in Indonesian, a code in the log, the draft intact`;
  story({ name, missing, page: () => kiosk?.page }, () => {
    let ground: TrainingGround;
    let operator: Operator;
    const spoolFolder = () => join(ground.folder.profile, 'spool');

    const open = async (camera: CameraBehaviour) => {
      kiosk = await ground.openKiosk({ shell, camera });
      operator = new Operator(kiosk.page);
    };
    /** A notice that says what happened and what to do next, and the code in the log. */
    const told = async (code: keyof typeof id.errors, timeout = 20_000) => {
      const { title, next } = id.errors[code];
      const notice = kiosk.page.getByRole('alert').or(kiosk.page.getByRole('status')).filter({ hasText: title });
      await notice.filter({ hasText: next }).waitFor({ timeout });
      await expect
        .poll(async () => (await ground.log()).some((line) => line.code === code), { timeout: 5_000 })
        .toBe(true);
    };

    beforeAll(async () => {
      ground = await TrainingGround.create();
      await ground.startGateway();
      await ground.startKit(['--pace', '0']);
      if (!cannotMount) {
        // A medium that holds a few headers, and no packet.
        mkdirSync(spoolFolder(), { recursive: true });
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'jemput-small', spoolFolder()]);
      }
      await open('absent');
    });
    afterAll(async () => {
      await ground.closeKiosk();
      if (!cannotMount) execFileSync('umount', [spoolFolder()]);
      await ground.end();
    });

    test('a wrong PIN', async () => {
      await operator.signIn('111111');
      await told('PIN_WRONG');
      await operator.startDay();
    });

    test('a malformed NIK warns, and the recording goes on', async () => {
      await operator.choose('siti');
      await operator.sees('Bacakan biodata ini kepada penduduk');
      await kiosk.page.getByRole('button', { name: /Betulkan/ }).click();
      await operator.sees('Betulkan yang salah');
      const nik = kiosk.page.getByLabel('NIK', { exact: true });
      const before = await nik.inputValue();
      await nik.fill('32x1');
      await kiosk.page.getByText(id.nikFindings.NIK_NOT_SIXTEEN_DIGITS).waitFor();
      await nik.fill(before);
      await kiosk.page.getByText(id.nikFindings.NIK_NOT_SIXTEEN_DIGITS).waitFor({ state: 'detached' });
      await operator.press('Enter');
      await operator.confirmBiodata();
    });

    test('no camera, then one that is refused, then a portrait: the same draft at the same step', async () => {
      await operator.sees('Ambil pas foto');
      await told('CAMERA_ABSENT');
      // Electron asks nobody: its own policy gives the camera to our page alone.
      const cameras: CameraBehaviour[] = shell === 'electron' ? ['portrait'] : ['refused', 'portrait'];
      for (const camera of cameras) {
        await ground.closeKiosk();
        await open(camera);
        await operator.signIn();
        await operator.sees('Siapa berikutnya?');
        await kiosk.page.getByText('Pas foto').first().waitFor();
        await operator.press('Enter');
        await operator.sees('Ambil pas foto');
        if (camera === 'refused') await told('CAMERA_REFUSED');
      }
      await operator.takePhoto();
      await operator.sign();
    });

    test.each([
      ['nothing', { fault: 'silence' }, 'DEVICE_SILENT'],
      ['garbage', { fault: 'garbage' }, 'DEVICE_GARBAGE'],
      ['half a frame', { fault: 'half-frame' }, 'DEVICE_GARBAGE'],
      ['a wrong checksum', { fault: 'wrong-checksum' }, 'DEVICE_GARBAGE'],
      ['half an image', { fault: 'half-image' }, 'CAPTURE_INCOMPLETE'],
      ['success with an empty image', { fault: 'empty-image' }, 'CAPTURE_EMPTY'],
      ['nothing more: it is unplugged in the middle of the image', { fault: 'unplug' }, 'DEVICE_UNPLUGGED'],
    ] as const)('a sensor that answers %s', async (_name, command, code) => {
      ground.command('kit', command);
      await operator.captureFinger('telunjuk kanan');
      await told(code, 45_000);
      ground.command('kit', { fault: null });
      await expect.poll(() => existsSync(join(ground.folder.kit, 'fingerprint'))).toBe(true);
      await operator.sees('Letakkan telunjuk kanan');
    });

    test('the sensor is well again without a restart of anything', async () => {
      await expect
        .poll(() => kiosk.page.getByText(/1 alat siap|2 alat siap/).count(), { timeout: 20_000 })
        .toBeGreaterThan(0);
      await operator.captureFingers();
    });

    test.skipIf(cannotMount)(`a full disk at Simpan ${cannotMount ?? ''}`, async () => {
      await operator.sees('Periksa sekali lagi, lalu simpan');
      await operator.press('F10');
      await told('SPOOL_DISK_FULL');
      expect(readdirSync(spoolFolder()).filter((name) => name.endsWith('.packet'))).toEqual([]);
      execFileSync('mount', ['-o', 'remount,size=32m', spoolFolder()]);
    });

    test('a centre that answers 500, a captive portal, a forged receipt: nothing is deleted', async () => {
      ground.command('gateway', { fault: '500' });
      expect(await operator.save()).toBe(1);
      await operator.press('F8');
      const { page } = kiosk;
      await page.getByText(id.errors.CENTRE_FAILED.title).first().waitFor();
      ground.command('gateway', { fault: 'html' });
      await page.getByRole('button', { name: /Kirim sekarang/ }).click();
      await page.getByText(id.errors.CENTRE_NOT_SIAK.title).first().waitFor();
      ground.command('gateway', { fault: 'forged-receipt' });
      await page.getByRole('button', { name: /Kirim sekarang/ }).click();
      const codes = async () => (await ground.log()).map(({ code }) => code);
      await expect.poll(codes, { timeout: 30_000 }).toContain('RECEIPT_FORGED');
      expect(await codes()).toEqual(expect.arrayContaining(['CENTRE_FAILED', 'CENTRE_NOT_SIAK']));
      expect(readdirSync(spoolFolder()).filter((name) => name.endsWith('.packet'))).toHaveLength(1);
      await page.getByText(id.errors.RECEIPT_FORGED.title).first().waitFor();
    });

    test('and the true receipt ends it: accepted once', async () => {
      ground.command('gateway', { fault: null });
      await kiosk.page.getByRole('button', { name: /Kirim sekarang/ }).click();
      await operator.sees('Semua berkas sudah diterima pusat', 60_000);
      expect(packetsAtCentre(ground.folder.gateway)).toHaveLength(1);
    });

    test('the log names nobody', async () => {
      expect(JSON.stringify(await ground.log())).not.toMatch(/siti|\d{16}/i);
    });
  });
}
