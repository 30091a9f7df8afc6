import { join } from 'node:path';
import * as z from 'zod/mini';
import { readIfThere, replaceFile } from './durable-files.ts';

/** What a kiosk in training needs to know of the centre, as `public.json` in the data folder says it. */
export const publicDescription = z.object({
  url: z.url(),
  /** The certificate to pin. */
  certificatePem: z.string(),
  /** RFC 7638 thumbprint of the key that signs activation bundles. */
  rootKeyThumbprint: z.string(),
  activationCode: z.string(),
  credentials: z.array(z.object({ officerId: z.string(), name: z.string(), pin: z.string() })),
});
export type PublicDescription = z.output<typeof publicDescription>;

const fileIn = (folder: string): string => join(folder, 'public.json');

/** Writes `public.json`, whole or not at all. */
export async function writePublicDescription(folder: string, description: PublicDescription): Promise<void> {
  await replaceFile(fileIn(folder), `${JSON.stringify(description, null, 2)}\n`);
}

/** Port of the last start, so that kiosks find the centre again; 0, any free one, before the first. */
export async function readPort(folder: string): Promise<number> {
  const content = await readIfThere(fileIn(folder));
  return content === null ? 0 : Number(new URL(publicDescription.parse(JSON.parse(content)).url).port);
}
