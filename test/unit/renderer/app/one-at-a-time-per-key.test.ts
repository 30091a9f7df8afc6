import { describe, expect, test } from 'vitest';
import { OneAtATimePerKey } from '../../../../renderer/app/session/one-at-a-time-per-key.ts';

describe('one at a time per key', () => {
  test('tasks of one key wait for each other, also after a failure; other keys do not wait', async () => {
    const queue = new OneAtATimePerKey();
    const log: string[] = [];
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const first = queue.run('a', async () => {
      await gate;
      log.push('first');
      throw new Error('planned');
    });
    const second = queue.run('a', async () => log.push('second'));
    await queue.run('b', async () => log.push('other'));
    open();
    await expect(first).rejects.toThrow('planned');
    await second;
    expect(log).toEqual(['other', 'first', 'second']);
  });
});
