import { buildEdition, type EditionRecord, live_edition } from '#editions';
import { encodeEvent, formatPosition } from '#event-log';
import { measures, type SitrepEvent } from '#situation';
import type { ChangesDto } from '../apps/api/src/changes/changes-answer.dto.js';
import { Dice } from './crash/dice.js';
import { amendedCampaign } from './harness/amended-campaign.js';
import { violationsOf } from './harness/api-client.js';
import { statementsFor } from './harness/counted-questions.js';
import { readAnswer } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

interface Answers {
  readonly items: readonly (Record<string, unknown> & { readonly place: { readonly id: string } })[];
}
interface Tallies {
  readonly items: readonly {
    readonly measure: string;
    readonly group: string;
    readonly unit: string;
    readonly combined: object;
    readonly lowExclusive: boolean;
  }[];
}

const controlLists = ['changedHands', 'firstReported', 'lapsed', 'refined'] as const;
const lists = [...controlLists, 'conditions', 'counts', 'known'] as const;
const itemsOf = (changes: ChangesDto): readonly unknown[] => lists.flatMap<unknown>((list) => changes[list] ?? []);

/** What an approval, or the words that were approved, make known stands under the id of the report. */
function madeKnownBy(event: SitrepEvent): readonly string[] {
  if (event.kind === 'report_approved') return [event.data.reportId];
  return event.kind === 'draft_revised' ? [event.data.reportId] : [];
}

