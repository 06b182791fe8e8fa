import { buildEdition, live_edition } from '#editions';
import { type EditionScope, placeParents, registeredIds } from '#read-models/queries';
import { endOfDayMs, measureNames, policyNamed, stored_policy } from '#situation';
import type { ChangesDto } from '../apps/api/src/changes/changes-answer.dto.js';
import { resolveMoved, movedUnder } from '../apps/api/src/changes/moved-under.js';
import {
  conditionsAnew,
  conditionsUnder,
  conditionTimelineAnew,
  conditionTimelineUnder,
} from '../apps/api/src/conditions/condition-reading.js';
import { areasAnew, areasUnder } from '../apps/api/src/control/areas-held.js';
import { controlAnew, controlUnder, timelineAnew, timelineUnder } from '../apps/api/src/control/control-reading.js';
import { bucketsOf } from '../apps/api/src/days/buckets.js';
import { resolveHands, handsIn } from '../apps/api/src/days/hands-in.js';
import { type CountsAsked, countsAnew, countsUnder } from '../apps/api/src/tallies/tally-reading.js';
import {
  type ExplainedAxis,
  type Holding,
  named,
  type Reference,
  type Thing,
  type Told,
  told,
} from './harness/answers.js';
import { readAnswer, readOne } from './harness/read-answers.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

interface Tally {
  readonly measure: string;
  readonly group: string;
  readonly combined: { readonly low: number | null; readonly best: number | null; readonly high: number | null };
  readonly flags: readonly string[];
  readonly reports: readonly Reference[];
}

const admission = 'admission-against-interest@1';

