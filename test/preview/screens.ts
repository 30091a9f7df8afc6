import type { Page } from 'playwright-core';
import { previewRecordId } from './fake-drafts.ts';

/** One picture: which kiosk, and what an officer does until the screen is there. */
export interface Screen {
  readonly name: string;
  /** Query of the address, see scenario.ts. */
  readonly scenario: string;
  /** Which camera the browser has: one that films a drawn person, none, or one that it refuses. */
  readonly camera?: 'absent' | 'refused';
  /** The screen fails on purpose, and the console says so. */
  readonly throws?: true;
  reach(page: Page): Promise<void>;
}

/** From sign-in to the search. */
export async function signIn(page: Page): Promise<void> {
  await page.getByLabel('PIN', { exact: true }).fill('123456');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Kunci|Lock/ }).waitFor();
}

/** Opens the n-th draft of the preview: 1 at the biodata … 5 at the review. */
export const openDraft = (number: number) => async (page: Page) => {
  await signIn(page);
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    `#/record/${previewRecordId(number)}`,
  );
  await page.getByRole('navigation').waitFor();
};

const search = (text: string) => async (page: Page) => {
  await signIn(page);
  await page.getByRole('combobox').fill(text);
};

const queue = async (page: Page) => {
  await signIn(page);
  await page.keyboard.press('F8');
};

async function sign(page: Page): Promise<void> {
  const pad = await page.getByRole('img', { name: /otak tanda tangan|ignature box/ }).boundingBox();
  if (!pad) throw new Error('no signature pad');
  await page.mouse.move(pad.x + pad.width * 0.2, pad.y + pad.height * 0.55);
  await page.mouse.down();
  for (let at = 0; at <= 60; at++) {
    const along = at / 60;
    await page.mouse.move(
      pad.x + pad.width * (0.2 + 0.6 * along),
      pad.y + pad.height * (0.5 + 0.25 * Math.sin(along * 20) * (1 - along)),
    );
  }
  await page.mouse.up();
}

const press =
  (...keys: readonly string[]) =>
  async (page: Page) => {
    for (const key of keys) await page.keyboard.press(key);
  };

const after =
  (...steps: readonly ((page: Page) => Promise<void>)[]) =>
  async (page: Page) => {
    for (const step of steps) await step(page);
  };

const captureFinger = (page: Page) => page.keyboard.press('Enter');

