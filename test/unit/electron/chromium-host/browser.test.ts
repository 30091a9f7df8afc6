import { expect, test } from 'vitest';
import { browserArguments, openBrowser } from '../../../../electron/chromium-host/browser.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

test('a stand-in for the camera, and consent by itself, only where one is given', () => {
  const fake = browserArguments('/training/portrait.y4m');
  expect(fake).toContain('--use-file-for-fake-video-capture=/training/portrait.y4m');
  expect(fake).toContain('--use-fake-ui-for-media-stream');
  expect(browserArguments(null).join(' ')).not.toMatch(/fake/);
});

test('the sandbox is given up for root alone', () => {
  expect(browserArguments(null).includes('--no-sandbox')).toBe(process.getuid?.() === 0);
});

test('a browser that does not start is an error with a code', async () => {
  const options = { url: 'http://127.0.0.1:1/', profileDir: temporaryFolder(), fakeCamera: null };
  await expect(
    openBrowser({ ...options, browser: { name: 'Chromium', path: '/absent/chromium' } }),
  ).rejects.toMatchObject({
    code: 'BROWSER_FAILED',
  });
});
