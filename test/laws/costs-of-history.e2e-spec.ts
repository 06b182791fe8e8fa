import type { EventOf, Report, SitrepEvent } from '#situation';
import { observations } from '../bench/observations.js';
import { type Cost, CountedEditions } from '../harness/counted-edition.js';

const hour_ms = 3_600_000;
const start_ms = Date.parse('2017-01-01T00:00:00Z');
const instant = (hour: number): string => new Date(start_ms + hour * hour_ms).toISOString();
const uuid = (number: number): string => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

type Reported = EventOf<'reported'>;

/** A report of one place, which changes hands at every tenth, about an hour of its own; with an account of one incident. */
function reported(number: number, hour: number): Reported {
  const [pattern] = observations(Math.floor(hour), 1, 1) as [Reported];
  const figure: Report['figures'][number] = {
    measure: 'killed',
    group: 'anyone',
    unit: 'people',
    basis: 'incremental',
    place: 'place-0',
    best: 5,
    lowExclusive: false,
    period: { from: '2017-01-01', to: '2017-01-01' },
  };
  const control = pattern.data.control.map((claim) => ({ ...claim, effective: instant(hour) }));
  const id = uuid(number);
  return {
    kind: 'reported',
    data: { ...pattern.data, id, externalId: `X${number}`, reportedAt: instant(hour), control, figures: [figure] },
  };
}

const graded = (number: number, of: number, hour: number): SitrepEvent => ({
  kind: 'report_graded',
  data: {
    id: uuid(number),
    reportId: uuid(of),
    reportedAt: instant(hour),
    reason: 'checked',
    grade: { reliability: 'A', credibility: 1 },
  },
});
const linked = (number: number, of: readonly number[], hour: number): SitrepEvent => ({
  kind: 'reports_linked',
  data: {
    id: uuid(number),
    reportIds: of.map(uuid),
    incident: `i-${number}`,
    reportedAt: instant(hour),
    reason: 'one',
  },
});

describe('the cost of one event', () => {
  let editions: CountedEditions;
  const lengths = [120, 480] as const;
  const costOf = (length: number, events: readonly SitrepEvent[]): Promise<Cost> =>
    editions.costOf(`costs-${length}`, events);

  beforeAll(async () => {
    editions = await CountedEditions.open();
    for (const length of lengths)
      await costOf(
        length,
        Array.from({ length }, (_, number) => reported(number, number)),
      );
  });
  afterAll(() => editions.close());

  /** Whether the rows read do not grow either; of what is late they grow with what is known since. */
  const cases: readonly (readonly [string, (length: number) => SitrepEvent, boolean])[] = [
    ['told in order', (length) => reported(length, length), true],
    ['told late', (length) => reported(10_000, length / 2 + 0.5), false],
    ['told of the same moment as another', (length) => reported(10_001, length / 2), false],
    ['graded', (length) => graded(10_002, length / 2 + 3, length + 20), false],
    ['linked with another', (length) => linked(10_003, [5, length / 2 + 5], length + 21), true],
  ];

  it.each(cases)('%s does not grow with what is known already', async (_what, event, isReadAlike) => {
    const [short, long] = lengths;
    const few = await costOf(short, [event(short)]);
    const many = await costOf(long, [event(long)]);
    expect(many.statements).toBeLessThanOrEqual(few.statements + 3);
    expect(many.written).toBeLessThanOrEqual(40);
    expect(many.read).toBeLessThanOrEqual(isReadAlike ? few.read + 20 : 4 * long);
  });

  it('a grade of a report of many grades reads and writes what it changes', async () => {
    const [short] = lengths;
    const grades = Array.from({ length: 30 }, (_, number) => graded(20_000 + number, 7, short + 100 + number));
    const first = await costOf(short, grades.slice(0, 1));
    for (const grade of grades.slice(1, -1)) await costOf(short, [grade]);
    const last = await costOf(short, grades.slice(-1));
    expect(last.written).toBeLessThanOrEqual(first.written + 4);
    // Its facts and its versions are read whole.
    expect(last.read).toBeLessThanOrEqual(first.read + 3 * grades.length);
  });

  it('a link of a report that was linked to and fro reads and writes what it changes', async () => {
    const [short] = lengths;
    const links = Array.from({ length: 20 }, (_, number) => linked(30_000 + number, [9, 11], short + 300 + number));
    const first = await costOf(short, links.slice(0, 1));
    for (const link of links.slice(1, -1)) await costOf(short, [link]);
    const last = await costOf(short, links.slice(-1));
    expect(last.written).toBeLessThanOrEqual(first.written + 6);
    // The decisions about each report and where it has been are read whole.
    expect(last.read).toBeLessThanOrEqual(first.read + 5 * links.length);
  });
});