/** Every screen and every state that matters, in the order in which an officer meets them. */
export const SCREENS: readonly Screen[] = [
  { name: '01-activation', scenario: 'activated=no', reach: async () => undefined },
  {
    name: '02-activation-refused',
    scenario: 'activated=no',
    reach: after(async (page) => page.getByRole('textbox').fill('SALAH'), press('Enter')),
  },
  { name: '03-sign-in', scenario: '', reach: async () => undefined },
  { name: '04-sign-in-several', scenario: 'officers=3&training=no', reach: async () => undefined },
  {
    name: '05-sign-in-wrong-pin',
    scenario: '',
    reach: after(async (page) => page.getByLabel('PIN', { exact: true }).fill('0000'), press('Enter')),
  },
  {
    name: '06-sign-in-busy',
    scenario: 'signIn=slow',
    reach: after(async (page) => page.getByLabel('PIN', { exact: true }).fill('123456'), press('Enter')),
  },
  { name: '10-home-drafts', scenario: '', reach: signIn },
  { name: '11-home-first-day', scenario: 'drafts=none&queue=empty', reach: signIn },
  { name: '12-home-search', scenario: 'queue=offline', reach: after(search('a'), press('ArrowDown', 'ArrowDown')) },
  { name: '13-home-no-match', scenario: '', reach: search('zzz') },
  { name: '14-home-nik-short', scenario: '', reach: search('99123') },
  { name: '15-home-already', scenario: 'drafts=none', reach: after(search('a'), alreadyRecorded) },
  { name: '16-home-alarms', scenario: 'alarms=some&device=faulted', reach: signIn },
  { name: '17-home-no-roster', scenario: 'roster=empty', reach: signIn },
  { name: '18-home-roster-unreadable', scenario: 'roster=unreadable', reach: after(signIn, press('Enter')) },
  { name: '20-biodata', scenario: '', reach: openDraft(1) },
  { name: '21-biodata-editing', scenario: '', reach: after(openDraft(1), press('F2'), correct) },
  { name: '22-biodata-reason-missing', scenario: '', reach: after(openDraft(1), press('F2'), correct, press('Enter')) },
  { name: '23-biodata-corrected', scenario: '', reach: after(openDraft(1), press('F2'), correct, giveReasons) },
  {
    name: '26-biodata-unsaved',
    scenario: 'typing=STORAGE_FULL',
    reach: after(openDraft(1), press('F2'), correct, alertShown, press('Control+l')),
  },
  { name: '24-record-damaged', scenario: 'load=VAULT_DAMAGED', reach: after(signIn, press('Enter')) },
  { name: '25-screen-failed', scenario: 'load=crash', throws: true, reach: after(signIn, press('Enter')) },
  { name: '30-photo-live', scenario: '', reach: after(openDraft(2), cameraLive) },
  { name: '31-photo-approve', scenario: '', reach: after(openDraft(2), cameraLive, press('Space'), photoShown) },
  { name: '32-photo-approved', scenario: '', reach: after(openDraft(3), press('Escape'), photoShown) },
  { name: '33-camera-absent', scenario: '', camera: 'absent', reach: after(openDraft(2), alertShown) },
  { name: '34-camera-refused', scenario: '', camera: 'refused', reach: after(openDraft(2), alertShown) },
  { name: '40-signature', scenario: '', reach: openDraft(3) },
  { name: '41-signature-signed', scenario: '', reach: after(openDraft(3), sign) },
  { name: '42-signature-stored', scenario: '', reach: after(openDraft(4), press('Escape')) },
  { name: '50-fingers', scenario: '', reach: openDraft(4) },
  { name: '51-fingers-waiting', scenario: 'finger=waiting', reach: after(openDraft(4), captureFinger) },
  { name: '52-fingers-transferring', scenario: 'finger=transferring', reach: after(openDraft(4), captureFinger) },
  { name: '53-fingers-second', scenario: '', reach: after(openDraft(4), captureFinger, printsStored(1)) },
  { name: '54-fingers-faint', scenario: 'finger=faint', reach: after(openDraft(4), captureFinger, printsStored(1)) },
  { name: '55-fingers-done', scenario: '', reach: after(openDraft(5), press('Escape'), printsStored(2)) },
  {
    name: '56-fingers-unplugged',
    scenario: 'finger=DEVICE_UNPLUGGED',
    reach: after(openDraft(4), captureFinger, alertShown),
  },
  { name: '57-fingers-empty', scenario: 'finger=CAPTURE_EMPTY', reach: after(openDraft(4), captureFinger, alertShown) },
  { name: '27-shell-lost', scenario: 'shell=lost', reach: alertedOfShell },
  { name: '60-review', scenario: '', reach: openDraft(5) },
  { name: '61-review-incomplete', scenario: '', reach: after(openDraft(4), toReview) },
  { name: '65-review-damaged', scenario: 'damaged=yes', reach: after(openDraft(5), alertShown) },
  { name: '62-review-saving', scenario: 'seal=slow', reach: after(openDraft(5), readBack, press('F10')) },
  {
    name: '63-review-disk-full',
    scenario: 'seal=SPOOL_DISK_FULL',
    reach: after(openDraft(5), readBack, press('F10'), alertShown),
  },
  { name: '64-saved', scenario: '', reach: after(openDraft(5), readBack, press('F10')) },
  {
    name: '70-queue-sending',
    scenario: '',
    reach: after(queue, press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown')),
  },
  { name: '71-queue-offline', scenario: 'queue=offline', reach: queue },
  { name: '72-queue-paused', scenario: 'queue=paused', reach: queue },
  { name: '73-queue-trouble', scenario: 'queue=trouble', reach: queue },
  { name: '74-queue-done', scenario: 'queue=done', reach: queue },
  { name: '76-queue-rejected', scenario: 'queue=rejected', reach: queue },
  { name: '75-queue-empty', scenario: 'queue=empty', reach: queue },
];

async function alreadyRecorded(page: Page): Promise<void> {
  await page
    .getByRole('row')
    .filter({ hasText: /Kartu sudah|Card handed/ })
    .first()
    .click();
  await page.keyboard.press('Enter');
}

async function correct(page: Page): Promise<void> {
  await page.getByLabel(/^(Tempat lahir|Place of birth)$/).fill('BOGOR TIMUR');
  await page.getByLabel('NIK', { exact: true }).fill('32010651020800');
}

async function giveReasons(page: Page): Promise<void> {
  for (const select of await page.getByLabel(/^(Alasan|Reason)/).all()) await select.selectOption('document');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /Bacakan|Read/ }).waitFor();
}

async function cameraLive(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Ambil foto|Take photo/, disabled: false }).waitFor();
  await page.waitForTimeout(400);
}

async function photoShown(page: Page): Promise<void> {
  await page.getByRole('img', { name: /Foto yang akan|photo to be/ }).waitFor();
}

async function alertedOfShell(page: Page): Promise<void> {
  await page.getByText(/RPC_CLOSED/).waitFor();
}

async function alertShown(page: Page): Promise<void> {
  await page.getByRole('alert').waitFor();
}

function printsStored(count: number) {
  return async (page: Page) => {
    await page
      .getByRole('img', { name: /tersimpan, nilai|Stored .*score/ })
      .nth(count - 1)
      .waitFor();
  };
}

async function toReview(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /Periksa|Check/ })
    .first()
    .click();
}

async function readBack(page: Page): Promise<void> {
  await page
    .getByRole('img', { name: /pas foto|stored photo/i })
    .nth(1)
    .waitFor();
}
