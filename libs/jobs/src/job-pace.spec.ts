import { etaSeconds, JobPace } from './job-pace.js';

const progress = (done: number, phase = 'facts') => ({ phase, done: BigInt(done), total: 1_000n });

describe('the pace of a job', () => {
  it('is nothing before anything was noted, and has no rate before anything moved', () => {
    const pace = new JobPace();
    expect(pace.read(0)).toBeUndefined();
    pace.note(progress(400), 0);
    expect(pace.read(0)).toEqual({ ...progress(400), ratePerSecond: null });
    expect(etaSeconds(pace.read(1_000)!)).toBeNull();
  });

  it('counts what was done in this process alone: a job that goes on has not done the rest in a moment', () => {
    const pace = new JobPace();
    pace.note(progress(400), 0);
    pace.note(progress(500), 2_000);
    expect(pace.read(2_000)).toEqual({ ...progress(500), ratePerSecond: 50 });
    expect(etaSeconds(pace.read(2_000)!)).toBe(10);
  });

  it('looks at the last seconds only', () => {
    const pace = new JobPace();
    for (let second = 0; second <= 60; second += 1) {
      pace.note(progress(second < 40 ? second : 40 + (second - 40) * 10), second * 1_000);
    }
    expect(pace.read(60_000)?.ratePerSecond).toBeCloseTo(10, 0);
  });

  it('begins anew with a phase', () => {
    const pace = new JobPace();
    pace.note(progress(0), 0);
    pace.note(progress(900), 1_000);
    pace.note(progress(0, 'indexes'), 2_000);
    expect(pace.read(3_000)).toEqual({ ...progress(0, 'indexes'), ratePerSecond: null });
  });
});
