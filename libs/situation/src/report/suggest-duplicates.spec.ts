import fc from 'fast-check';
import { distanceKm, likeness_weights, likenessOf, type ReportTraits } from './duplicate-likeness.js';
import type { PlaceKind } from '../gazetteer/gazetteer.js';
import { duplicate_threshold, suggestDuplicates } from './suggest-duplicates.js';

const mosul = { id: 'mosul', location: { lat: 36.34, lon: 43.13 } };
const talAfar = { id: 'tal-afar', location: { lat: 36.38, lon: 42.45 } };
const mosulMuseum = { id: 'mosul-museum', location: { lat: 36.34, lon: 43.14 } };

const killed = (low: number, high?: number) => ({
  measure: 'killed',
  group: 'civilians',
  low,
  ...(high === undefined ? {} : { high }),
});

let made = 0;
const report = (traits: Partial<ReportTraits> = {}): ReportTraits => ({
  reportId: `r${(made += 1)}`,
  type: 'shelling',
  from: '2017-03-07',
  to: '2017-03-07',
  places: [mosul],
  actors: ['islamic-state'],
  figures: [killed(4, 6)] as ReportTraits['figures'],
  ...traits,
});

const partsOf = (a: ReportTraits, b: ReportTraits) =>
  Object.fromEntries(likenessOf(a, b)?.parts.map(({ part, likeness }) => [part, likeness]) ?? []);

describe('how alike two reports are', () => {
  it('weights come to 1', () => {
    const weights = Object.values(likeness_weights);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 10);
  });

  it('the same in every respect is 1, and each part says why', () => {
    expect(likenessOf(report(), report())).toMatchObject({
      score: 1,
      parts: [
        { part: 'place', because: 'both at mosul' },
        { part: 'days', because: 'the same days' },
        { part: 'actors', because: 'both name islamic-state' },
        { part: 'type', because: 'both shelling' },
        { part: 'counts', because: '1 of 1 counts overlap' },
      ],
    });
  });

  it('the score is the weighted mean of its parts', () => {
    const likeness = likenessOf(report(), report({ places: [talAfar], actors: ['iraq'], type: 'clash' }))!;
    const weight = likeness.parts.reduce((sum, part) => sum + part.weight, 0);
    const sum = likeness.parts.reduce((total, part) => total + part.weight * part.likeness, 0);
    expect(Math.abs(likeness.score - sum / weight)).toBeLessThan(0.0051);
    expect(partsOf(report(), report({ places: [talAfar], actors: ['iraq'], type: 'clash' }))).toEqual({
      place: 0,
      days: 1,
      actors: 0,
      type: 0.5,
      counts: 1,
    });
  });

  it('places count by distance, across the date line too', () => {
    expect(distanceKm(mosul.location, talAfar.location)).toBeCloseTo(61.1, 0);
    expect(distanceKm({ lat: 0, lon: 179.9 }, { lat: 0, lon: -179.9 })).toBeCloseTo(22.2, 1);
    expect(distanceKm({ lat: 90, lon: 0 }, { lat: -90, lon: 0 })).toBeCloseTo(20_015, 0);
    expect(partsOf(report(), report({ places: [mosulMuseum] })).place).toBeCloseTo(0.98, 2);
  });

  it('days count by how far the ends of the periods lie apart: a year is far from each of its days', () => {
    expect(partsOf(report(), report({ from: '2017-03-08', to: '2017-03-08' })).days).toBe(0.75);
    expect(partsOf(report(), report({ from: '2017-01-01', to: '2017-12-31' })).days).toBe(0);
  });

  it('counts that cannot be both right are unlike; open ends overlap', () => {
    expect(partsOf(report(), report({ figures: [killed(20, 30)] as ReportTraits['figures'] })).counts).toBe(0);
    expect(partsOf(report(), report({ figures: [killed(5)] as ReportTraits['figures'] })).counts).toBe(1);
  });

  it('what one of them says nothing about is left out', () => {
    const silent = report({ actors: [], figures: [] });
    expect(Object.keys(partsOf(report(), silent))).toEqual(['place', 'days', 'type']);
    expect(likenessOf(report(), silent)?.score).toBe(1);
  });

  it('without a place or a day on both sides nothing can be said', () => {
    const { from: _from, to: _to, ...undated } = report();
    expect(likenessOf(report(), undated)).toBeUndefined();
    expect(likenessOf(report(), report({ places: [] }))).toBeUndefined();
    expect(likenessOf(report(), report({ places: [{ id: 'somewhere' }] }))).toBeUndefined();
  });
});

