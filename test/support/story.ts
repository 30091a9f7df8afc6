import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe } from 'vitest';

const PICTURES = join(import.meta.dirname, '../../build/out/e2e');

export interface StoryOptions {
  readonly name: string;
  readonly missing: string | null;
  readonly page: () => Page | undefined;
}

/**
 * An end-to-end story: its tests are chapters, each going on where the one before ended. The first that fails leaves a
 * picture of the screen in `build/out/e2e` and the rest are skipped, since they could only fail for the same reason.
 *
 * @param options.missing why the story cannot be told here (shown); null to tell it
 * @param options.page the screen at the moment, for the picture
 */
export function story(options: StoryOptions, chapters: () => void): void {
  const { name, missing, page } = options;
  describe.skipIf(missing)(missing ? `${name} (skipped: ${missing})` : name, () => {
    let broken = false;
    beforeEach(({ skip }) => {
      if (broken) skip('an earlier chapter failed');
    });
    afterEach(async ({ task }) => {
      if (task.result?.state !== 'fail') return;
      broken = true;
      mkdirSync(PICTURES, { recursive: true });
      const path = join(PICTURES, `${task.name.replace(/\W+/g, '-').slice(0, 60)}.png`);
      await page()
        ?.screenshot({ path })
        .then(() => console.log(`screen at the failure: ${path}`))
        .catch(() => undefined);
    });
    chapters();
  });
}
