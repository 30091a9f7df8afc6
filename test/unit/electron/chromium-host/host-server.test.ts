import { describe, expect, test } from 'vitest';
import { startHostServer } from '../../../../electron/chromium-host/host-server.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { ask, hostUnderTest, openSession } from './host-under-test.ts';

describe('the one-time token', () => {
  test('opens the session once and leaves the address', async () => {
    const { url, port } = await hostUnderTest();
    const { search } = new URL(url);
    const first = await ask(port, `/${search}`);
    expect(first).toMatchObject({ status: 303, headers: { location: '/' } });
    expect(first.headers['set-cookie']?.[0]).toMatch(/^jemput-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    const second = await ask(port, `/${search}`);
    expect(second.status).toBe(403);
    expect(second.headers['set-cookie']).toBeUndefined();
  });

  test('wrong, it opens nothing and does not use up the right one', async () => {
    const { url, port } = await hostUnderTest();
    expect((await ask(port, '/?token=')).status).toBe(403);
    expect((await ask(port, '/?token=guess')).status).toBe(403);
    expect((await ask(port, `/${new URL(url).search}`)).status).toBe(303);
  });

  test('is no token under another Host: a name that is pointed at 127.0.0.1', async () => {
    const { url, port } = await hostUnderTest();
    const { search } = new URL(url);
    expect((await ask(port, `/${search}`, { Host: `kiosk.example:${port}` })).status).toBe(403);
    expect((await ask(port, `/${search}`, { Host: `localhost:${port}` })).status).toBe(403);
    expect((await ask(port, `/${search}`)).status).toBe(303);
  });
});

describe('the page', () => {
  test('is for the session only; another browser reads in Indonesian what to do', async () => {
    const { url, port } = await hostUnderTest();
    const cookie = await openSession(url);
    expect(await ask(port, '/', { Cookie: cookie })).toMatchObject({ status: 200, text: 'the page' });
    expect(await ask(port, '/', { Cookie: `other=1; ${cookie}` })).toMatchObject({ status: 200 });
    for (const headers of [{}, { Cookie: `jemput-${port}=x` }, { Cookie: cookie.slice(0, -1) }]) {
      const answer = await ask(port, '/', headers);
      expect(answer.status).toBe(403);
      expect(answer.text).toContain('Hentikan program, jalankan lagi');
      expect(answer.text).not.toContain('the page');
    }
    expect((await ask(port, '/', { Cookie: cookie, Host: `kiosk.example:${port}` })).status).toBe(403);
  });

  test('every answer keeps it inside: what CSP, allow-list and permissions let through is ours', async () => {
    const { url, port } = await hostUnderTest();
    const cookie = await openSession(url);
    const answers = [
      await ask(port, '/', { Cookie: cookie }),
      await ask(port, '/absent.js', { Cookie: cookie }),
      await ask(port, '/'),
      await ask(port, '/', { Cookie: cookie }, 'POST'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 403, 405]);
    for (const { headers } of answers) {
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; /);
      expect(headers).toMatchObject({
        'connection-allowlist': '(response-origin)',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringMatching(/^camera=\(self\), microphone=\(\)/),
      });
    }
    expect(answers[0]!.headers['content-security-policy']).toContain(`connect-src ws://127.0.0.1:${port};`);
  });

  test.each(['//', '/%', '/\\..\\x.html', '/../host.json', 'http://127.0.0.1/../../host.json'])(
    'a request target like %s is answered with a refusal, and the host lives',
    async (target) => {
      const { url, port } = await hostUnderTest();
      const cookie = await openSession(url);
      expect((await ask(port, target, { Cookie: cookie })).status).toBeGreaterThanOrEqual(400);
      expect((await ask(port, '/', { Cookie: cookie })).status).toBe(200);
    },
  );
});

test('a renderer that was never built is said to be missing', async () => {
  const profileDir = temporaryFolder();
  const options = { profileDir, wishedPort: null, rendererDir: profileDir, onChannel: () => {}, log: () => {} };
  await expect(startHostServer(options)).rejects.toMatchObject({ code: 'RENDERER_ABSENT' });
});
