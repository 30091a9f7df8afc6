/**
 * Asks the browser never to evict this origin's data: without it Chromium may drop a whole database when the disk runs
 * low. Electron grants it; a headless Chromium refuses.
 *
 * @returns whether the data is safe from eviction
 */
export async function requestPersistence(storage: Pick<StorageManager, 'persist'> | undefined): Promise<boolean> {
  try {
    return (await storage?.persist()) ?? false;
  } catch {
    // An origin that may not ask (an opaque one) is simply not granted it.
    return false;
  }
}
