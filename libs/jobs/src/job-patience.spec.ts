import { JobPatience } from './job-patience.js';
import type { Obstacle } from './job-work.js';

const outage: Obstacle = 'passing';
const defect: Obstacle = 'defect';

describe('the patience with a job', () => {
  let nowMs = 0;
  let done = 0n;
  const patience = () =>
    new JobPatience(
      () => done,
      (error) => error as Obstacle,
      () => nowMs,
    );
  beforeEach(() => {
    nowMs = 0;
    done = 0n;
  });

  it('ends after three failures in a row', () => {
    const { delayAfter } = bound(patience());
    expect([delayAfter(defect), delayAfter(defect), delayAfter(defect)]).toEqual([500, 1_000, undefined]);
  });

  it('begins anew when the work has moved between two failures', () => {
    const { delayAfter } = bound(patience());
    for (let step = 0; step < 20; step += 1) {
      done += 1n;
      expect(delayAfter(defect)).toBe(500);
    }
  });

  it('waits longer and longer for a database that is away, and gives up after a quarter of an hour', () => {
    const { delayAfter } = bound(patience());
    const delays: (number | undefined)[] = [];
    for (let delay = delayAfter(outage); delay !== undefined; delay = delayAfter(outage)) {
      delays.push(delay);
      nowMs += delay;
    }
    expect(delays.slice(0, 6)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000]);
    expect(nowMs).toBeGreaterThanOrEqual(15 * 60_000);
    expect(nowMs).toBeLessThan(16 * 60_000);
  });

  it('ends at once where no attempt can succeed', () => {
    expect(patience().delayAfter('final')).toBeUndefined();
  });
});

const bound = (patience: JobPatience) => ({ delayAfter: (error: unknown) => patience.delayAfter(error) });
