import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { fake, resetElectron } from '../../../fakes/electron.ts';

/** The page's window as the preload script sees it. */
const page = Object.assign(new EventTarget(), { location: { origin: 'app://jemput' } });

beforeAll(async () => {
  vi.stubGlobal('window', page);
  await import('../../../../electron/preload/preload.ts');
});
beforeEach(resetElectron);

const PORT = { a: 'port' };
const OWN = {
  data: { type: 'jemput:open-channel', kind: 'shell' } as unknown,
  origin: 'app://jemput',
  source: page as unknown,
  ports: [PORT] as unknown[],
};

const send = (changes: Partial<typeof OWN>) =>
  page.dispatchEvent(Object.assign(new Event('message'), { ...OWN, ...changes }));

test('one port, asked for by our own window, goes to the main process', () => {
  send({});
  send({ data: { type: 'jemput:open-channel', kind: 'devices' } });
  expect(fake.posted).toEqual([
    { channel: 'open-channel', message: 'shell', transfer: [PORT] },
    { channel: 'open-channel', message: 'devices', transfer: [PORT] },
  ]);
});

test.each<[string, Partial<typeof OWN>]>([
  ['another origin', { origin: 'https://evil.example' }],
  ['another window', { source: {} }],
  ['no port', { ports: [] }],
  ['two ports', { ports: [PORT, PORT] }],
  ['another kind', { data: { type: 'jemput:open-channel', kind: 'root' } }],
  ['another message', { data: { type: 'other', kind: 'shell' } }],
  ['no object', { data: 'jemput:open-channel' }],
  ['null', { data: null }],
])('nothing goes for %s', (_name, changes) => {
  send(changes);
  expect(fake.posted).toEqual([]);
});

test('the page gets nothing from the preload script', () => {
  expect(Object.keys(page)).toEqual(['location']);
});
