import { defineConfig } from 'vitest/config';
import { SummaryReporter } from './build/vitest-summary.ts';

/** `electron` cannot be imported outside Electron (it would try a download): tests of the shell get a typed fake. */
const alias = [{ find: /^electron$/, replacement: new URL('./test/fakes/electron.ts', import.meta.url).pathname }];

export default defineConfig({
  test: {
    reporters: ['default', new SummaryReporter()],
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Whole processes and a real browser: one file after the other, so that two cores stay honest.
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.ts'],
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
