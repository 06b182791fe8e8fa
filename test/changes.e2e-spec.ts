import { reportIdOf } from '#event-log';
import { type ComparedControl, comparedIdentity, policyNames } from '#situation';
import type { ChangesDto } from '../apps/api/src/changes/changes-answer.dto.js';
import { violationsOf } from './harness/api-client.js';
import { readAnswer } from './harness/read-answers.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';
import { cursorOf, sealedCursor } from './harness/sealed-cursor.js';

const reuters = (number: string): string => reportIdOf('Reuters', number);
const controlLists = ['changedHands', 'firstReported', 'lapsed', 'refined'] as const;
const lists = [...controlLists, 'conditions', 'counts', 'known'] as const;

/** Everything that stands in the lists, in the order of the answer. */
const itemsOf = (changes: ChangesDto): readonly unknown[] => lists.flatMap<unknown>((list) => changes[list] ?? []);

describe.each(logKinds())('what changed between two dates of the March 2017 campaign, on the %s log', (kind) => {
  let sitrep: RunningSitrep;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
    const reportIds = [reuters('D013'), reuters('D175')];
    const decision = { incident: 'E-MANBIJ-HANDOVER', reason: 'The militia is not named.' };
    await send('/v1/incidents/links', { ...decision, reportIds, reportedAt: '2017-03-12T00:00:00Z' });
    const unlinked = { ...decision, reportIds: [reuters('D175')], reportedAt: '2017-03-13T12:00:00Z' };
    await send('/v1/incidents/unlinks', unlinked);
    const grade = { reliability: 'A', credibility: 1 };
    await send(`/v1/reports/${reuters('D001')}/grades`, { grade, reportedAt: '2017-03-15T12:00:00Z' });
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const send = async (path: string, body: object): Promise<void> => {
    const answer = await sitrep.http.post(path).send(body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  };
  const changes = (query: Record<string, string>): Promise<ChangesDto> =>
    readAnswer(sitrep, '/v1/changes', { limit: '1000', ...query });
  const refused = async (query: Record<string, string>): Promise<unknown> => {
    const answer = await sitrep.http.get('/v1/changes').query(query);
    return [answer.status, violationsOf(answer)];
  };

  it.each(policyNames)(
    'tells of every place whose two answers differ by %s, once, with both answers',
    async (policy) => {
      const [from, to] = ['2017-03-06', '2017-03-10'];
      const found = await changes({ from, to, policy });
      expect(found.policy).toBe(policy);
      const answers = async <Item extends { readonly place: { readonly id: string } }>(
        path: string,
        validAt: string,
      ) => {
        const { items } = await readAnswer<{ items: readonly Item[] }>(sitrep, path, {
          validAt,
          knownAt: to,
          policy,
          limit: '1000',
        });
        return new Map(items.map((item) => [item.place.id, item]));
      };
      type Control = ComparedControl & { readonly place: { readonly id: string } };
      const [before, after] = [await answers<Control>('/v1/control', from), await answers<Control>('/v1/control', to)];
      const compared = controlLists.flatMap((list) => found[list] ?? []);
      for (const change of compared) {
        expect(before.get(change.place.id)).toMatchObject(change.before);
        expect(after.get(change.place.id)).toMatchObject(change.after);
      }
      const differing = [...before].filter(([id, was]) => comparedIdentity(was) !== comparedIdentity(after.get(id)!));
      expect(differing.length).toBeGreaterThan(5);
      expect(compared.map(({ place }) => place.id).sort()).toEqual(differing.map(([id]) => id).sort());
      type Thing = Record<'integrity' | 'passage', object | null> & { readonly place: { readonly id: string } };
      const [was, is] = [await answers<Thing>('/v1/conditions', from), await answers<Thing>('/v1/conditions', to)];
      expect(found.conditions?.length).toBeGreaterThan(0);
      for (const { place, axis, ...change } of found.conditions ?? []) {
        const name = axis as 'integrity' | 'passage';
        expect(was.get(place.id)?.[name]).toMatchObject(change.before);
        expect(is.get(place.id)?.[name]).toMatchObject(change.after);
      }
    },
  );

  it('lists the reports that came to be known, were linked and graded, in order', async () => {
    const { known = [] } = await changes({ from: '2017-03-11', to: '2017-03-15T12:00:00Z', kinds: 'known' });
    const said = known.map(({ kind: what, reports }) => `${what} ${reports[0]?.externalId}`);
    expect(said.filter((line) => !line.startsWith('reported ')).sort()).toEqual([
      'report_graded D001',
      'reports_linked D013',
      'reports_linked D175',
      'reports_unlinked D175',
    ]);
    const times = known.map(({ reportedAt }) => reportedAt);
    expect(times).toEqual([...times].sort());
  });

  it('lists only the kinds of events that are asked for, on every page', async () => {
    const asked = {
      from: '2017-03-11',
      to: '2017-03-15T12:00:00Z',
      kinds: 'known',
      events: 'reports_linked,report_graded',
    };
    const first = await changes({ ...asked, limit: '2' });
    const next = first.links.find(({ rel }) => rel === 'next');
    const second = (await sitrep.http.get(next?.href ?? '')).body as ChangesDto;
    const kinds = [...(first.known ?? []), ...(second.known ?? [])].map(({ kind: what }) => what);
    expect([...kinds].sort()).toEqual(['report_graded', 'reports_linked', 'reports_linked']);
    const refused = await sitrep.http.get('/v1/changes').query({ ...asked, events: 'corrected' });
    expect(refused.status).toBe(400);
  });

  it.each(policyNames)(
    'reaches everything by %s page by page, also what came to be known at one instant',
    async (policy) => {
      const asked = { from: '2017-03-06', to: '2017-03-10', knownAt: '2017-03-12', policy };
      const all = await changes(asked);
      expect(new Set((all.known ?? []).map(({ reportedAt }) => reportedAt)).size).toBeLessThan(10);
      const read: unknown[] = [];
      let page = await changes({ ...asked, limit: '7' });
      for (let pages = 0; pages < 100; pages += 1) {
        expect(itemsOf(page).length).toBeLessThanOrEqual(7);
        read.push(...itemsOf(page));
        const next = page.links.find(({ rel }) => rel === 'next');
        if (next === undefined) break;
        page = await readAnswer(sitrep, next.href);
      }
      expect(read).toEqual(itemsOf(all));
    },
  );

  it('reads the lists asked for alone, and places or areas asked for alone', async () => {
    const dates = { from: '2017-03-07', to: '2017-03-09' };
    const some = await changes({ ...dates, kinds: 'changedHands,lapsed' });
    expect(lists.filter((list) => some[list] !== undefined)).toEqual(['changedHands', 'lapsed']);
    const road = await changes({ ...dates, place: 'road-mosul-tal-afar' });
    expect((road.changedHands ?? []).map(({ place }) => place.id)).toEqual(['road-mosul-tal-afar']);
    const all = await changes(dates);
    expect(road.known?.length).toBeGreaterThan(0);
    expect(road.known?.length).toBeLessThan(all.known?.length ?? 0);
    const syria = await changes({ ...dates, within: 'syria' });
    expect(itemsOf(syria).length).toBeLessThan(itemsOf(all).length);
    expect(syria.changedHands).toEqual([]);
    const still = await changes({ from: '2017-03-09', to: '2017-03-09' });
    expect(itemsOf(still)).toEqual([]);
  });

  it('answers as known then, and tells only of what was known by then', async () => {
    const dates = { from: '2017-03-08', to: '2017-03-09' };
    const early = await changes({ ...dates, knownAt: '2017-03-08' });
    expect(early.changedHands).toEqual([]);
    expect(early.known).toEqual([]);
  });

  it('of the world alone are those between the two dates, as known at the time asked', async () => {
    const [from, to] = ['2017-03-07', '2017-03-09'];
    const { known: _known, ...both } = await changes({ from, to, knownAt: '2017-03-11' });
    const world = await changes({ validFrom: from, validTo: to, knownAt: '2017-03-11' });
    expect({ ...world, links: [] }).toEqual({ ...both, links: [] });
    expect(world.links[0]?.href).toContain('validFrom=2017-03-07&validTo=2017-03-09');
  });

  it('of what is known alone are what came to be known of one moment', async () => {
    const [knownFrom, knownTo, validAt] = ['2017-03-08', '2017-03-09', '2017-03-08'];
    const found = await changes({ knownFrom, knownTo, validAt });
    expect(found).toMatchObject({ from: validAt, to: validAt, knownAt: '2017-03-09T23:59:59.999Z' });
    expect(found.counts).toBeUndefined();
    const control = async (knownAt: string): Promise<ReadonlyMap<string, string>> => {
      const { items } = await readAnswer<{
        items: readonly { place: { id: string }; status: string; holders: string[] }[];
      }>(sitrep, '/v1/control', { validAt, knownAt, limit: '1000' });
      return new Map(items.map(({ place, status, holders }) => [place.id, `${status} ${holders.join()}`]));
    };
    const [before, after] = [await control(knownFrom), await control(knownTo)];
    const told = controlLists.flatMap((list) => found[list] ?? []);
    for (const { place, before: was, after: now } of told) {
      expect(before.get(place.id)).toBe(`${was.status} ${was.holders.join()}`);
      expect(after.get(place.id)).toBe(`${now.status} ${now.holders.join()}`);
    }
    const ids = told.map(({ place }) => place.id);
    const moved = [...after].filter(([id, answer]) => before.get(id) !== answer).map(([id]) => id);
    expect(moved.length).toBeGreaterThan(2);
    expect(moved.filter((id) => !ids.includes(id))).toEqual([]);
    expect(found.known?.length).toBeGreaterThan(0);
    const still = await changes({ knownFrom: knownTo, knownTo, validAt });
    expect(itemsOf(still)).toEqual([]);
  });

  it('refuses clocks that are mixed or not whole', async () => {
    expect(await refused({ from: '2017-03-07' })).toEqual([400, ['to missing']]);
    expect(await refused({})).toEqual([400, ['from missing', 'to missing']]);
    expect(await refused({ from: '2017-03-07', to: '2017-03-08', validFrom: '2017-03-07' })).toEqual([
      400,
      ['validFrom other_clock'],
    ]);
    const known = { knownFrom: '2017-03-07', knownTo: '2017-03-08' };
    expect(await refused(known)).toEqual([400, ['validAt missing']]);
    expect(await refused({ ...known, validAt: '2017-03-07', knownAt: '2017-03-07' })).toEqual([
      400,
      ['knownAt other_clock'],
    ]);
    expect(await refused({ knownFrom: '2017-03-09', knownTo: '2017-03-08', validAt: '2017-03-07' })).toEqual([
      400,
      ['knownTo reversed'],
    ]);
  });

  it('refuses dates in the wrong order, lists and cursors that are none, and unknown places', async () => {
    const dates = { from: '2017-03-07', to: '2017-03-09' };
    expect(await refused({ from: '2017-03-09', to: '2017-03-07' })).toEqual([400, ['to reversed']]);
    expect(await refused({ from: '2017-03-09', to: '2017-03-09T12:00:00Z' })).toEqual([400, ['to reversed']]);
    expect(await refused({ ...dates, kinds: 'changed' })).toEqual([400, ['kinds not_one_of']]);
    for (const inside of ['mosul', cursorOf('declared', 'x'), cursorOf('known', '1~2~3')]) {
      const after = await sealedCursor(sitrep.editions, '/v1/changes', inside);
      expect(await refused({ ...dates, after })).toEqual([400, ['after not_a_cursor']]);
    }
    expect(await refused({ ...dates, within: 'atlantis' })).toEqual([404, ['within unknown_place']]);
  });
});
