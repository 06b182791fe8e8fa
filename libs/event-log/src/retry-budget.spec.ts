import { RetryBudget } from './retry-budget.js';

const limits = { attempts: 4, firstDelayMs: 100, longestDelayMs: 300 };
const outage = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });

describe('RetryBudget', () => {
  it('doubles the delay up to the longest and gives up after the last attempt', () => {
    const budget = new RetryBudget(limits);
    const delays = [1, 2, 3, 4].map(() => budget.delayAfter(new Error('no')));
    expect(delays).toEqual([100, 200, 300, undefined]);
  });

  it('never gives up on an outage, and an outage costs no attempt', () => {
    const budget = new RetryBudget(limits);
    const delays = Array.from({ length: 2_000 }, () => budget.delayAfter(outage));
    expect(delays.every((delay) => delay !== undefined && delay <= 300)).toBe(true);
    expect(budget.delayAfter(new Error('no'))).toBe(100);
  });

  it('starts over once the work got through', () => {
    const budget = new RetryBudget(limits);
    for (let attempt = 1; attempt < 4; attempt++) budget.delayAfter(new Error('no'));
    budget.renew();
    expect(budget.delayAfter(new Error('no'))).toBe(100);
  });
});
