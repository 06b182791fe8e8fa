import { decideTallies, reckonTallies, reckonWindows } from './combine-tallies.js';
import { exactly, figure, itemsOf } from './figures.fixture.js';
import type { TallyItem } from './tally-items.js';
import { looks } from '../looks.fixture.js';
import { bucketWindows } from './tally-buckets.js';
import { TooManyCounts, Windows } from './tally-windows.js';
import { addDays, type Day } from '../time/time.js';

const start: Day = '2015-01-01';
const isWithin = (place: string, area: string): boolean => place === area || area === 'iraq';
const total = (nth: number, more: Parameters<typeof figure>[0] = {}) =>
  figure({
    report: `t${nth}`,
    ...exactly(10 + nth),
    basis: 'cumulative',
    from: start,
    to: addDays(start, nth),
    ...more,
  });

/** A source's daily running totals, and an incident a day, some of them of several days. */
const totalsOf = (days: number): readonly TallyItem[] =>
  itemsOf(Array.from({ length: days }, (_, nth) => total(nth, { origin: 'ministry', place: 'iraq' })));
const incidentsOf = (days: number): readonly TallyItem[] =>
  itemsOf(
    Array.from({ length: days }, (_, nth) =>
      figure({
        report: `i${nth}`,
        ...exactly(nth % 4),
        from: addDays(start, nth),
        to: addDays(start, nth + (nth % 3)),
      }),
    ),
  );

describe('what a question costs grows with what it counts, and hardly faster', () => {
  const question = (days: number) => ({
    window: { from: start, to: addDays(start, days) },
    interval: 'prorate' as const,
    isWithin,
  });
  const growth = (itemsOfDays: (days: number) => readonly TallyItem[], windows: (days: number) => Windows): number => {
    const [few, many] = [200, 800].map((days) =>
      looks(itemsOfDays(days), (items) => reckonWindows(decideTallies(items, question(days)), windows(days))),
    ) as [number, number];
    return many / few;
  };
  const whole = (days: number) => new Windows([question(days).window]);
  const byDay = (days: number) =>
    new Windows(
      bucketWindows('day', start, addDays(start, days), 1_000).map(({ window }) => window),
      { areParts: true },
    );
  const both = (days: number) => [...totalsOf(days), ...incidentsOf(days)];

  it.each([
    ['running totals of four times as many days', totalsOf, whole],
    ['as many incidents', incidentsOf, whole],
    ['both, set against each other', both, whole],
    ['both, by day', both, byDay],
  ] as const)('%s', (_, items, windows) => {
    expect(growth(items, windows)).toBeLessThan(6);
  });

  it('a total is listed only in the days of which it says more than the one before it in its series', () => {
    const reckoned = reckonWindows(decideTallies(totalsOf(100), question(100)), byDay(100));
    expect(reckoned.slice(0, 100).map(([one]) => one?.listed.length)).toEqual(Array.from({ length: 100 }, () => 1));
    expect(reckonTallies(totalsOf(100), question(100))[0]?.listed).toHaveLength(100);
  });

  it('the areas of a place are asked for once, whatever the number of its incidents', () => {
    let asked = 0;
    const counting = { ...question(400), isWithin: (...of: [string, string]) => ((asked += 1), isWithin(...of)) };
    reckonTallies([...totalsOf(400), ...incidentsOf(400)], counting);
    expect(asked).toBeLessThan(1_000);
  });

  it('more than may be placed at once is refused before it is reckoned', () => {
    const long = itemsOf(
      Array.from({ length: 50 }, (_, nth) =>
        figure({ report: `l${nth}`, best: 1, from: start, to: addDays(start, 99) }),
      ),
    );
    const days = bucketWindows('day', start, addDays(start, 99), 400).map(({ window }) => window);
    const place = (most: number) => reckonWindows(decideTallies(long, question(99)), new Windows(days, { most }));
    expect(place(50 * 100)).toHaveLength(100);
    expect(() => place(50 * 100 - 1)).toThrow(TooManyCounts);
  });

  it('long incidents among many totals are refused where they would be divided into too many pieces', () => {
    const long = itemsOf(
      Array.from({ length: 700 }, (_, nth) =>
        figure({ report: `l${nth}`, best: 1, from: start, to: addDays(start, 799) }),
      ),
    );
    expect(() => reckonTallies([...totalsOf(800), ...long], question(800))).toThrow(TooManyCounts);
  });
});