describe.each(logKinds())('policies of reading March 2017, asked over HTTP, on the %s log', (kind) => {
  let sitrep: RunningSitrep;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
  });
  afterAll(() => sitrep.stop());

  const read = <Body>(path: string, query: Record<string, string> = {}): Promise<Body> =>
    readAnswer(sitrep, path, query);
  const first = <Item>(path: string, query: Record<string, string>): Promise<Item> => readOne(sitrep, path, query);
  const days = { validAt: '2017-03-09', knownAt: '2017-03-10' };
  const road = 'road-raqqa-deir-al-zor';

  describe('policies', () => {
    const under = (place: string, policy: string) => first<Holding>('/v1/control', { ...days, place, policy });
    const words = ({ status, holders, reports }: Holding): string =>
      [status, ...holders, named(reports)].join(' ').trim();

    it('are listed with what they do, the default first', async () => {
      const { items } = await read<{ items: { policy: string; isDefault: boolean; does: string }[] }>('/v1/policies');
      expect(items.map(({ policy, isDefault }) => [policy, isDefault])).toEqual([
        ['all-sources@1', true],
        [admission, false],
      ]);
      expect(items.every(({ does }) => does.length > 20)).toBe(true);
    });

    it('are refused by name when there is no such one', async () => {
      for (const path of ['/v1/control', `/v1/control/${road}/explanation`, `/v1/conditions/${road}/timeline`]) {
        const refused = await sitrep.http.get(path).query({ policy: 'admission-against-interest' });
        expect(refused.status).toBe(400);
        const body = refused.body as { errors: { parameter: string; detail: string }[] };
        expect(body.errors).toMatchObject([{ parameter: 'policy' }]);
        expect(body.errors[0]?.detail).toContain(`all-sources@1, ${admission}`);
      }
    });

    it('are said in every answer and in its links', async () => {
      const tallies = { measure: 'killed' };
      const asked = [
        ['/v1/control', {}],
        ['/v1/conditions', {}],
        ['/v1/tallies', tallies],
        ['/v1/tallies/explanation', tallies],
        [`/v1/control/${road}/explanation`, {}],
        [`/v1/control/${road}/timeline`, {}],
        [`/v1/conditions/${road}/explanation`, {}],
        [`/v1/conditions/${road}/timeline`, {}],
        ['/v1/isolation/raqqa-city', {}],
      ] as const;
      for (const [path, query] of asked) {
        const plain = await read<{ policy: string }>(path, { ...query });
        expect(plain.policy).toBe('all-sources@1');
        const { policy, links } = await read<{ policy: string; links: { href: string }[] }>(path, {
          ...query,
          policy: admission,
        });
        expect(policy).toBe(admission);
        expect(links[0]?.href).toContain(`policy=${encodeURIComponent(admission)}`);
      }
    });

    it('admissions: what a party says in its own favour does not count, what others say does', async () => {
      expect(words(await under(road, admission))).toBe('held sdf D001 D042');
      expect(words(await under('moalimin', 'all-sources@1'))).toBe('held iraq D094');
      expect(words(await under('moalimin', admission))).toBe('unknown');
      expect(words(await under('assyria-hotel', admission))).toBe('held islamic-state D150');
      expect(words(await under('manbij-frontline-positions', admission))).toBe(
        words(await under('manbij-frontline-positions', 'all-sources@1')),
      );
    });

    it('admissions are explained: the claim set aside is told, with the reason', async () => {
      const { answer, supports, setAside } = await read<ExplainedAxis>('/v1/control/moalimin/explanation', {
        ...days,
        policy: admission,
      });
      expect(answer).toMatchObject({ status: 'unknown', reports: [] });
      expect(supports).toEqual([]);
      expect(setAside).toMatchObject([
        { report: { externalId: 'D094' }, reason: 'policy', because: expect.stringContaining('iraq') as unknown },
      ]);
    });

    it('admissions of conditions: the road to Tal Afar is cut by those alone who say so', async () => {
      const thing = await first<Thing>('/v1/conditions', { ...days, place: 'road-mosul-tal-afar', policy: admission });
      expect(thing.passage).toMatchObject({ state: 'unknown', reports: [] });
      const { passage } = await read<{ passage: ExplainedAxis }>('/v1/conditions/road-mosul-tal-afar/explanation', {
        ...days,
        policy: admission,
      });
      expect(passage.setAside.map(({ report, reason }) => `${report.externalId} ${reason}`)).toEqual([
        'D062 policy',
        'D101 policy',
      ]);
    });

    it('admissions of figures: dead claimed by the enemy are told of and not counted, own dead are', async () => {
      const asked = { measure: 'killed,wounded', knownAt: '2017-03-11' };
      const { items } = await read<{ items: Tally[] }>('/v1/tallies', { ...asked, policy: admission });
      const of = (measure: string, group: string) =>
        items.find((item) => item.measure === measure && item.group === group);
      const nothing = { combined: { low: null, best: null, high: null }, reports: [], flags: ['left_out_by_policy'] };
      // Turkey counts dead of the YPG, Iraq those of Islamic State; Syria tells of its own.
      expect(of('killed', 'ypg')).toMatchObject(nothing);
      expect(of('killed', 'islamic-state')).toMatchObject(nothing);
      expect(of('killed', 'syrian-government-forces')).toMatchObject({ combined: { low: 1 }, flags: [] });
      expect(of('wounded', 'federal-police')).toMatchObject({ combined: { low: 3 } });
      expect(of('killed', 'civilians')).toMatchObject({ combined: { low: 20 } });
      const explained = await read<{
        items: { answer: Tally; aside: { reason: string; accounts: Told[]; whole: { best: number } }[] }[];
      }>('/v1/tallies/explanation', { ...asked, measure: 'killed', group: 'ypg', policy: admission });
      expect(explained.items).toHaveLength(1);
      expect(explained.items[0]?.answer).toEqual(of('killed', 'ypg'));
      const aside = explained.items[0]?.aside ?? [];
      expect(aside.map(({ reason, accounts, whole }) => `${reason} ${told(accounts)} ${whole.best}`).sort()).toEqual([
        'policy D170 71',
        'policy D171 134',
      ]);
    });

    it('totals that moved are those of the policy', async () => {
      const asked = { from: '2017-02-01', to: '2017-03-10', kinds: 'counts', limit: '1000' };
      const told = async (policy: string): Promise<readonly string[]> => {
        const { counts = [] } = await read<ChangesDto>('/v1/changes', { ...asked, policy });
        const reports = counts.filter(({ kind: what }) => what === 'total').flatMap((total) => total.reports);
        return reports.map(({ externalId }) => externalId ?? '');
      };
      const [all, some] = [await told(stored_policy), await told(admission)];
      expect(some.length).toBeGreaterThan(10);
      expect(some.filter((one) => !all.includes(one))).toEqual([]);
      // What a party says in its own favour does not count: the dead of its enemy in D045 and D171, among others.
      expect(all.filter((one) => !some.includes(one)).sort()).toEqual(['D016', 'D045', 'D121', 'D126', 'D150', 'D171']);
    });

    it('are an edition’s own where a question names none', async () => {
      await buildEdition(sitrep, { name: 'admitted', definition: { policy: admission } });
      const asked = { ...days, place: 'moalimin', edition: 'admitted' };
      const { items, policy } = await read<{ items: Holding[]; policy: string }>('/v1/control', asked);
      expect({ policy, status: items[0]?.status }).toEqual({ policy: admission, status: 'unknown' });
      expect(words(await first<Holding>('/v1/control', { ...asked, policy: 'all-sources@1' }))).toBe('held iraq D094');
      const tallies = { measure: 'killed', group: 'ypg', knownAt: '2017-03-11', edition: 'admitted' };
      expect(await first<Tally>('/v1/tallies', tallies)).toMatchObject({ flags: ['left_out_by_policy'] });
      await sitrep.editions.drop('admitted');
    });
  });

  describe('all-sources, from the claims themselves', () => {
    const policy = policyNamed(stored_policy)!;
    const grid = ['05', '06', '07', '08', '09', '10', '11', '12'].map((day) => `2017-03-${day}`);
    const placed = ({ place }: { readonly place: { readonly id: string } }): string => place.id;
    const limit = 1_000;
    const scopeOfLive = async (): Promise<EditionScope> => {
      const live = await sitrep.editions.find(live_edition);
      if (live === undefined) throw new Error('there is no live edition');
      return sitrep.editions.scope(live);
    };

    it('gives the stored rows of control and condition, for every day as known on every day', async () => {
      const scope = await scopeOfLive();
      const places = await registeredIds(scope, 'place');
      for (const day of grid)
        for (const knownOn of grid) {
          const hearing = { scope, policy, validAt: { day }, knownAtMs: endOfDayMs(knownOn, 'UTC') };
          expect(await controlAnew(hearing, { limit })).toEqual(await controlUnder(hearing, { limit }));
          expect(await conditionsAnew(hearing, { limit })).toEqual(await conditionsUnder(hearing, { limit }));
          const [areas, stored] = [await areasAnew(hearing, places), await areasUnder(hearing, places)];
          expect(Object.fromEntries(areas)).toEqual(Object.fromEntries(stored));
        }
      const hearing = { scope, policy, validAt: { day: '2017-03-09' }, knownAtMs: endOfDayMs('2017-03-11', 'UTC') };
      const control = await controlUnder(hearing, { limit });
      expect(control.filter(({ status }) => status !== 'unknown').length).toBeGreaterThan(20);
      for (const { place } of control) {
        const [anew, stored] = [await timelineAnew(hearing, place.id), await timelineUnder(hearing, place.id)];
        const sorted = (periods: typeof anew) =>
          periods.map((one) => ({ ...one, reports: [...one.reports].sort((a, b) => (a.id < b.id ? -1 : 1)) }));
        expect(sorted(anew)).toEqual(sorted(stored));
        expect(await conditionTimelineAnew(hearing, place.id)).toEqual(await conditionTimelineUnder(hearing, place.id));
      }
      const holdersOn = () => new Set(['iraq']);
      const pages = { limit: 4, after: control[0]?.place.id ?? '' };
      const held = await controlAnew(hearing, { ...pages, holdersOn });
      expect(held.map(placed)).toEqual((await controlUnder(hearing, { ...pages, holdersOn })).map(placed));
      expect(held).toHaveLength(4);
    });

    it('gives the stored changes of hands and totals that moved', async () => {
      const scope = await scopeOfLive();
      const originOf = (printed: string) => printed.toLowerCase();
      const days = { fromDay: '2017-02-01', toDay: '2017-03-09', originOf } as const;
      const buckets = bucketsOf({ by: 'day', from: '2017-03-01', to: '2017-03-12' }, 'UTC');
      let found = 0;
      for (const knownOn of grid) {
        const question = { scope, policy, knownAtMs: endOfDayMs(knownOn, 'UTC') };
        for (const within of [undefined, 'mosul']) {
          const stored = await handsIn(question, buckets, within);
          expect([...(await resolveHands(question, buckets, within))].sort()).toEqual([...stored].sort());
          const where = within === undefined ? {} : { within };
          const [moved, anew] = [
            await movedUnder(question, { ...days, ...where }),
            await resolveMoved(question, { ...days, ...where }),
          ];
          const nameOf = ({ measure, group, places, source, after }: (typeof moved)[number]): string =>
            [measure, group, ...places, source, after.period.from].join(' ');
          const inOrder = (totals: typeof moved) => [...totals].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
          expect(inOrder(anew)).toEqual(inOrder(moved));
          found += stored.size * moved.length;
        }
      }
      expect(found).toBeGreaterThan(20);
    });

    it('gives the stored counts, whatever is asked', async () => {
      const scope = await scopeOfLive();
      const parents = await placeParents(scope);
      const isWithin = (place: string, area: string): boolean =>
        place === area || (parents.has(place) && isWithin(parents.get(place)!, area));
      const measures = [...measureNames];
      const questions: readonly CountsAsked[] = [
        { measures, window: {} },
        {
          measures: ['killed', 'wounded'],
          groups: ['ypg', 'civilians'],
          window: { from: '2017-03-01', to: '2017-03-08' },
        },
        { measures, place: 'mosul', window: {} },
        { measures, within: 'iraq', window: { to: '2017-03-07' } },
        { measures, actors: ['turkish-armed-forces'], window: { from: '2017-03-05' } },
        { measures, actors: ['islamic-state'], role: 'by', window: {} },
        { measures, incident: 'E-RELEASE', window: {} },
      ];
      const text = (counts: Awaited<ReturnType<typeof countsAnew>>): readonly string[] =>
        counts.items.map((item) => JSON.stringify(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
      let found = 0;
      for (const knownOn of grid)
        for (const asked of questions) {
          const question = { scope, policy, knownAtMs: endOfDayMs(knownOn, 'UTC') };
          const stored = text(await countsUnder(question, asked, isWithin));
          expect(text(await countsAnew(question, asked, isWithin))).toEqual(stored);
          found += stored.length;
        }
      expect(found).toBeGreaterThan(200);
    });
  });
});
