import type { Reporter, TestModule } from 'vitest/node';

/** Ends a test run with one plain line, `N passed, N failed[, N skipped]`, and says loudly what was skipped and why. */
export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state: string) => tests.filter((test) => test.result().state === state);
    const skipped = inState('skipped');
    // A file that does not load has no tests to fail: it counts itself.
    const broken = modules.filter((module) => module.state() === 'failed' && module.errors().length > 0).length;
    const failed = inState('failed').length + broken + errors.length;
    const suites = Map.groupBy(skipped, (test) =>
      test.parent.type === 'suite' ? test.parent.fullName : test.fullName,
    );
    for (const [suite, tests] of suites) console.log(`SKIPPED ${String(tests.length).padStart(3)}: ${suite}`);
    const suffix = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
    // After the default reporter's own closing block.
    process.once('exit', () => console.log(`${inState('passed').length} passed, ${failed} failed${suffix}`));
  }
}
