import fc from 'fast-check';
import { figure, itemsOf } from './figures.fixture.js';
import type { Day } from '../time/time.js';

const at = (report: string, more: Parameters<typeof figure>[0]) =>
  figure({ report, incident: 'bombing', on: '2017-03-08' as Day, ...more });
const item = (...figures: Parameters<typeof itemsOf>[0]) => itemsOf(figures)[0];

describe('the bounds of an incident', () => {
  it('single numbers that differ become the bounds, and the best graded stays the best', () => {
    const [few, many] = [at('a', { best: 50, grade: 'A1' }), at('b', { best: 471, grade: 'C3' })];
    expect(item(few, many)).toMatchObject({ low: 50, best: 50, high: 471, flags: ['disjoint_accounts'] });
    const [none, some] = [at('a', { best: 0, grade: 'A1' }), at('b', { best: 30 })];
    expect(item(none, some)).toMatchObject({ low: 0, best: 0, high: 30, flags: ['disjoint_accounts'] });
  });

  it('single numbers that agree, and one account alone, give no bounds', () => {
    for (const told of [item(at('a', { best: 7 }), at('b', { best: 7 })), item(at('a', { best: 7 }))]) {
      expect(told).toMatchObject({ best: 7, flags: [] });
      for (const end of ['low', 'high']) expect(told).not.toHaveProperty(end);
    }
  });

  it('a single number outside a range widens the bounds; one inside leaves them', () => {
    const range = at('a', { low: 10, high: 20, grade: 'A1' });
    expect(item(range, at('b', { best: 50 }))).toMatchObject({ low: 10, high: 50, flags: ['disjoint_accounts'] });
    expect(item(range, at('b', { best: 3 }))).toMatchObject({ low: 3, high: 20, flags: ['disjoint_accounts'] });
    expect(item(range, at('b', { best: 15 }))).toMatchObject({ low: 10, high: 20, flags: [] });
  });

  it('a single number above "more than 20" leaves the top open; one below it becomes the low, which is reached', () => {
    const more = at('a', { low: 20, lowExclusive: true });
    expect(item(more, at('b', { best: 50 }))).toMatchObject({ low: 20, lowExclusive: true, flags: [] });
    const told = item(more, at('b', { best: 10 }));
    expect(told).toMatchObject({ low: 10, lowExclusive: false, flags: ['disjoint_accounts'] });
    expect(told).not.toHaveProperty('high');
  });

  it('accounts that cannot all be right stay flagged beside a wider one that contains both', () => {
    const [few, more] = [at('a', { best: 18 }), at('b', { low: 20 })];
    const wide = at('c', { low: 15, best: 21, high: 25, grade: 'A1' });
    const flagged = { flags: ['disjoint_accounts'] };
    expect(item(few, more)).toMatchObject({ low: 18, best: 18, ...flagged });
    expect(item(few, more, wide)).toMatchObject({ low: 15, best: 21, high: 25, ...flagged });
    expect(item(at('a', { best: 30 }), at('b', { low: 10, high: 20 }), at('c', { low: 5, high: 40 }))).toMatchObject(
      flagged,
    );
    expect(item(at('a', { best: 22 }), more, wide)).toMatchObject({ low: 15, high: 25, flags: [] });
  });

  it('what an account gives that has one end alone is within the bounds that another one gives', () => {
    const range = at('a', { low: 10, best: 12, high: 20 });
    const [floor, ceiling] = [at('b', { low: 30, best: 50, grade: 'A1' }), at('c', { high: 8 })];
    expect(item(range, floor)).toMatchObject({ low: 10, best: 50, high: 50, flags: ['disjoint_accounts'] });
    expect(item(range, at('b', { low: 30 }))).toMatchObject({ low: 10, best: 12, high: 30 });
    expect(item(range, ceiling)).toMatchObject({ low: 8, best: 12, high: 20, flags: ['disjoint_accounts'] });
    expect(item(range, at('b', { low: 15, best: 25 }))).toMatchObject({ low: 10, high: 25, flags: [] });
    expect(item(at('a', { best: 30 }), ceiling)).toMatchObject({ low: 8, best: 30, high: 30 });
  });

  it('the bounds contain what every account gives', () => {
    const count = fc.option(fc.nat(100), { nil: undefined });
    const account = fc
      .record({ low: count, best: count, high: count })
      .map((range) => ({
        ...(range.low === undefined ? {} : { low: range.low }),
        ...(range.best === undefined ? {} : { best: range.best }),
        ...(range.high === undefined ? {} : { high: range.high }),
      }));
    const all = fc.array(account, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(all, (accounts) => {
        const told = item(...accounts.map((range, index) => at(`r${index}`, range)));
        for (const { low, best, high } of accounts) {
          const [least, most] = [low ?? best ?? high, high ?? best ?? low];
          if (least !== undefined && told?.low !== undefined) expect(told.low).toBeLessThanOrEqual(least);
          if (most !== undefined && told?.high !== undefined) expect(told.high).toBeGreaterThanOrEqual(most);
        }
      }),
    );
  });
});
