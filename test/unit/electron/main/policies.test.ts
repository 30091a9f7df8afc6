import { session, type WebContents } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import { forbidLeaving } from '../../../../electron/main/navigation-policy.ts';
import { cancelForeignRequests } from '../../../../electron/main/network-policy.ts';
import { restrictPermissions } from '../../../../electron/main/permission-policy.ts';
import { FakeWebContents, fake, resetElectron } from '../../../fakes/electron.ts';

beforeEach(resetElectron);

describe('navigation', () => {
  /** Emits a navigation event as Chromium does. @returns whether it was prevented */
  const isPrevented = (name: string, url: string): boolean => {
    const contents = new FakeWebContents();
    forbidLeaving(contents as unknown as WebContents);
    let prevented = false;
    contents.emit(name, {
      url,
      preventDefault: () => {
        prevented = true;
      },
    });
    return prevented;
  };

  test.each(['will-navigate', 'will-frame-navigate'])('%s: only within our own page', (name) => {
    expect(isPrevented(name, 'app://jemput/antrean')).toBe(false);
    for (const url of ['https://example.com/', 'file:///etc/passwd', 'app://other/', 'about:blank', 'javascript:1']) {
      expect(isPrevented(name, url), url).toBe(true);
    }
  });

  test('no redirect, no guest page, no window', () => {
    expect(isPrevented('will-redirect', 'app://jemput/')).toBe(true);
    expect(isPrevented('will-attach-webview', '')).toBe(true);
    const contents = new FakeWebContents();
    forbidLeaving(contents as unknown as WebContents);
    expect(contents.windowOpenHandler!({ url: 'app://jemput/' } as never)).toEqual({ action: 'deny' });
  });
});

describe('permissions', () => {
  const OWN = { requestingUrl: 'app://jemput/', isMainFrame: true };

  const request = (permission: string, details: object): boolean => {
    restrictPermissions(session.defaultSession);
    let granted = false;
    const grant = (answer: boolean) => {
      granted = answer;
    };
    fake.permissionRequest!(null as never, permission as never, grant, details as never);
    return granted;
  };
  const check = (permission: string, origin: string, details: object): boolean => {
    restrictPermissions(session.defaultSession);
    return fake.permissionCheck!(null, permission as never, origin, details as never);
  };

  test('the camera, for our page', () => {
    expect(request('media', { ...OWN, mediaTypes: ['video'] })).toBe(true);
    expect(check('media', 'app://jemput/', { isMainFrame: true, mediaType: 'video' })).toBe(true);
  });

  test('no microphone, and no camera for a frame or another page', () => {
    expect(request('media', { ...OWN, mediaTypes: ['audio'] })).toBe(false);
    expect(request('media', { ...OWN, mediaTypes: ['video', 'audio'] })).toBe(false);
    expect(request('media', { ...OWN, mediaTypes: [] })).toBe(false);
    expect(request('media', OWN)).toBe(false);
    expect(request('media', { ...OWN, isMainFrame: false, mediaTypes: ['video'] })).toBe(false);
    expect(request('media', { ...OWN, requestingUrl: 'https://evil.example/', mediaTypes: ['video'] })).toBe(false);
    expect(check('media', 'app://jemput/', { isMainFrame: true, mediaType: 'audio' })).toBe(false);
    expect(check('media', 'https://evil.example', { isMainFrame: true, mediaType: 'video' })).toBe(false);
    expect(check('media', 'app://jemput/', { isMainFrame: false, mediaType: 'video' })).toBe(false);
  });

  test('storage that stays, and nothing else of the machine', () => {
    expect(request('persistent-storage', OWN)).toBe(true);
    const others = ['usb', 'serial', 'hid', 'midi', 'geolocation', 'notifications', 'display-capture', 'openExternal'];
    for (const permission of [...others, 'clipboard-read', 'fileSystem', 'unknown']) {
      expect(request(permission, OWN), permission).toBe(false);
      expect(check(permission, 'app://jemput/', { isMainFrame: true }), permission).toBe(false);
    }
    expect(fake.devicePermission!({} as never)).toBe(false);
  });
});

test.each([
  ['app://jemput/assets/index.js', false],
  ['blob:app://jemput/1', false],
  ['data:image/png;base64,AA', false],
  ['devtools://devtools/bundled/inspector.html', false],
  ['https://example.com/', true],
  ['http://127.0.0.1:4000/', true],
  ['ws://127.0.0.1:4000/', true],
  ['file:///etc/passwd', true],
  ['not an address', true],
])('a request for %s is cancelled: %j', (url, cancelled) => {
  cancelForeignRequests(session.defaultSession);
  let answer: { cancel?: boolean } = {};
  fake.beforeRequest!({ url } as never, (given) => {
    answer = given;
  });
  expect(answer.cancel).toBe(cancelled);
});
