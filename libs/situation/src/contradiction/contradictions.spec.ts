import { gained, observed } from '../control/claims.fixture.js';
import { said } from '../condition/conditions.fixture.js';
import {
  type ContradictingReport,
  declaredContradiction,
  type Difference,
  differenceOf,
  laterClaim,
} from './contradictions.js';
import type { Report } from '../report/report.js';
import { end_of_time_ms, type Instant, type Moment } from '../time/time.js';

const day = (text: string): Moment => text as Moment;
const report = (id: string, more: Partial<Report> = {}): Report => ({
  id,
  type: 'statement',
  nature: 'statement',
  background: false,
  summary: `says ${id}`,
  occurred: { precision: 'unknown' },
  reportedAt: '2017-03-09T12:00:00Z' as Instant,
  places: ['town'],
  actors: [],
  control: [],
  figures: [],
  related: [],
  contradicts: [],
  grade: { reliability: 'B', credibility: 2 },
  source: { outlet: 'Desk', chain: ['Desk'], anonymity: 'outlet_itself', seenByOutlet: false },
  ...more,
});
type Version = ContradictingReport['versions'][number];
const version = (eventId: string, fromMs: number, toMs: number, words: Report): Version => ({
  eventId,
  wordsEventId: eventId,
  knownFromMs: fromMs,
  knownToMs: toMs,
  report: words,
});
const sidesOf = (actors: readonly string[]) => [...actors].sort();
const side = (
  reportId: string,
  versions: readonly Version[],
  retractions: ContradictingReport['retractions'] = [],
): ContradictingReport => ({ reportId, versions, retractions });

const a = side('a', [version('a', 100, end_of_time_ms, report('a', { contradicts: ['b'] }))]);
const b = side('b', [version('b', 200, end_of_time_ms, report('b'))]);
const read = (one: ContradictingReport, other: ContradictingReport, knownAtMs: number) =>
  declaredContradiction([one, other], knownAtMs, sidesOf);

describe('a declared contradiction', () => {
  it('is known once both reports are, from either side, and open', () => {
    expect(read(a, b, 150)).toBeUndefined();
    expect(read(a, b, 200)).toMatchObject({ reports: ['a', 'b'], knownFromMs: 200 });
    expect(read(b, a, 200)?.knownFromMs).toBe(200);
    expect(read(a, b, 200)).not.toHaveProperty('settledBy');
    expect(read(b, side('c', [version('c', 100, end_of_time_ms, report('c'))]), 300)).toBeUndefined();
  });

  it('is settled by the retraction of a side, and open again when the side is reinstated', () => {
    const retractions = [{ eventId: 'r', reportedAtMs: 300 }];
    const gone = side('b', [version('b', 200, 300, report('b'))], retractions);
    expect(read(a, gone, 299)).not.toHaveProperty('settledBy');
    expect(read(a, gone, 300)?.settledBy).toEqual({ by: 'retraction', id: 'r', reports: ['b'], atMs: 300 });
    const again = side('b', [...gone.versions, version('i', 400, end_of_time_ms, report('b'))], retractions);
    expect(read(a, again, 350)?.settledBy?.by).toBe('retraction');
    expect(read(a, again, 400)).not.toHaveProperty('settledBy');
  });

  it('is settled by a correction after which nobody declares it, and not by one that still does', () => {
    const corrected = (contradicts: readonly string[]) =>
      side('a', [
        version('a', 100, 300, report('a', { contradicts: ['b'] })),
        version('c', 300, end_of_time_ms, report('a', { contradicts })),
      ]);
    expect(read(corrected([]), b, 300)?.settledBy).toEqual({ by: 'correction', id: 'c', reports: ['a'], atMs: 300 });
    expect(read(corrected([]), b, 299)).not.toHaveProperty('settledBy');
    expect(read(corrected(['b']), b, 300)).not.toHaveProperty('settledBy');
  });
});

