import { readFile } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { replaceFile } from '../services/files/durable-file.ts';
import { hostError } from './host-errors.ts';

const hostFile = z.strictObject({ port: z.int().check(z.gte(1024), z.lte(65535)) });

/**
 * Binds a server to the profile's port on 127.0.0.1.
 *
 * IndexedDB belongs to an origin, and the port is part of it: another port would show an empty kiosk. So the port is
 * chosen once, when the profile is new, and kept in its `host.json`.
 *
 * @param wished port for a new profile; null for any free one
 * @returns the port
 * @throws CodedError `PORT_TAKEN` | `PORT_FIXED` | `PROFILE_DAMAGED`
 */
export async function listenOnProfilePort(server: Server, profileDir: string, wished: number | null): Promise<number> {
  const file = join(profileDir, 'host.json');
  const kept = await readKeptPort(file);
  if (kept !== null && wished !== null && kept !== wished) {
    throw hostError('PORT_FIXED', `profile ${kept}, asked for ${wished}`);
  }
  await listen(server, kept ?? wished ?? 0);
  const { port } = server.address() as AddressInfo;
  if (kept === null) {
    await replaceFile(file, new TextEncoder().encode(`${JSON.stringify({ port })}\n`));
  }
  return port;
}

async function readKeptPort(file: string): Promise<number | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return hostFile.parse(JSON.parse(text)).port;
  } catch (error) {
    throw hostError('PROFILE_DAMAGED', 'host.json', error);
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES' ? hostError('PORT_TAKEN', String(port), error) : error,
      );
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, resolve);
  });
}
