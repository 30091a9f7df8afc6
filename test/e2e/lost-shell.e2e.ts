import { afterAll, beforeAll, test } from 'vitest';
import { id } from '../../renderer/locales/id.ts';
import { Operator } from '../support/operator.ts';
import { story } from '../support/story.ts';
import { KIOSK_SHELLS, type OpenedKiosk, TrainingGround } from '../support/training-ground.ts';

const { missing } = KIOSK_SHELLS.find(({ shell }) => shell === 'chromium-host')!;
let kiosk: OpenedKiosk;

story({ name: 'the host is started again below an open page', missing, page: () => kiosk?.page }, () => {
  let ground: TrainingGround;
  let operator: Operator;
  let address: string;

  beforeAll(async () => {
    ground = await TrainingGround.create();
    await ground.startGateway();
    kiosk = await ground.openKiosk();
    operator = new Operator(kiosk.page);
  });
  afterAll(() => ground.end());

  test('the page, which the new host does not know, says what to do', async () => {
    await operator.startDay();
    await operator.choose('siti');
    await operator.confirmBiodata();
    await operator.sees('Ambil pas foto');
    address = await ground.restartHost();
    await operator.sees(id.errors.RPC_CLOSED.title);
    await kiosk.page.getByText(id.errors.RPC_CLOSED.next).waitFor();
  });

  test('opened again at the new address, the record goes on at its step', async () => {
    await kiosk.page.goto(address);
    await operator.signIn();
    await operator.sees('Siapa berikutnya?');
    await operator.choose('siti');
    await operator.sees('Ambil pas foto');
  });
});
