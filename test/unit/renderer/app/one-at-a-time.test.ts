import { describe, expect, test } from 'vitest';
import { OneAtATime } from '../../../../renderer/app/session/one-at-a-time.ts';

describe('one at a time', () => {
  test('tasks of one key wait for each other, also after a failure; other keys do not wait', async () => {
    const queue = new OneAtATime();
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
