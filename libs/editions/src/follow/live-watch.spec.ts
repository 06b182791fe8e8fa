import { setTimeout as pause } from 'node:timers/promises';
import type { Position } from '#event-log';
import { LiveWatch } from './live-watch.js';

describe('waiting for the live edition', () => {
  it('asks once at a time, however many wait, and answers each by its own position', async () => {
    let [position, asked, underWay, most] = [0n, 0, 0, 0];
    const watch = new LiveWatch(async () => {
      asked += 1;
      most = Math.max(most, (underWay += 1));
      await pause(2);
      underWay -= 1;
      return [(position += 1n)];
    });
    const waiting = Array.from({ length: 200 }, (_none, index) => watch.reached([BigInt(index % 4)], 10_000));
    expect(await Promise.all(waiting)).toEqual(waiting.map(() => true));
    expect([most, asked < 10]).toEqual([1, true]);
  });

  it('gives up after the time, and waits where no edition is live yet', async () => {
    const watch = new LiveWatch(async (): Promise<Position | undefined> => undefined);
    expect(await watch.reached([1n], 30)).toBe(false);
  });

  it('tells all who wait of a failure, and goes on with those who come later', async () => {
    let isAway = true;
    const watch = new LiveWatch(async () => {
      if (isAway) throw new Error('away');
      return [9n];
    });
    await expect(Promise.all([watch.reached([1n], 1_000), watch.reached([2n], 1_000)])).rejects.toThrow('away');
    isAway = false;
    expect(await watch.reached([1n], 1_000)).toBe(true);
  });
});
