import fc from 'fast-check';
import { looks } from '../looks.fixture.js';
import { withoutReports } from './counted-item.js';
import { decisiveFigures } from './decisive-figures.js';
import { figure, type ToldFigure } from './figures.fixture.js';
import { itemKnown, tallyHistory } from './tally-items.js';
import { addDays } from '../time/time.js';

const accounts = fc
  .array(
    fc.record(
      {
        low: fc.nat(8),
        best: fc.nat(8),
        high: fc.nat(8),
        lowExclusive: fc.boolean(),
        grade: fc.constantFrom('A1', 'B2', 'C3'),
        place: fc.constantFrom('mosul', 'tal-afar'),
        from: fc.constantFrom('2017-03-04', '2017-03-05'),
        actors: fc.subarray(['victim:ypg', 'perpetrator:islamic-state', 'victim:civilians']),
        knownFrom: fc.constantFrom('2017-03-06', '2017-03-07', '2017-03-08'),
      },
      { requiredKeys: ['lowExclusive', 'grade', 'place', 'from', 'actors', 'knownFrom'] },
    ),
    { maxLength: 20 },
  )
  .map((all) => all.map((told) => figure({ ...told, to: '2017-03-05' })));

const counted = (figures: readonly ToldFigure[]) => {
  const item = itemKnown('one', figures);
  return item && withoutReports(item);
};

describe('the accounts that decide what an incident comes to', () => {
  it('decide it alone, whatever is reported beside them', () => {
    fc.assert(
      fc.property(accounts, accounts, (standing, more) => {
        const decisive = decisiveFigures(standing);
        expect(counted(decisive)).toEqual(counted(standing));
        expect(counted([...decisive, ...more])).toEqual(counted([...standing, ...more]));
      }),
      { numRuns: 2_000 },
    );
  });

  it('are few of many that say alike', () => {
    const many = Array.from({ length: 500 }, (_, nth) =>
      figure({ low: nth % 7, best: 7 + (nth % 5), high: 20 + (nth % 9) }),
    );
    expect(decisiveFigures(many).length).toBeLessThan(10);
  });

  it('are all where one tells two places apart, is a part of another, or takes the place of an earlier total', () => {
    const plain = [figure({ best: 3 }), figure({ best: 3 }), figure({ best: 3 })];
    const apart = [...plain, figure({ report: 'a', best: 1 }), figure({ report: 'a', best: 2, place: 'raqqa' })];
    expect(decisiveFigures(plain)).toHaveLength(2);
    expect(decisiveFigures(apart)).toEqual(apart);
    const inside = [...plain, figure({ best: 1, subsetOf: plain[0]!.reportId })];
    expect(decisiveFigures(inside)).toEqual(inside);
    const totals = plain.map((one) => ({ ...one, figure: { ...one.figure, basis: 'cumulative' as const } }));
    expect(decisiveFigures(totals)).toEqual(totals);
  });

  it('make a history of four times as many accounts cost hardly more than four times as much', () => {
    const accountsOf = (days: number): readonly ToldFigure[] =>
      Array.from({ length: days }, (_, nth) =>
        figure({ low: nth % 17, best: 17 + (nth % 50), high: 67 + (nth % 30), knownFrom: addDays('2015-01-01', nth) }),
      );
    const [few, many] = [100, 400].map((days) => looks(accountsOf(days), (all) => void tallyHistory('one', all)));
    expect(many! / few!).toBeLessThan(6);
  });
});
