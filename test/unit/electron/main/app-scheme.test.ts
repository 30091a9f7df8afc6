import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { session } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import { isAppUrl, serveAppScheme } from '../../../../electron/main/app-scheme.ts';
import { fake, resetElectron } from '../../../fakes/electron.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

beforeEach(resetElectron);

/** What Chromium asks of the handler. A Request cannot carry `app:` before the scheme is registered in this process. */
async function fetchApp(url: string, method = 'GET'): Promise<Response> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'renderer'));
  writeFileSync(join(folder, 'renderer/index.html'), 'the page');
  writeFileSync(join(folder, 'secret.html'), 'outside');
  serveAppScheme(session.defaultSession, join(folder, 'renderer'));
  return fake.protocolHandlers.get('app')!({ url, method } as Request);
}

describe('app://jemput', () => {
  test('serves the renderer with a policy that leaves it no network', async () => {
    const response = await fetchApp('app://jemput/');
    expect([response.status, await response.text()]).toEqual([200, 'the page']);
    expect(response.headers.get('Content-Security-Policy')).toMatch(/default-src 'none';.*connect-src 'none';/);
  });

  test.each([
    ['app://jemput/absent.js', 'GET'],
    ['app://jemput/../secret.html', 'GET'],
    ['app://jemput/%2e%2e/secret.html', 'GET'],
    ['app://jemput/..%2fsecret.html', 'GET'],
    ['app://jemput/..%5csecret.html', 'GET'],
    ['app://other/', 'GET'],
    ['app:///etc/passwd.html', 'GET'],
    ['app://jemput/', 'POST'],
  ])('answers %s (%s) with nothing but the policy', async (url, method) => {
    const response = await fetchApp(url, method);
    expect([response.status, await response.text()]).toEqual([404, '']);
    expect(response.headers.get('Content-Security-Policy')).toContain("connect-src 'none'");
  });
});

test.each([
  ['app://jemput/', true],
  ['app://jemput/antrean?x=1', true],
  ['app://jemput.evil.example/', false],
  ['app://evil@jemput.example/', false],
  ['https://jemput/', false],
  ['file:///etc/passwd', false],
  ['app:jemput', false],
  ['', false],
])('isAppUrl(%j) is %j', (url, expected) => {
  expect(isAppUrl(url)).toBe(expected);
});
