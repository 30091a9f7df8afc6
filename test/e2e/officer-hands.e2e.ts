import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../electron/chromium-host/browser-search.ts';
import { id } from '../../renderer/locales/id.ts';
import { openDraft, signIn } from '../preview/screens.ts';
import { type ServedPreview, serveBuiltPreview } from '../preview/serve.ts';
import { launchPreviewBrowser, SMALL } from '../preview/visit.ts';

/** Keys that come sooner than answers, and answers that are failures: the real screens over a kiosk in memory. */
describe.skipIf(!findBrowser())('the screens under an officer’s hands', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jemput-hands-'));
  let server: ServedPreview;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    server = await serveBuiltPreview(join(folder, 'page'));
    browser = (await launchPreviewBrowser('film', folder))!;
  });
  afterEach(() => context.close());
  afterAll(async () => {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const open = async (scenario: string) => {
    context = await browser.newContext({ viewport: SMALL });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${server.address}?${scenario}`);
  };
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  const at = () => page.evaluate(() => location.hash);
  const frames = () =>
    page.evaluate(
      () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
    );

  /** The first NIK that is shown there. */
  const digitsOf = async (place: Locator) => /\d{16}/.exec((await place.textContent())!.replaceAll(/\s/g, ''))![0];

  /** A scanner's way: the whole query, and Enter with the next keystroke. */
  const scan = async (query: string) => {
    await page.getByRole('combobox').focus();
    await page.keyboard.insertText(query);
    await page.keyboard.press('Enter');
  };
  const confirmation = () => page.getByText(id.home.alreadyHint);

  /** Saves the preview's fifth draft and comes back to the search. @returns the person's NIK */
  const recordSomebody = async () => {
    await openDraft(5)(page);
    await heading(id.review.title).waitFor();
    const nik = await digitsOf(page.locator('aside'));
    await page
      .getByRole('img', { name: /pas foto/i })
      .nth(1)
      .waitFor();
    await page.keyboard.press('F10');
    await heading(id.saved.title).waitFor();
    await page.keyboard.press('Enter');
    await heading(id.home.title).waitFor();
    return nik;
  };

  test('Enter before the kit knows of a person waits, and then asks about a second recording', async () => {
    await open('own=slow');
    const nik = await recordSomebody();
    await scan(nik);
    await frames();
    const start = page.getByRole('button', { name: id.home.start });
    expect(await start.getAttribute('aria-busy')).toBe('true');
    expect(await confirmation().isVisible()).toBe(false);
    await confirmation().waitFor();
    expect(await at()).not.toContain('record');
    await page.keyboard.press('F9');
    await heading(id.biodata.readTitle).waitFor();
  });

  test('Enter that waited starts the recording of a person whom nobody recorded', async () => {
    await open('own=slow&drafts=none');
    await signIn(page);
    await page.getByRole('combobox').fill('a');
    const row = page.getByRole('row').filter({ hasText: id.centreStatus.UNREGISTERED }).first();
    const nik = await digitsOf(row);
    await page.getByRole('combobox').fill('');
    await scan(nik);
    await heading(id.biodata.readTitle).waitFor();
  });

  test('Enter that waited is forgotten when the query changes', async () => {
    await open('own=slow&drafts=none');
    await signIn(page);
    await scan('a');
    await page.keyboard.press('Escape');
    await page.waitForTimeout(1_500);
    expect(await at()).not.toContain('record');
    await heading(id.home.title).waitFor();
  });

  test('where the kit cannot tell, starting a second recording ends in the question, not in a failure', async () => {
    await open('own=failing');
    const nik = await recordSomebody();
    await page.getByRole('combobox').fill(nik);
    await page.getByRole('alert').filter({ hasText: id.errors.STORAGE_FAILED.title }).waitFor();
    await page.keyboard.press('Enter');
    await confirmation().waitFor();
    expect(await page.getByText(id.errors.RECORD_EXISTS.title).isVisible()).toBe(false);
    await page.keyboard.press('F9');
    await heading(id.biodata.readTitle).waitFor();
  });

  test('what was typed and cannot be stored is said when the field is left; locking says once more, then locks', async () => {
    await open('typing=STORAGE_FULL');
    await openDraft(1)(page);
    await page.keyboard.press('F2');
    await page.getByLabel(id.biodata.fields.birthPlace, { exact: true }).fill('BOGOR');
    await page.keyboard.press('Tab');
    const told = page.getByRole('alert').filter({ hasText: id.errors.STORAGE_FULL.title });
    await told.waitFor({ timeout: 5_000 });

    await page.getByRole('button', { name: id.app.lock, exact: false }).waitFor();
    await page.keyboard.press('Control+l');
    await page.getByRole('button', { name: id.app.lockUnsaved }).waitFor();
    expect(await told.isVisible()).toBe(true);
    expect(await page.getByLabel(id.biodata.fields.birthPlace, { exact: true }).inputValue()).toBe('BOGOR');
    await page.keyboard.press('Control+l');
    await heading(id.signIn.title).waitFor();
  });

  test('an alarm of no single packet is a quiet notice without a number', async () => {
    await open('alarms=some');
    await signIn(page);
    const notice = page.getByText(id.errors.SECOND_MEDIUM_MISSING.what);
    await notice.waitFor();
    const words = `${id.errors.SECOND_MEDIUM_MISSING.what} ${id.errors.SECOND_MEDIUM_MISSING.next}`;
    expect((await notice.textContent())?.trim()).toBe(words);
    expect(await page.getByRole('alert').filter({ hasText: words }).count()).toBe(0);
    expect(await page.getByText(/Berkas nomor 000398\./).count()).toBe(1);
  });

  test('a shell that is gone for long takes the screen; when it is back, so is the officer’s screen', async () => {
    await open('shell=back');
    await openDraft(2)(page);
    await heading(id.errors.RPC_CLOSED.title).waitFor();
    await page.getByText(id.errors.RPC_CLOSED.next).waitFor();
    await heading(id.photo.liveTitle).waitFor();
  });
});
