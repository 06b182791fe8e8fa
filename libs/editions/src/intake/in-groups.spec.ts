import { setTimeout as pause } from 'node:timers/promises';
import { inGroups } from './in-groups.js';

describe('work done in groups', () => {
  it('gives each caller its own result, and one statement what came while the last was at work', async () => {
    const groups: number[] = [];
    const double = inGroups(100, async (items: readonly number[]) => {
      groups.push(items.length);
      await pause(5);
      return items.map((item) => item * 2);
    });
    const numbers = Array.from({ length: 250 }, (_, index) => index);
    expect(await Promise.all(numbers.map(double))).toEqual(numbers.map((item) => item * 2));
    expect(groups).toEqual([100, 100, 50]);
  });

  it('tells every caller of a group that it failed, and goes on with the next', async () => {
    let calls = 0;
    const work = inGroups(2, (items: readonly string[]) =>
      ++calls === 1 ? Promise.reject(new Error('down')) : Promise.resolve(items),
    );
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map(work));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(await work('d')).toBe('d');
  });
});
