import type { TallyExplanationDto } from '../apps/api/src/tallies/tally-explanation.dto.js';
import type { TallyItemDto } from '../apps/api/src/tallies/tally-answer.dto.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

const range = (low: number | null, best: number | null, high: number | null) => ({ low, best, high });
const exactly = (count: number) => range(count, count, count);
const nothing = range(null, null, null);
const named = (reports: readonly { readonly externalId: string | null }[]) =>
  reports.map((one) => one.externalId).sort();

describe.each(logKinds())('how many, in the March 2017 campaign, on the %s log', (kind) => {
  let sitrep: RunningSitrep;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
  });
  afterAll(() => sitrep.stop());

  async function read<Item>(path: string, query: Record<string, string>): Promise<readonly Item[]> {
    const answer = await sitrep.http.get(path).query(query);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return (answer.body as { items: Item[] }).items;
  }
  const tallies = (query: Record<string, string>) => read<TallyItemDto>('/v1/tallies', query);
  const explain = (query: Record<string, string>) => read<TallyExplanationDto>('/v1/tallies/explanation', query);

  describe('answer 4: Kurdish militia killed', () => {
    const asked = { measure: 'killed', group: 'ypg', from: '2017-01-05', to: '2017-03-10' };

    it('none recorded as known on 9 March', async () => {
      expect(await tallies({ ...asked, knownAt: '2017-03-09' })).toEqual([]);
    });

    it('134 as known on 10 March, of which 71 in the last week; never 205', async () => {
      const [item] = await tallies({ ...asked, knownAt: '2017-03-10' });
      expect(item).toMatchObject({ combined: exactly(134), itemised: exactly(71), derived: null, bucket: null });
      const [week] = await tallies({ ...asked, from: '2017-03-03', knownAt: '2017-03-10' });
      expect(week).toMatchObject({ combined: exactly(71) });
    });

    it('the explanation says that the total contains the 71 and is larger', async () => {
      const [explained] = await explain({ ...asked, knownAt: '2017-03-10' });
      expect(explained?.combined.parts).toMatchObject([{ adds: exactly(134), share: 1, basis: 'cumulative' }]);
      expect(explained?.totals).toMatchObject([{ counted: true, reason: 'larger_than_contained' }]);
    });

    it('are found by who killed them and by who was killed', async () => {
      const known = { measure: 'killed', from: '2017-01-05', to: '2017-03-10', knownAt: '2017-03-10' };
      const [byTurkey] = await tallies({ ...known, actor: 'turkish-armed-forces', role: 'by', group: 'ypg' });
      expect(byTurkey?.combined).toEqual(exactly(134));
      expect(await tallies({ ...known, actor: 'ypg', role: 'by' })).toEqual([]);
      const victims = await tallies({ ...known, by: 'actor', role: 'victim' });
      expect(victims.find(({ bucket, group }) => bucket === 'ypg' && group === 'ypg')?.combined).toEqual(exactly(134));
    });
  });

  describe('answer 5: prisoners freed by Islamic State on 10 March', () => {
    const asked = { measure: 'released', from: '2017-03-10', to: '2017-03-10' };

    it('none recorded as known that day; the day after at least 24, no best, no high', async () => {
      expect(await tallies({ ...asked, knownAt: '2017-03-10' })).toEqual([]);
      const [item, ...others] = await tallies({ ...asked, knownAt: '2017-03-11' });
      expect(others).toEqual([]);
      expect(item).toMatchObject({
        group: 'detainees',
        combined: range(24, null, null),
        itemised: range(24, null, null),
      });
    });

    it('the bus of about 25 and one brother are shown inside the dozens', async () => {
      const [explained] = await explain({ ...asked, incident: 'E-RELEASE', knownAt: '2017-03-11' });
      const accounts = explained?.combined.parts[0]?.accounts ?? [];
      const told = accounts.map(({ report, gives, inside }) => [report.externalId, gives.join(), inside?.externalId]);
      expect(told[0]).toEqual(['D178', 'low', undefined]);
      expect(told.slice(1).sort()).toEqual([
        ['D179', '', 'D178'],
        ['D180', '', 'D178'],
      ]);
      expect(accounts[0]?.wording).toBe('dozens');
    });
  });

  it('answer 6: near Tikrit more than 20 civilians killed on 8 March, known from the 9th', async () => {
    const asked = { measure: 'killed', group: 'civilians', place: 'near-tikrit', from: '2017-03-08', to: '2017-03-08' };
    expect(await tallies({ ...asked, knownAt: '2017-03-08' })).toEqual([]);
    const [item] = await tallies({ ...asked, knownAt: '2017-03-09' });
    expect(item).toMatchObject({ combined: range(20, null, null), lowExclusive: true, flags: [] });
    const { place: _place, ...anywhere } = asked;
    const [within] = await tallies({ ...anywhere, within: 'salah-al-din-governorate', knownAt: '2017-03-09' });
    expect(within).toMatchObject({ combined: range(20, null, null) });
    expect(await tallies({ ...anywhere, within: 'nineveh-governorate', knownAt: '2017-03-09' })).toEqual([]);
    const [wounded] = await tallies({ ...asked, measure: 'wounded', knownAt: '2017-03-09' });
    expect(wounded).toMatchObject({ combined: nothing, flags: ['not_published'] });
  });

  it('answer 7: Islamic State fighters killed since October 3,000 to 6,000, never 3,024; at least 24 on 7 March', async () => {
    const asked = { measure: 'killed', group: 'islamic-state', to: '2017-03-07', knownAt: '2017-03-07' };
    const [since] = await tallies({ ...asked, from: '2016-10-17' });
    expect(since).toMatchObject({ combined: range(3_000, null, 6_000), itemised: range(24, null, null) });
    const days = await tallies({ ...asked, from: '2017-03-05', by: 'day' });
    expect(days.map(({ bucket, itemised }) => [bucket, itemised.low])).toEqual([
      ['2017-03-05', null],
      ['2017-03-06', null],
      ['2017-03-07', 24],
    ]);
    for (const day of days) expect(day).toMatchObject({ flags: expect.arrayContaining(['total_reaches_outside']) });
  });

  it('answer 8: more than 211,000 displaced; the weekly 40,000 is inside, the 400,000 a forecast that never counts', async () => {
    const asked = {
      measure: 'displaced',
      group: 'civilians',
      within: 'mosul',
      from: '2016-10-17',
      to: '2017-03-07',
      knownAt: '2017-03-07',
    };
    const [item] = await tallies(asked);
    expect(item).toMatchObject({ unit: 'people', combined: range(211_000, null, null), lowExclusive: true });
    const [explained] = await explain(asked);
    const reasons = explained?.totals.map(({ whole, reason }) => [whole.low, reason]);
    expect(reasons).toEqual(
      expect.arrayContaining([
        [211_000, 'larger_than_contained'],
        [400_000, 'forecasts_never_count'],
      ]),
    );
    expect(explained?.totals.find(({ counted }) => counted)?.contains?.sum).toEqual(range(40_000, null, null));
  });

  describe('answer 9: US troops in Syria on 9 March', () => {
    const asked = { group: 'us-military', within: 'syria', to: '2017-03-09', knownAt: '2017-03-09' };

    it('about 500, with about 400 since derived to about 900 and marked so', async () => {
      const [item, ...others] = await tallies({ ...asked, measure: 'strength' });
      expect(others).toEqual([]);
      expect(item).toMatchObject({ combined: range(null, 500, null), itemised: nothing });
      expect(item?.derived).toMatchObject(range(null, 900, null));
      expect(named(item?.derived?.from ?? [])).toEqual(['D120', 'D121']);
      expect(item?.flags).toEqual(expect.arrayContaining(['derived', 'order_assumed']));
      expect(named(item?.reports ?? [])).toEqual(['D121']);
    });

    it('the 400 are the marines and rangers; the "small number" at Manbij is listed and never added', async () => {
      const [item, ...others] = await tallies({ ...asked, measure: 'deployed' });
      expect(others).toEqual([]);
      expect(item).toMatchObject({ combined: range(null, 400, null), derived: null });
      expect(item?.reported.map((total) => [total.basis, total.best, total.counted, ...named(total.reports)])).toEqual([
        ['snapshot', null, false, 'D016'],
      ]);
    });

    it('the explanation of the derived figure adds up to it', async () => {
      const [explained] = await explain({ ...asked, measure: 'strength' });
      expect(explained?.derived?.parts.map(({ adds }) => adds.best)).toEqual([500, 400]);
      expect(explained?.combined.parts.map(({ adds }) => adds.best)).toEqual([500]);
    });
  });

  describe('answer 10: the losses of the Iraqi forces', () => {
    const asked = { measure: 'killed', group: 'iraqi-security-forces', knownAt: '2017-03-11' };

    it('are not published: never 0, and the undated soldier is not one of 9 March', async () => {
      for (const interval of ['prorate', 'start', 'end']) {
        const [item, ...others] = await tallies({ ...asked, interval, from: '2017-03-09', to: '2017-03-09' });
        expect(others).toEqual([]);
        expect(item).toMatchObject({ combined: nothing, itemised: nothing });
        expect(item?.flags).toEqual(expect.arrayContaining(['not_published', 'undated_left_out']));
        expect(named(item?.reports ?? [])).toEqual(['D140']);
      }
    });

    it('the soldier is a floor under what is not published, as far as the time before is asked for too', async () => {
      const [item] = await tallies({ ...asked, to: '2017-03-09' });
      expect(item).toMatchObject({ combined: range(1, null, null), itemised: range(1, 1, null) });
      expect(item?.flags).toContain('not_published');
      expect(named(item?.reports ?? [])).toEqual(['D138', 'D140']);
    });

    it('of the wounded nothing is published either', async () => {
      const [item] = await tallies({ ...asked, measure: 'wounded', to: '2017-03-09' });
      expect(item).toMatchObject({ combined: nothing, itemised: nothing, flags: ['not_published'] });
    });

    it('none recorded before it was said', async () => {
      expect(await tallies({ ...asked, knownAt: '2017-03-08' })).toEqual([]);
    });
  });

  it('killed and wounded, and groups, are summed only where asked for by name, and flagged', async () => {
    const asked = { group: 'ypg,civilians', from: '2017-01-01', to: '2017-03-10', knownAt: '2017-03-11' };
    const apart = await tallies({ ...asked, measure: 'killed' });
    expect(apart.map(({ group, combined }) => [group, combined.low])).toEqual([
      ['civilians', 20],
      ['ypg', 134],
    ]);
    const [sum, ...others] = await tallies({ ...asked, measure: 'killed', sumGroups: 'true' });
    expect(others).toEqual([]);
    expect(sum).toMatchObject({ group: 'ypg+civilians', combined: range(154, null, null), lowExclusive: true });
    expect(sum?.flags).toContain('summed');
    const [both] = await tallies({ ...asked, group: 'ypg', measure: 'killed,wounded', sumMeasures: 'true' });
    expect(both).toMatchObject({ measure: 'killed+wounded', combined: exactly(134) });
    expect(both?.flags).toEqual(expect.arrayContaining(['summed', 'sum_incomplete']));
  });

  it('pages over buckets without losing or doubling one', async () => {
    const asked = { measure: 'killed,wounded', by: 'day', from: '2017-03-01', to: '2017-03-11', knownAt: '2017-03-11' };
    const all = await tallies({ ...asked, limit: '1000' });
    expect(all.length).toBeGreaterThan(5);
    const paged: TallyItemDto[] = [];
    for (
      let next: string | undefined = `/v1/tallies?${new URLSearchParams({ ...asked, limit: '3' }).toString()}`;
      next;
    ) {
      const { body } = await sitrep.http.get(next);
      const page = body as { items: TallyItemDto[]; links: { rel: string; href: string }[] };
      paged.push(...page.items);
      next = page.links.find(({ rel }) => rel === 'next')?.href;
    }
    expect(paged).toEqual(all);
  });

  it('every explanation of the campaign adds up to its answer, by every interval and roll-up', async () => {
    const measures = 'killed,wounded,killed_or_wounded,released,detained,displaced,moved,deployed,strength,treated,ill';
    const more = 'population,control_share,shells,strikes,bridges_destroyed,bridges_captured,distance,duration';
    const asked = { measure: `${measures},${more}`, from: '2016-10-01', to: '2017-03-11', limit: '1000' };
    for (const interval of ['prorate', 'start', 'end'])
      for (const by of [undefined, 'month', 'week', 'place', 'group', 'actor', 'incident']) {
        const query = { ...asked, interval, knownAt: '2017-03-11', ...(by === undefined ? {} : { by }) };
        const [answers, explained] = [await tallies(query), await explain(query)];
        expect(explained.map(({ answer }) => answer)).toEqual(answers);
        expect(answers.length).toBeGreaterThan(10);
        for (const one of explained) {
          expect(addedUp(one.combined)).toEqual(one.answer.combined);
          expect(addedUp(one.itemised)).toEqual(one.answer.itemised);
          if (one.derived !== null) expect(one.answer.derived).toMatchObject(addedUp(one.derived));
        }
      }
  });

  it.each([
    [{ measure: 'killed', by: 'day' }, ['from missing', 'to missing']],
    [{ measure: 'killed', by: 'day', from: '2016-01-01', to: '2017-03-11' }, ['by too_many_buckets']],
    [{ measure: 'killed', sumGroups: 'true' }, ['sumGroups names_missing']],
    [{ measure: 'killed', sumGroups: 'true', group: 'anyone,ypg' }, ['group may_contain_another']],
    [{ measure: 'killed', sumGroups: 'true', group: 'sdf,ypg', by: 'group' }, ['by sum_by_group']],
    [{ measure: 'killed', sumGroups: 'true', group: 'us-military,us-marines' }, ['group may_contain_another']],
    [{ measure: 'killed', sumMeasures: 'true' }, ['sumMeasures names_missing']],
    [{ measure: 'killed,killed_or_wounded', sumMeasures: 'true' }, ['measure may_contain_another']],
    [{ measure: 'killed,strength', sumMeasures: 'true' }, ['measure is_a_state']],
    [{ measure: 'killed', role: 'by' }, ['role actor_missing']],
    [{ measure: 'killed,joy' }, ['measure not_one_of']],
    [{ measure: 'killed', sumGroups: 'yes' }, ['sumGroups not_one_of']],
  ])('refuses %j', async (query, violations) => {
    for (const path of ['/v1/tallies', '/v1/tallies/explanation']) {
      const { status, body } = await sitrep.http.get(path).query(query);
      expect(status).toBe(400);
      const { errors } = body as { errors: { parameter: string; code: string }[] };
      expect(errors.map(({ parameter, code }) => `${parameter} ${code}`)).toEqual(violations);
    }
  });

  it.each(['within=mossul', 'actor=ipg', 'group=ypg,ipg'])('does not know %s', async (parameter) => {
    expect((await sitrep.http.get(`/v1/tallies?measure=killed&${parameter}`)).status).toBe(404);
  });
});

/** What a reader of the explanation gets who adds up the parts shown, to six decimal places. */
function addedUp({ parts }: TallyExplanationDto['combined']) {
  const add = (end: 'low' | 'best' | 'high'): number | null => {
    const borne = parts.filter(({ bears }) => bears.includes(end)).map(({ adds }) => adds[end]);
    const given = borne.filter((amount) => amount !== null).sort((a, b) => a - b);
    const isOpen = given.length === 0 || (end !== 'low' && given.length < borne.length);
    return isOpen ? null : Math.round(given.reduce((a, b) => a + b, 0) * 1e6) / 1e6;
  };
  return range(add('low'), add('best'), add('high'));
}
