import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { startChromiumHost } from '../../../../build/scripts/training/training-kit.ts';
import { browserArguments, browserProfileDir } from '../../../../electron/chromium-host/browser.ts';
import { findBrowser } from '../../../../electron/chromium-host/browser-search.ts';
import { kioskConfigWithoutCentre } from '../../../support/kiosk-config.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const browser = findBrowser();

test.skipIf(!browser)(
  'hot reload: the screens come from their sources, behind the same gate, and Vite is connected',
  async () => {
    const folder = temporaryFolder();
    const profileDir = join(folder, 'profile');
    mkdirSync(profileDir);
    writeFileSync(join(folder, 'kiosk.json'), JSON.stringify(await kioskConfigWithoutCentre(true)));
    const host = await startChromiumHost({
      profileDir,
      configFile: join(folder, 'kiosk.json'),
      serve: true,
      dev: true,
    });
    onTestFinished(() => host.stop());
    const { url } = host.ready as { url: string };
    expect((await fetch(new URL('/@vite/client', url))).status).toBe(403);

    const context = await chromium.launchPersistentContext(browserProfileDir(profileDir), {
      executablePath: browser!.path,
      args: browserArguments(null),
    });
    onTestFinished(() => context.close());
    const page = context.pages()[0]!;
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto(url);
    await page.getByText('MODE LATIHAN').first().waitFor();
    await expect.poll(() => said).toContain('[vite] connected.');
    expect(said.filter((line) => /Content.Security.Policy|Refused/i.test(line))).toEqual([]);
  },
);
