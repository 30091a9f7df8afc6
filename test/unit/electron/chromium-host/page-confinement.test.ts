import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { browserArguments, browserProfileDir } from '../../../../electron/chromium-host/browser.ts';
import { findBrowser } from '../../../../electron/chromium-host/browser-search.ts';
import { startLoopbackListener } from '../../../support/loopback-listener.ts';
import { hostUnderTest } from './host-under-test.ts';

const browser = findBrowser();

/** Our page in a real browser with the kiosk's own command line, and a stranger beside it that must hear nothing. */
async function openPage() {
  const stranger = await startLoopbackListener();
  const host = await hostUnderTest({
    'index.html': '<!doctype html><title>kiosk</title><script type="module" src="/page.js"></script>',
    'page.js': 'try { eval("1"); globalThis.evalled = true; } catch (error) { globalThis.evalled = error.name; }',
  });
  const context = await chromium.launchPersistentContext(browserProfileDir(host.profileDir), {
    executablePath: browser!.path,
    args: browserArguments(null),
  });
  onTestFinished(async () => {
    await context.close();
    await stranger.close();
  });
  const page = context.pages()[0]!;
  await page.goto(host.url);
  return { host, stranger, page, url: `http://127.0.0.1:${stranger.tcpPort}` };
}

/** Long enough for a packet over loopback. An attempt that is let through is heard in a few milliseconds. */
const heardAfterAWhile = async (stranger: Awaited<ReturnType<typeof startLoopbackListener>>) => {
  await sleep(700);
  return stranger.heard;
};

/** Runs an attempt in the page; resolves with what the page got back, or the name of the error. */
const attempt = (page: Page, script: string) =>
  page.evaluate(
    `(async () => { ${script} })().then((value) => value ?? 'done', (error) => error.name)`,
  ) as Promise<unknown>;

describe.skipIf(!browser)('a page of the Chromium host', { timeout: 60_000 }, () => {
  test('has its own WebSocket, and no other connection', async () => {
    const { host, stranger, page, url } = await openPage();
    const socket = (address: string) => `
      return await new Promise((resolve) => {
        const socket = new WebSocket('${address}');
        socket.onopen = () => resolve('open');
        socket.onerror = () => resolve('refused');
      });`;
    expect(await attempt(page, socket(`ws://127.0.0.1:${host.port}/channel/shell`))).toBe('open');

    expect(await attempt(page, socket(`ws://127.0.0.1:${stranger.tcpPort}/`))).toBe('refused');
    expect(await attempt(page, `await fetch('${url}/');`)).toBe('TypeError');
    expect(await attempt(page, `await fetch('${url}/', { mode: 'no-cors', method: 'POST', body: 'data' });`)).toBe(
      'TypeError',
    );
    expect(await attempt(page, `await fetch('/index.html');`)).toBe('TypeError');
    expect(await attempt(page, `await fetch('https://example.com/');`)).toBe('TypeError');
    await attempt(page, `navigator.sendBeacon('${url}/', 'data');`);
    await attempt(page, `new EventSource('${url}/');`);
    await attempt(page, `document.body.append(Object.assign(new Image(), { src: '${url}/?data' }));`);
    for (const rel of ['stylesheet', 'prefetch', 'preload', 'modulepreload', 'preconnect', 'icon']) {
      await attempt(
        page,
        `document.head.append(Object.assign(document.createElement('link'), { rel: '${rel}', as: 'script', href: '${url}/?data' }));`,
      );
    }
    await attempt(page, `document.body.append(Object.assign(document.createElement('script'), { src: '${url}/' }));`);
    await attempt(page, `document.body.append(Object.assign(document.createElement('iframe'), { src: '${url}/' }));`);
    await attempt(page, `new Worker('${url}/worker.js');`);
    await attempt(page, `await import('${url}/module.js');`);
    expect(await heardAfterAWhile(stranger)).toEqual({ connections: 0, datagrams: 0 });
  });

  test('has no peer connection: no datagram and no TURN connection leaves', async () => {
    const { stranger, page, url } = await openPage();
    const gather = `
      const connection = new RTCPeerConnection({ iceServers: [
        { urls: 'stun:127.0.0.1:${stranger.udpPort}' },
        { urls: 'turn:127.0.0.1:${stranger.tcpPort}?transport=tcp', username: 'a', credential: 'b' },
      ] });
      connection.createDataChannel('data');
      await connection.setLocalDescription(await connection.createOffer());
      await new Promise((resolve) => setTimeout(resolve, 1500));`;
    await attempt(page, gather);
    expect(await heardAfterAWhile(stranger)).toEqual({ connections: 0, datagrams: 0 });

    // The same script on a page without our headers is heard, so the silence above means something.
    await page.goto(url);
    await attempt(page, gather);
    const { connections, datagrams } = await heardAfterAWhile(stranger);
    expect([connections > 1, datagrams > 0]).toEqual([true, true]);
  });

  test('cannot be led away: nobody else hears of a navigation', async () => {
    const { host, stranger, page, url } = await openPage();
    const ways = {
      location: `location.href = '${url}/?data';`,
      'a link': `Object.assign(document.createElement('a'), { href: '${url}/?data' }).click();`,
      'a link with ping': `Object.assign(document.createElement('a'), { href: '#', ping: '${url}/?data' }).click();`,
      'a new window': `window.open('${url}/?data');`,
      'a form': `
        const form = Object.assign(document.createElement('form'), { action: '${url}/', method: 'post' });
        document.body.append(form);
        form.submit();`,
      'a refresh': `
        const meta = Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: '0;url=${url}/?data' });
        document.head.append(meta);`,
    };
    for (const [way, script] of Object.entries(ways)) {
      const tab = await page.context().newPage();
      await tab.goto(host.origin);
      // Chromium answers a refused navigation with its own error page, which ends the script.
      await attempt(tab, script).catch(() => {});
      expect(await heardAfterAWhile(stranger), way).toEqual({ connections: 0, datagrams: 0 });
      expect(tab.url().startsWith(url), way).toBe(false);
      await tab.close();
    }
    await page.goto(url);
    expect(stranger.heard.connections).toBeGreaterThan(0);
  });

  test('cannot read files', async () => {
    const { host, page } = await openPage();
    expect(await attempt(page, `await fetch('file:///etc/passwd');`)).toBe('TypeError');
    await attempt(page, `location.href = 'file:///etc/passwd';`).catch(() => {});
    const frame = `
      const frame = Object.assign(document.createElement('iframe'), { src: 'file:///etc/passwd' });
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return frame.contentDocument?.body?.textContent ?? 'unreadable';`;
    expect(['unreadable', '']).toContain(await attempt(page, frame));
    expect(new URL(page.url()).origin).toBe(host.origin);
  });

  test('runs no script but its own files', async () => {
    const { page } = await openPage();
    // Asked of the page's own script: the debugger may always evaluate.
    await page.waitForFunction('globalThis.evalled !== undefined');
    expect(await page.evaluate('evalled')).toBe('EvalError');
    await attempt(page, `document.body.innerHTML = '<img src="/absent.png" onerror="globalThis.injected = true">';`);
    await attempt(
      page,
      `document.body.append(Object.assign(document.createElement('script'), { textContent: 'globalThis.injected = true' }));`,
    );
    await sleep(300);
    expect(await attempt(page, `return String(globalThis.injected);`)).toBe('undefined');
  });
});
