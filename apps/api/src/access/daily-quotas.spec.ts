import { principalOfKey } from '#platform';
import { DailyQuotas } from './daily-quotas.js';

const principal = principalOfKey('0f3a9c1d27be', 'Ada', { roles: ['reader'], outlets: [], places: [], dailyQuota: 3 });

/** What all processes have written down together. */
const kept = () => {
  const days = new Map<string, number>();
  const addUse = (id: string, day: string, requests: number) => {
    days.set(`${id} ${day}`, (days.get(`${id} ${day}`) ?? 0) + requests);
    return Promise.resolve(days.get(`${id} ${day}`) ?? 0);
  };
  return { days, addUse };
};

describe('the quota of a day', () => {
  it('is counted for a key over all processes, until the day in UTC is over', async () => {
    let nowMs = Date.parse('2026-11-29T23:59:00Z');
    const use = kept();
    const [one, other] = [new DailyQuotas(use, () => nowMs), new DailyQuotas(use, () => nowMs)];
    expect(await one.count(principal)).toEqual({ limit: 3, isOver: false, remaining: 2, resetS: 60 });
    expect(await other.count(principal)).toMatchObject({ isOver: false, remaining: 1 });
    expect(await one.count(principal)).toMatchObject({ isOver: false, remaining: 0 });
    expect(await other.count(principal)).toMatchObject({ isOver: true, remaining: 0 });
    nowMs += 60_000;
    expect(await one.count(principal)).toMatchObject({ isOver: false, remaining: 2, resetS: 86_400 });
  });

  it('counts every one of many that come together, once', async () => {
    const use = kept();
    const quotas = new DailyQuotas(use, () => 0);
    const many = { ...principal, dailyQuota: 1_000 };
    await Promise.all(Array.from({ length: 250 }, () => quotas.count(many)));
    expect(await quotas.count(many)).toMatchObject({ remaining: 749 });
  });

  it('is none for a key without one, and nothing is written', async () => {
    const use = kept();
    expect(await new DailyQuotas(use).count({ ...principal, id: 'anonymous', dailyQuota: undefined } as never)).toBe(
      undefined,
    );
    expect(use.days.size).toBe(0);
  });
});
