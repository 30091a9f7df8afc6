import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listenOnProfilePort } from '../../../../electron/chromium-host/profile-port.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

async function listening(profileDir: string, wished: number | null = null) {
  const server = createServer();
  const close = () => new Promise((resolve) => server.close(resolve));
  onTestFinished(async () => void (await close()));
  return { port: await listenOnProfilePort(server, profileDir, wished), close };
}

test('a profile keeps its port', async () => {
  const profileDir = temporaryFolder();
  const first = await listening(profileDir);
  await first.close();
  expect((await listening(profileDir)).port).toBe(first.port);
});

test('a kept port that is taken is an error, not another port', async () => {
  const profileDir = temporaryFolder();
  const { port } = await listening(profileDir);
  await expect(listening(profileDir)).rejects.toMatchObject({ code: 'PORT_TAKEN', detail: String(port) });
});

test('a new profile takes the wished port; a kept one refuses another', async () => {
  const free = await listening(temporaryFolder());
  await free.close();
  const profileDir = temporaryFolder();
  const { port, close } = await listening(profileDir, free.port);
  expect(port).toBe(free.port);
  await close();
  await expect(listening(profileDir, port === 65535 ? 65534 : port + 1)).rejects.toMatchObject({ code: 'PORT_FIXED' });
});

test.each(['', '{}', '{"port":"4000"}', '{"port":80}', '{"port":4000,"more":1}'])(
  'a damaged host.json (%j) is reported, never replaced: the stored data lies behind its port',
  async (text) => {
    const profileDir = temporaryFolder();
    writeFileSync(join(profileDir, 'host.json'), text);
    await expect(listening(profileDir)).rejects.toMatchObject({ code: 'PROFILE_DAMAGED' });
  },
);
