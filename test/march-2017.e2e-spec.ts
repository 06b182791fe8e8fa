import { readFileSync } from 'node:fs';
import { buildEdition } from '#editions';
import { decodeEvent } from '#event-log';
import { endOfDayMs, type SitrepEvent } from '#situation';
import { readWholeLog } from './crash/whole-log.js';
import { campaignEvents, campaignLines } from './harness/campaign-events.js';
import { sendCampaign } from './harness/campaign-over-http.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

const expected = readFileSync(new URL('campaign/march-2017/expected-control.csv', import.meta.url), 'utf8')
  .split(/\r?\n/)
  .slice(1)
  .filter((line) => line !== '')
  .map((line) => line.split(',') as [string, string, string, ...string[]]);

interface Item {
  readonly place: { readonly id: string };
  readonly status: string;
  readonly holders: readonly string[];
  readonly conditions: readonly string[];
  readonly extent: string | null;
  readonly stale: boolean;
  readonly confidence: string | null;
  readonly lastEvidence: string | null;
  readonly reports: readonly { readonly externalId: string }[];
  readonly insideAreaHeldBy: unknown;
  readonly parts: unknown;
  readonly since: unknown;
  readonly takenFrom: unknown;
  readonly sides: unknown;
}

interface Told {
  readonly report: { readonly externalId: string };
}
interface NotDeciding extends Told {
  readonly reason: string;
  readonly ageDays: number;
}
interface Draft {
  readonly reportedAt: string;
  readonly control?: readonly { readonly place: string }[];
}
const named = (reports: readonly { readonly externalId: string }[]): readonly string[] =>
  [...new Set(reports.map(({ externalId }) => externalId))].sort();

/** An answer as the table of right answers writes it. */
const written = (item: Item): string =>
  [
    item.status,
    sorted(item.holders),
    sorted(item.conditions),
    item.extent ?? '',
    item.stale ? 'yes' : '',
    item.confidence ?? '',
    item.lastEvidence ?? '',
    sorted(item.reports.map(({ externalId }) => externalId)),
  ].join();
const sorted = (names: readonly string[]): string => [...names].sort().join(' ');

const bySubject = (events: readonly SitrepEvent[]): Readonly<Record<string, SitrepEvent>> =>
  Object.fromEntries(events.map((event) => [`${event.kind} ${event.data.id}`, event]));