describe('suggesting duplicates', () => {
  const names = (reports: readonly ReportTraits[]) =>
    suggestDuplicates(reports).map((pair) => pair.reports.map(({ reportId }) => reportId));

  it('shows pairs at or above the threshold, the likeliest first', () => {
    const [a, b, c] = [report(), report({ type: 'airstrike' }), report({ type: 'statement', actors: ['iraq'] })];
    const found = suggestDuplicates([c, b, a]);
    expect(found.map((pair) => pair.reports.map(({ reportId }) => reportId))).toEqual([[a.reportId, b.reportId]]);
    expect(found[0]?.score).toBeGreaterThanOrEqual(duplicate_threshold);
    expect(likenessOf(a, c)?.score).toBeLessThan(duplicate_threshold);
  });

  it('says nothing of reports that belong to one incident already, and compares those that stand alone', () => {
    expect(names([report({ incident: 'A' }), report({ incident: 'A' })])).toEqual([]);
    expect(names([report({ incident: 'A' }), report({ incident: 'B' })])).toHaveLength(1);
    expect(names([report(), report()])).toHaveLength(1);
  });

  it('puts pairs of two different incidents last, whatever their score', () => {
    const [a, b] = [report({ incident: 'A' }), report({ incident: 'B' })];
    const alone = report({ type: 'airstrike' });
    const found = suggestDuplicates([a, b, alone]);
    const last = found[found.length - 1]!;
    expect(found).toHaveLength(3);
    expect(last.reports.map(({ incident }) => incident)).toEqual(['A', 'B']);
    expect(last.score).toBeGreaterThan(found[0]!.score);
  });

  describe('at registered places', () => {
    const at = (id: string, kind: PlaceKind, ...within: string[]) => ({ ...mosul, id, kind, within });
    const museum = at('museum', 'building', 'quarter', 'mosul');
    const court = at('court', 'building', 'quarter', 'mosul');
    const [first, second] = [at('bridge-1', 'bridge', 'mosul'), at('bridge-2', 'bridge', 'mosul')];
    const [quarter, dindan] = [at('quarter', 'district', 'mosul'), at('dindan', 'district', 'mosul')];
    const city = at('mosul', 'city');
    const block = at('block', 'district', 'quarter', 'mosul');

    it.each([
      ['two buildings', [museum], [court]],
      ['two buildings of which both name the city', [museum, city], [city, court]],
      ['two buildings of which both name the district around', [museum, quarter], [quarter, court]],
      ['two bridges', [first], [second]],
      ['two districts', [quarter], [dindan]],
      ['a district and one inside it', [quarter], [block]],
      ['a building and a bridge', [museum], [first]],
      ['a building and a district elsewhere', [museum], [dindan]],
    ])('never suggests %s', (_which, one, other) => {
      expect(names([report({ places: one }), report({ places: other })])).toEqual([]);
      expect(names([report({ places: other }), report({ places: one })])).toEqual([]);
    });

    it.each([
      ['a building and the district around it', [museum], [quarter]],
      ['a building and its city', [museum], [city]],
      ['one building, named among others', [museum, court], [court]],
      ['a building and an unregistered place there', [museum], [{ ...mosul, id: 'somewhere' }]],
    ])('may suggest %s', (_which, one, other) => {
      expect(names([report({ places: one }), report({ places: other })])).toHaveLength(1);
    });
  });

  it('does not compare reports too many days apart', () => {
    expect(names([report(), report({ from: '2017-03-11', to: '2017-03-11' })])).toEqual([]);
    expect(names([report(), report({ from: '2017-03-09', to: '2017-03-09' })])).toHaveLength(1);
  });

  it('the window leaves nothing out that comparing every pair would find, in any order', () => {
    const day = fc.integer({ min: 1, max: 12 }).map((number) => `2017-03-${String(number).padStart(2, '0')}`);
    const some = fc
      .array(fc.tuple(fc.option(day), fc.option(day), fc.constantFrom('A', 'B', undefined)), { maxLength: 8 })
      .map((all) =>
        all.map(([from, to, incident], index) => {
          const { from: _from, to: _to, ...bare } = report();
          const [first, last] = from !== null && to !== null && from > to ? [to, from] : [from, to];
          return {
            ...bare,
            reportId: `r${index}`,
            ...(first === null ? {} : { from: first }),
            ...(last === null ? {} : { to: last }),
            ...(incident === undefined ? {} : { incident }),
          };
        }),
      )
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(some, ([all, shuffled]) => {
        const pairs = all.flatMap((a, index) => all.slice(index + 1).map((b) => [a, b] as const));
        const alike = pairs.filter(([a, b]) => a.incident === undefined || a.incident !== b.incident);
        const scores = alike
          .flatMap(([a, b]) => likenessOf(a, b) ?? [])
          .filter(
            (likeness) =>
              likeness.parts.some(({ part, likeness: value }) => part === 'days' && value > 0) &&
              likeness.score >= duplicate_threshold,
          );
        expect(suggestDuplicates(all)).toHaveLength(scores.length);
        expect(suggestDuplicates(shuffled)).toEqual(suggestDuplicates(all));
      }),
      { numRuns: 300 },
    );
  });
});
