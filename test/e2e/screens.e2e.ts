import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../electron/chromium-host/browser-search.ts';
import { SCREENS } from '../preview/screens.ts';
import { type ServedPreview, serveBuiltPreview } from '../preview/serve.ts';
import { type CameraOf, cameraOf, launchPreviewBrowser, SMALL, visitScreen } from '../preview/visit.ts';

const VARIANT = { name: 'id', ...SMALL, language: 'id', theme: 'light' } as const;

/** Every screen and every state of it, over a kiosk in memory; `node test/preview/screenshots.ts` takes their pictures. */
describe.skipIf(!findBrowser())('every screen fits 1366×768, keeps the focus and reports no error', () => {
  let server: ServedPreview;
  const browsers = new Map<CameraOf, Browser>();
  const folder = mkdtempSync(join(tmpdir(), 'jemput-screens-'));

  beforeAll(async () => {
    server = await serveBuiltPreview(join(folder, 'page'));
    for (const camera of ['film', 'absent'] as const) {
      browsers.set(camera, (await launchPreviewBrowser(camera, folder))!);
    }
  });

  afterAll(async () => {
    for (const browser of browsers.values()) await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  });

  test.each(SCREENS)('$name', async (screen) => {
    const browser = browsers.get(cameraOf(screen))!;
    const nothing = async () => undefined;
    expect(await visitScreen(browser, server.address, screen, VARIANT, nothing)).toEqual([]);
  });
});