/** What reports of one kind tell, an hour apart, of what answers rest on by many of them. */
const kinds: Readonly<Record<string, (hour: number) => Partial<Report>>> = {
  'a place that changes hands now and then': (hour) => ({
    control: [{ ...sighting, ...turning(Math.floor(hour)), effective: instant(hour) }],
  }),
  'a place seen in the hands of two sides in turn': (hour) => ({
    control: [{ ...sighting, holders: [Math.floor(hour) % 2 === 0 ? 'one' : 'other'], effective: instant(hour) }],
  }),
  'a place seen in the same hands': (hour) => ({
    control: [{ ...sighting, holders: ['one'], effective: instant(hour) }],
  }),
  'a bridge that is cut now and then': (hour) => ({
    condition: [
      { place: 'bridge', state: hour % 10 === 9 ? 'cut' : 'open', effective: instant(hour), confidence: 'medium' },
    ],
  }),
  'an incident of many accounts': (hour) => ({
    incident: { key: 'one', relation: 'same_event' },
    figures: [{ ...killed, low: 5 + (Math.floor(hour) % 7), high: 30 + (Math.floor(hour) % 11) }],
  }),
};
/** Gained at every tenth hour by the other side, and seen so in between. */
const turning = (hour: number) => ({
  holders: [hour % 20 < 10 ? 'one' : 'other'],
  effect: hour % 10 === 0 ? ('gained' as const) : ('observed' as const),
});
const sighting = {
  place: 'place-0',
  effect: 'observed',
  status: 'held',
  formations: [],
  conditions: [],
  confidence: 'medium',
} as const;
const killed = {
  measure: 'killed',
  group: 'anyone',
  unit: 'people',
  basis: 'incremental',
  place: 'place-0',
  lowExclusive: false,
  period: { from: '2017-01-01', to: '2017-01-01' },
} as const;

describe.each(Object.entries(kinds))('of %s', (kind, tell) => {
  // Between two gains it does not matter what else is known.
  const isSettled = kind === 'a place that changes hands now and then';
  let editions: CountedEditions;
  const lengths = [105, 405] as const;
  const told = (number: number, hour: number): SitrepEvent => {
    const { data: report } = reported(number, hour);
    return { kind: 'reported', data: { ...report, control: [], figures: [], ...tell(hour) } };
  };

  beforeAll(async () => {
    editions = await CountedEditions.open();
    for (const length of lengths)
      await editions.costOf(
        `of-${length}`,
        Array.from({ length }, (_, number) => told(number, number)),
      );
  });
  afterAll(() => editions.close());

  it('the rows stored are a multiple of the reports', async () => {
    for (const length of lengths) expect(await editions.rowsToldIn(`of-${length}`)).toBeLessThanOrEqual(5 * length);
  });

  const half = (length: number): number => Math.floor(length / 2);
  it.each([
    ['in order', (length: number) => told(10_000, length), true],
    ['late', (length: number) => told(10_001, half(length) + 0.5), isSettled],
    ['of the same moment as another', (length: number) => told(10_002, half(length)), isSettled],
    ['graded', (length: number) => graded(10_003, half(length) + 1, length + 20), isSettled],
    ['linked with another', (length: number) => linked(10_004, [5, half(length) + 5], length + 21), false],
  ])('one more %s writes what it changes', async (_what, event, isReadAlike) => {
    const [short, long] = lengths;
    const few = await editions.costOf(`of-${short}`, [event(short)]);
    const many = await editions.costOf(`of-${long}`, [event(long)]);
    expect(many.statements).toBeLessThanOrEqual(few.statements + 3);
    expect(many.written).toBeLessThanOrEqual(few.written + 8);
    expect(many.read).toBeLessThanOrEqual(isReadAlike ? few.read + 20 : 5 * long);
  });
});