describe.each(logKinds())('what the log has recorded since a position, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  let then: EditionRecord;
  let position: string;
  let recorded: readonly string[];

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    const all = amendedCampaign();
    const approved = new Set(all.map((event) => (event.kind === 'report_approved' ? event.data.reportId : '')));
    // A rejection takes an approval back only where somebody writes past the api; a count that is gone is no change of one.
    const takesBack = (event: SitrepEvent) => event.kind === 'report_rejected' && approved.has(event.data.reportId);
    const events = all.filter((event) => !takesBack(event));
    const isName = (event: (typeof events)[number]): boolean => event.kind.endsWith('_registered');
    // An event that the log has twice counts as recorded when it has it last: here each stands once.
    const once = new Map(events.filter((event) => !isName(event)).map((event) => [encodeEvent(event).id, event]));
    // Amendments come before their reports, too.
    const told = new Dice(7).shuffled([...once.values()]);
    const half = Math.floor(told.length * 0.7);
    const append = async (some: typeof events): Promise<void> => {
      await sitrep.eventLog.append(some.map((event) => encodeEvent(event)));
      await sitrep.settled();
    };
    await append(events.filter(isName));
    await append(told.slice(0, half));
    position = formatPosition(await sitrep.eventLog.head());
    then = await buildEdition(sitrep, { name: 'then', definition: { until: { position } } });
    await append(told.slice(half));
    recorded = told.slice(half).flatMap((event) => [encodeEvent(event).id, ...madeKnownBy(event)]);
  });
  afterAll(() => sitrep.stop());

  const since = (query: Record<string, string> = {}): Promise<ChangesDto> =>
    readAnswer(sitrep, '/v1/changes', { limit: '1000', sinceRecorded: position, ...query });
  const refused = async (query: Record<string, string>): Promise<unknown> => {
    const answer = await sitrep.http.get('/v1/changes').query(query);
    return [answer.status, violationsOf(answer)];
  };
  /** The list as an edition until the position answers it, and as the live one does. */
  const both = async <Answer>(path: string, query: Record<string, string>): Promise<readonly [Answer, Answer]> => [
    await readAnswer<Answer>(sitrep, path, { limit: '1000', ...query, edition: then.name }),
    await readAnswer<Answer>(sitrep, path, { limit: '1000', ...query, edition: live_edition }),
  ];
  const byPlace = ({ items }: Answers) => new Map(items.map((item) => [item.place.id, item]));

  const moments: readonly (readonly [string, string])[] = [
    ['2017-03-07', '2017-03-09'],
    ['2017-03-08', '2017-03-20'],
    ['2017-03-10T09:00:00Z', '2017-03-11'],
    ['2017-02-25', '2017-03-20'],
  ];

  it.each(moments)(
    'is who holds what on %s, known %s, in an edition until there and in the live one',
    async (...at) => {
      const [validAt, knownAt] = at;
      const found = await since({ validAt, knownAt });
      const [before, after] = (await both<Answers>('/v1/control', { validAt, knownAt })).map(byPlace) as [
        ReturnType<typeof byPlace>,
        ReturnType<typeof byPlace>,
      ];
      const told = controlLists.flatMap((list) => found[list] ?? []);
      expect(new Set(told.map(({ place }) => place.id)).size).toBe(told.length);
      for (const change of told) {
        expect(before.get(change.place.id)).toMatchObject({ ...change.before });
        expect(after.get(change.place.id)).toMatchObject({ ...change.after });
      }
      const said = ({
        status,
        holders,
        conditions,
        extent,
        stale,
        confidence,
        aged,
      }: Record<string, unknown>): string =>
        JSON.stringify([status, holders, conditions, extent, stale, confidence, aged]);
      const differing = [...after].filter(([id, item]) => said(item) !== said(before.get(id) ?? {})).map(([id]) => id);
      expect(differing.length).toBeGreaterThan(0);
      expect(told.map(({ place }) => place.id).sort()).toEqual(differing.sort());
    },
  );

  it.each(moments)('is the state of things on %s, known %s, in both editions', async (validAt, knownAt) => {
    const { conditions = [] } = await since({ validAt, knownAt, kinds: 'conditions' });
    const [before, after] = (await both<Answers>('/v1/conditions', { validAt, knownAt })).map(byPlace);
    for (const change of conditions) {
      expect(before?.get(change.place.id)?.[change.axis]).toMatchObject({ ...change.before });
      expect(after?.get(change.place.id)?.[change.axis]).toMatchObject({ ...change.after });
    }
    const differing = [...(after ?? [])].flatMap(([id, item]) =>
      ['integrity', 'passage'].filter((axis) => stateOf(item[axis]) !== stateOf(before?.get(id)?.[axis])).map(() => id),
    );
    expect(conditions.map(({ place }) => place.id).sort()).toEqual(differing.sort());
  });

  const stateOf = (axis: unknown): string => {
    const { state, states, closedTo, closedBy, confidence } = (axis ?? {}) as Record<string, unknown>;
    return JSON.stringify([state, states, closedTo, closedBy, confidence]);
  };

  it('is what all days come to in both editions', async () => {
    const knownAt = '2017-03-20';
    const { counts = [] } = await since({ knownAt, kinds: 'counts' });
    expect(counts.length).toBeGreaterThan(3);
    const names = Object.keys(measures);
    const tallies = async (measure: string) =>
      (await both<Tallies>('/v1/tallies', { knownAt, measure })).map(
        ({ items }) =>
          new Map(
            items.map(({ combined, lowExclusive, ...of }) => [
              [of.measure, of.group, of.unit].join(),
              { ...combined, lowExclusive },
            ]),
          ),
      );
    const halves = [await tallies(names.slice(0, 15).join()), await tallies(names.slice(15).join())];
    const [before, after] = [0, 1].map((side) => new Map(halves.flatMap((half) => [...(half[side] ?? [])])));
    for (const { measure, group, unit, ...count } of counts) {
      const key = [measure, group, unit].join();
      if (count.before !== null) expect(before?.get(key), key).toMatchObject(numbersOf(count.before));
      expect(after?.get(key), key).toMatchObject(numbersOf(count.after));
    }
    const moved = [...(after ?? [])].filter(([key, now]) => JSON.stringify(now) !== JSON.stringify(before?.get(key)));
    expect(counts.map(({ measure, group, unit }) => [measure, group, unit].join()).sort()).toEqual(
      moved.map(([key]) => key).sort(),
    );
  });

  const numbersOf = ({
    low,
    best,
    high,
    lowExclusive,
  }: {
    low: unknown;
    best: unknown;
    high: unknown;
    lowExclusive: boolean;
  }) => ({ low, best, high, lowExclusive });

  it('are the reports and amendments themselves, however early they were made known', async () => {
    const { known = [], ...answer } = await since({ knownAt: '2017-03-25', kinds: 'known' });
    const ids = new Set(known.map(({ id }) => id));
    expect(ids.size).toBeGreaterThan(30);
    expect([...ids].filter((id) => !recorded.includes(id))).toEqual([]);
    expect(answer).toMatchObject({ sinceRecorded: position, knownAt: '2017-03-25T23:59:59.999Z' });
    const early = await since({ knownAt: '2017-03-07', kinds: 'known' });
    expect(early.known?.length).toBeLessThan(known.length);
    expect(early.known?.every(({ reportedAt }) => reportedAt < '2017-03-08')).toBe(true);
  });

  it('are without a date of the world those of the last moment at which both differ', async () => {
    const knownAt = '2017-03-20';
    const found = await since({ knownAt });
    const told = [...controlLists.flatMap((list) => found[list] ?? []), ...(found.conditions ?? [])];
    const past = told.filter(({ validAt = '' }) => validAt < '2017-04-01');
    expect(past.length).toBeGreaterThan(0);
    for (const { place, validAt = '' } of past.slice(0, 6)) {
      const at = await since({ knownAt, validAt, place: place.id });
      expect(itemsOf({ ...at, counts: [], known: [] }), `${place.id} at ${validAt}`).not.toEqual([]);
      const later = new Date(Date.parse(validAt) + 1).toISOString();
      const lists = [...controlLists, 'conditions'].join();
      const after = await since({ knownAt, validAt: later, place: place.id, kinds: lists });
      expect(told.filter((one) => one.place.id === place.id).length).toBeGreaterThanOrEqual(itemsOf(after).length);
    }
  });

  it('are none since the end of the log', async () => {
    const head = formatPosition(await sitrep.eventLog.head());
    expect(itemsOf(await since({ sinceRecorded: head }))).toEqual([]);
  });

  it('are reached page by page, and narrowed down to a place and its parts', async () => {
    const asked = { knownAt: '2017-03-20', validAt: '2017-03-09' };
    const all = await since(asked);
    const read: unknown[] = [];
    for (let page = await since({ ...asked, limit: '9' }); ;) {
      expect(itemsOf(page).length).toBeLessThanOrEqual(9);
      read.push(...itemsOf(page));
      const next = page.links.find(({ rel }) => rel === 'next');
      if (next === undefined) break;
      page = await readAnswer(sitrep, next.href);
    }
    expect(read).toEqual(itemsOf(all));
    const mosul = await since({ ...asked, within: 'mosul' });
    expect(itemsOf(mosul).length).toBeGreaterThan(0);
    expect(itemsOf(mosul).length).toBeLessThan(itemsOf(all).length);
  });

  it('takes as many statements for all that was recorded as for a page of it, however many places that touches', async () => {
    const asked = { knownAt: '2017-03-20', validAt: '2017-03-11' };
    // What all questions share is read once.
    await since({ ...asked, validAt: '2017-03-08' });
    const all = await statementsFor(sitrep, () => since(asked));
    expect(all).toBeLessThanOrEqual(40);
    const few = await statementsFor(sitrep, () => since({ ...asked, limit: '3' }));
    expect(few).toBeLessThanOrEqual(all);
    const other = await statementsFor(sitrep, () => since({ ...asked, validAt: '2017-03-10' }));
    expect(other).toBe(all);
  });

  it('refuses positions of another log, those not reached, and other clocks, and says what would be right', async () => {
    const partitions = position.split('-').length;
    expect(await refused({ sinceRecorded: 'then' })).toEqual([400, ['sinceRecorded not_understood']]);
    expect(await refused({ sinceRecorded: `${position}-0` })).toEqual([400, ['sinceRecorded other_log']]);
    const beyond = Array.from({ length: partitions }, () => '999999').join('-');
    expect(await refused({ sinceRecorded: beyond })).toEqual([400, ['sinceRecorded beyond_the_log']]);
    const head = formatPosition(await sitrep.eventLog.head());
    expect(await refused({ sinceRecorded: head, edition: then.name })).toEqual([400, ['sinceRecorded after_the_end']]);
    expect(await refused({ sinceRecorded: `0${position}` })).toEqual([400, ['sinceRecorded not_understood']]);
    expect(await refused({ sinceRecorded: position, from: '2017-03-08', knownTo: '2017-03-09' })).toEqual([
      400,
      ['from other_clock', 'knownTo other_clock'],
    ]);
  });

  it('are the reports whose standing version the log recorded on these days of the desk', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const [dayBefore, dayAfter] = [-1, 1].map((days) =>
      new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
    ) as [string, string];
    const count = async (query: Record<string, string>): Promise<number> =>
      (await readAnswer<{ total: number }>(sitrep, '/v1/reports', { ...query, facets: 'type', limit: '1' })).total;
    const all = await count({});
    expect(all).toBeGreaterThan(100);
    expect(await count({ recordedFrom: dayBefore, recordedTo: dayAfter })).toBe(all);
    expect(await count({ recordedFrom: dayBefore })).toBe(all);
    expect(await count({ recordedTo: dayAfter })).toBe(all);
    expect(await count({ recordedFrom: dayAfter })).toBe(0);
    expect(await count({ recordedTo: '2017-03-09' })).toBe(0);
    expect(await count({ recordedFrom: dayBefore, type: 'clash' })).toBe(await count({ type: 'clash' }));
    const now = new Date(Date.now() + 1).toISOString();
    expect(await count({ recordedFrom: now })).toBe(0);
    expect(await count({ recordedTo: now })).toBe(all);
    expect(await count({ recordedFrom: dayBefore, recordedTo: now })).toBe(all);
    const reversed = await sitrep.http.get('/v1/reports').query({ recordedFrom: today, recordedTo: '2017-03-09' });
    expect([reversed.status, violationsOf(reversed)]).toEqual([400, ['recordedTo reversed']]);
  });
});