describe('what two reports differ on', () => {
  const differ = (one: Partial<Report>, other: Partial<Report>): Difference =>
    differenceOf([report('a', one), report('b', other)], sidesOf);
  const held = (holder: string) => ({ control: [gained(holder, day('2017-03-09')).claim] });
  const count = (best: number): Partial<Report> => ({
    figures: [
      {
        measure: 'killed',
        group: 'north',
        best,
        lowExclusive: false,
        unit: 'people',
        basis: 'incremental',
        period: {},
      },
    ],
  });

  it('is who holds a place, what state a thing is in, or since when', () => {
    expect(differ(held('north'), held('south'))).toMatchObject({ on: 'control', about: { place: 'bridge' } });
    const damaged = (when: string) => ({ condition: [said('damaged', day(when)).claim] });
    expect(differ(damaged('2014-12-31'), damaged('2015-12-31'))).toMatchObject({
      on: 'time',
      accounts: [
        { says: 'damaged 2014-12-31', coded: [{ state: 'damaged', effective: '2014-12-31' }], reports: ['a'] },
        { says: 'damaged 2015-12-31', coded: [{ state: 'damaged', effective: '2015-12-31' }], reports: ['b'] },
      ],
    });
    expect(differ(damaged('2014-12-31'), { condition: [said('intact', day('2015-12-31')).claim] }).on).toBe(
      'condition',
    );
  });

  it('is a count, or their words about an incident or a place', () => {
    expect(differ(count(4), count(7))).toMatchObject({ on: 'count', about: { measure: 'killed' } });
    expect(differ(count(4), count(4))).toMatchObject({ on: 'words', about: { place: 'town' } });
    const incident = { incident: { key: 'E1', relation: 'same_event' as const } };
    expect(differ(incident, incident)).toMatchObject({ on: 'words', about: { incident: 'E1' } });
  });

  it('is what they do not say alike, about the same day or the same part of a count', () => {
    const turns = (last: string) => ({
      control: [gained('east', day('2017-03-01')).claim, gained(last, day('2017-03-09')).claim],
    });
    const says = ({ accounts }: Difference): readonly string[] => accounts.map((account) => account.says);
    expect(says(differ(turns('north'), turns('south')))).toEqual(['held north 2017-03-09', 'held south 2017-03-09']);
    const states = (when: string) => ({
      condition: [said('damaged', day('2017-03-01')).claim, said('destroyed', day(when)).claim],
    });
    expect(differ(states('2017-03-05'), states('2017-03-06'))).toMatchObject({
      on: 'time',
      about: { place: 'bridge' },
    });
    const parts = (...counts: readonly number[]): Partial<Report> => ({
      figures: counts.flatMap((best, index) =>
        (count(best).figures ?? []).map((one) => ({ ...one, place: `p${index}` })),
      ),
    });
    expect(says(differ(parts(4, 5), parts(4, 6)))).toEqual(['? / 5 / ? people', '? / 6 / ? people']);
    expect(says(differ(parts(3, 5), parts(4, 6)))).toEqual(['? / 3 / ? people', '? / 4 / ? people']);
    expect(differ(parts(4), parts(4, 9)).on).toBe('words');
  });

  it('is settled by the first claim of a third report that is later than both', () => {
    const difference = differ(held('north'), held('south'));
    const settled = (...control: Parameters<typeof laterClaim>[1]['control']) =>
      laterClaim(difference, { control, condition: [] }, 'Asia/Baghdad');
    expect(settled(observed('north', day('2017-03-09')))).toBeUndefined();
    expect(settled(observed('north', day('2017-03-10'), { status: 'contested' }))).toBeUndefined();
    expect(settled(observed('north', day('2017-03-10'), { report: 'a' }))).toBeUndefined();
    const later = observed('north', day('2017-03-10'), { report: 'c', knownFrom: '2017-03-11T00:00:00Z' as Instant });
    const latest = gained('south', day('2017-03-12'), { report: 'd', knownFrom: '2017-03-12T00:00:00Z' as Instant });
    expect(settled(latest, later)).toMatchObject({ by: 'claim', reports: ['c'] });
  });
});
