import { afterAll, beforeAll, expect, test } from 'vitest';
import { id } from '../../renderer/locales/id.ts';
import { readTable } from '../support/kiosk-database.ts';
import { Operator } from '../support/operator.ts';
import { story } from '../support/story.ts';
import { KIOSK_SHELLS, type OpenedKiosk, TrainingGround } from '../support/training-ground.ts';

const { missing } = KIOSK_SHELLS.find(({ shell }) => shell === 'chromium-host')!;
let kiosk: OpenedKiosk;

story({ name: 'nobody is recorded twice by a quick hand', missing, page: () => kiosk?.page }, () => {
  let ground: TrainingGround;
  let operator: Operator;
  let nik: string;

  beforeAll(async () => {
    ground = await TrainingGround.create();
    await ground.startGateway();
    await ground.startKit(['--pace', '0']);
    kiosk = await ground.openKiosk();
    operator = new Operator(kiosk.page);
    await operator.startDay();
    // The centre is away: what was saved stays in the queue.
    await ground.gateway!.stop();
  });
  afterAll(() => ground.end());

  const rows = async () => ({
    records: (await readTable(kiosk.page, 'records')).map((record) => record.status),
    outbox: (await readTable(kiosk.page, 'outbox')).length,
  });

  test('a person is recorded', async () => {
    await kiosk.page.getByLabel('Cari penduduk').fill('siti');
    const row = kiosk.page.getByRole('row').filter({ hasText: /siti/i });
    [nik] = /\d{16}/.exec((await row.first().textContent())!.replaceAll(/\s/g, ''))!;
    await operator.record(nik);
    expect(await rows()).toEqual({ records: ['sealed'], outbox: 1 });
  });

  test('the same NIK pasted with Enter at once brings the question, and no second draft', async () => {
    await operator.press('Enter');
    await operator.sees('Siapa berikutnya?');
    await kiosk.page.keyboard.insertText(nik);
    await operator.press('Enter');
    await kiosk.page.getByText(id.home.alreadyHint).waitFor();
    await operator.sees('Siapa berikutnya?');
    expect(await rows()).toEqual({ records: ['sealed'], outbox: 1 });
  });

  test('Enter goes back from the question, and the queue still holds one packet', async () => {
    await operator.press('Enter');
    await kiosk.page.getByText(id.home.alreadyHint).waitFor({ state: 'hidden' });
    await operator.press('F8');
    await operator.sees('Menunggu jaringan');
    expect(await kiosk.page.getByText(/^\d{6}$/).allTextContents()).toEqual(['000001']);
    expect(await rows()).toEqual({ records: ['sealed'], outbox: 1 });
  });
});