describe.each(logKinds())('the March 2017 campaign, asked over HTTP, on the %s log', (kind) => {
  let sitrep: RunningSitrep;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await sendCampaign(sitrep);
  });
  afterAll(() => sitrep.stop());

  it('is recorded as the facts that other suites put into the log themselves', async () => {
    const recorded = (await readWholeLog(sitrep.eventLog)).map((event) => decodeEvent(event));
    const facts = recorded.flatMap((decoded) => (decoded.ok ? [decoded.event] : []));
    expect(bySubject(facts)).toEqual(bySubject(campaignEvents()));
    expect(facts).toHaveLength(recorded.length);
  });

  const read = async (path: string, query: Record<string, string>) => {
    const answer = await sitrep.http.get(path).query(query);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body as { items: Item[]; position: string };
  };

  it('all 1,408 answers about control are right', async () => {
    expect(expected).toHaveLength(1_408);
    const wrong: string[] = [];
    const days = [...new Set(expected.map(([, validAt, knownAt]) => `${validAt} ${knownAt}`))];
    for (const pair of days) {
      const [validAt = '', knownAt = ''] = pair.split(' ');
      const { items } = await read('/v1/control', { validAt, knownAt, limit: '1000' });
      const byPlace = new Map(items.map((item) => [item.place.id, item]));
      for (const [place, , , status, holders, conditions, ...rest] of expected.filter(
        ([, valid, known]) => valid === validAt && known === knownAt,
      )) {
        const reports = rest.at(-1) ?? '';
        const right = [
          status,
          sorted(words(holders)),
          sorted(words(conditions)),
          ...rest.slice(0, -1),
          sorted(words(reports)),
        ].join();
        const item = byPlace.get(place);
        const answer = item === undefined ? 'missing' : written(item);
        if (answer !== right) wrong.push(`${place} ${pair}: ${answer} instead of ${right}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('reports are listed in the order in which they became known, or the latest first', async () => {
    interface Listed {
      readonly items: readonly { readonly id: string }[];
      readonly links: readonly { readonly rel: string; readonly href: string }[];
    }
    const list = async (address: string): Promise<Listed> =>
      (await sitrep.http.get(address).expect(200)).body as Listed;
    const ids = ({ items }: Listed): readonly string[] => items.map(({ id }) => id);
    const latest = ids(await list('/v1/reports?order=earliest&limit=1000')).toReversed();
    const first = await list('/v1/reports?order=latest&limit=50');
    const second = await list(first.links.find(({ rel }) => rel === 'next')!.href);
    expect([...ids(first), ...ids(second)]).toEqual(latest.slice(0, 100));
  });

  it('every answer about control is explained by claims that give it, and none is left unmentioned', async () => {
    const asked = { validAt: '2017-03-09', knownAt: '2017-03-10' };
    const { items } = await read('/v1/control', { ...asked, limit: '1000' });
    // What is told of the area around, of parts and of the time before is no part of the answer at that moment.
    for (const { place, ...whole } of items) {
      const {
        insideAreaHeldBy: _hint,
        parts: _parts,
        since: _since,
        takenFrom: _from,
        sides: _sides,
        ...holding
      } = whole;
      const explained = await sitrep.http.get(`/v1/control/${place.id}/explanation`).query(asked);
      const { answer, supports, setAside } = explained.body as { answer: Item; supports: Told[]; setAside: Told[] };
      expect({ ...answer, reports: named(answer.reports) }).toEqual({ ...holding, reports: named(holding.reports) });
      expect(named(supports.map(({ report }) => report))).toEqual(named(holding.reports));
      const known = campaignLines<Draft>('reports.ndjson').filter(({ reportedAt }) => reportedAt < '2017-03-11');
      const claims = known.flatMap(({ control }) => control ?? []).filter((claim) => claim.place === place.id);
      expect(supports.length + setAside.length).toBe(claims.length);
    }
  });

  it('fights, shares and gains nearby told since the last evidence of west Mosul do not decide, and are shown', async () => {
    const explained = async (validAt: string, knownAt: string) => {
      const { body } = await sitrep.http.get('/v1/control/mosul-west/explanation').query({ validAt, knownAt });
      const { answer, notDeciding } = body as { answer: Item; notDeciding: NotDeciding[] };
      expect(answer).toMatchObject({ status: 'contested', lastEvidence: '2017-02-19' });
      return notDeciding.map(({ report, reason, ageDays }) => `${report.externalId} ${reason} ${ageDays}`);
    };
    expect(await explained('2017-03-10', '2017-03-11')).toEqual([
      'D027 claims_elsewhere 4',
      'D063 no_claim 2',
      'D073 fighting_alone 2',
      'D101 claims_elsewhere 2',
      'D115 fighting_alone 1',
      'D190 fighting_alone 1',
      'D183 no_claim 0',
    ]);
    expect(await explained('2017-03-08', '2017-03-08')).toEqual([
      'D027 claims_elsewhere 2',
      'D063 no_claim 0',
      'D073 fighting_alone 0',
    ]);
  });

  describe('how many', () => {
    const range = (low: number | null, best: number | null, high: number | null) => ({ low, best, high });

    it('Kurdish militia killed: 134 known on 10 March, 71 of them in its last week, never 205', async () => {
      const asked = { measure: 'killed', group: 'ypg', from: '2017-01-05', to: '2017-03-10' };
      expect((await read('/v1/tallies', { ...asked, knownAt: '2017-03-09' })).items).toEqual([]);
      const known = { ...asked, knownAt: '2017-03-10' };
      const [whole] = (await read('/v1/tallies', known)).items;
      expect(whole).toMatchObject({ combined: range(134, 134, 134), itemised: range(71, 71, 71) });
      const [week] = (await read('/v1/tallies', { ...known, from: '2017-03-03' })).items;
      expect(week).toMatchObject({ combined: range(71, 71, 71) });
    });

    it('killed near Tikrit on 8 March: more than 20 civilians, known from the 9th, and Tikrit stays held', async () => {
      const asked = {
        measure: 'killed',
        group: 'civilians',
        place: 'near-tikrit',
        from: '2017-03-08',
        to: '2017-03-08',
      };
      expect((await read('/v1/tallies', { ...asked, knownAt: '2017-03-08' })).items).toEqual([]);
      const [item] = (await read('/v1/tallies', { ...asked, knownAt: '2017-03-09' })).items;
      expect(item).toMatchObject({ combined: range(20, null, null), lowExclusive: true });
      const report = await sitrep.http.get('/v1/reports').query({ place: 'near-tikrit', type: 'bombing' });
      expect(JSON.stringify(report.body)).toContain('"actor":"unknown"');
      const { items } = await read('/v1/control', { place: 'tikrit', validAt: '2017-03-09', knownAt: '2017-03-09' });
      expect(items[0]).toMatchObject({ status: 'held', holders: ['iraq'] });
    });

    it('Islamic State fighters killed since October: 3,000 to 6,000, never 3,024; 24 on 7 March alone', async () => {
      const asked = { measure: 'killed', group: 'islamic-state', to: '2017-03-07', knownAt: '2017-03-07' };
      const [since] = (await read('/v1/tallies', { ...asked, from: '2016-10-17' })).items;
      expect(since).toMatchObject({ combined: range(3_000, null, 6_000), itemised: range(24, null, null) });
      const [day] = (await read('/v1/tallies', { ...asked, from: '2017-03-07' })).items;
      expect(day).toMatchObject({ combined: range(24, null, null) });
    });
  });

  it('an edition replayed until 8 March answers as what was known on 8 March', async () => {
    const knownUntilMs = endOfDayMs('2017-03-08', 'UTC');
    await buildEdition(sitrep, { name: 'until-8-march', definition: { until: { knownAtMs: knownUntilMs } } });
    for (const validAt of ['2017-03-05', '2017-03-07', '2017-03-08', '2017-03-12']) {
      const live = await read('/v1/control', { validAt, knownAt: '2017-03-08', limit: '1000' });
      const replayed = await read('/v1/control', { validAt, edition: 'until-8-march', limit: '1000' });
      expect(replayed.items).toEqual(live.items);
    }
    await sitrep.editions.drop('until-8-march');
  });
});

const words = (list: string | undefined): readonly string[] => (list ?? '').split(' ').filter((word) => word !== '');
