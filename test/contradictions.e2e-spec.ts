import { reportIdOf } from '#event-log';
import type { ContradictionDto } from '../apps/api/src/contradictions/contradiction.dto.js';
import { violationsOf } from './harness/api-client.js';
import { type ListAnswer, readAnswer, readPages } from './harness/read-answers.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';
import { cursorOf, sealedCursor } from './harness/sealed-cursor.js';

const namesOf = ({ reports }: Pick<ContradictionDto, 'reports'>): string =>
  reports.map(({ externalId }) => externalId).join(' ');

/** The 24 pairs that reports of the campaign declare. */
const declaredPairs = [
  'D003 D124',
  'D003 D158',
  'D003 D198',
  'D013 D175',
  'D014 D015',
  'D027 D142',
  'D033 D068',
  'D033 D100',
  'D046 D106',
  'D047 D050',
  'D050 D069',
  'D062 D080',
  'D066 D149',
  'D080 D101',
  'D081 D106',
  'D126 D193',
  'D128 D129',
  'D128 D175',
  'D130 D154',
  'D154 D155',
  'D154 D156',
  'D158 D165',
  'D169 D173',
  'D173 D174',
];

describe.each(logKinds())('what contradicts what in March 2017, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
    const retraction = { reportedAt: '2017-03-20T00:00:00Z', reason: 'The date was misread.' };
    await post(`/v1/reports/${reportIdOf('Reuters', 'D033')}/retractions`, retraction);
    await sitrep.settled();
    const reinstatement = { reportedAt: '2017-03-25T00:00:00Z', reason: 'It had been read rightly.' };
    await post(`/v1/reports/${reportIdOf('Reuters', 'D033')}/reinstatements`, reinstatement);
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const post = async (path: string, body: object): Promise<void> => {
    const answer = await sitrep.http.post(path).send(body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  };
  const list = async (query: Record<string, string> = {}): Promise<readonly ContradictionDto[]> => {
    const asked = { knownAt: '2017-03-12', limit: '1000', ...query };
    return (await readAnswer<ListAnswer<ContradictionDto>>(sitrep, '/v1/contradictions', asked)).items;
  };
  const declared = async (query: Record<string, string> = {}): Promise<readonly ContradictionDto[]> =>
    (await list(query)).filter((one) => one.kind === 'declared');
  const between = async (names: string, query: Record<string, string> = {}): Promise<ContradictionDto> => {
    const found = (await list(query)).find((one) => namesOf(one) === names);
    if (found === undefined) throw new Error(`${names} is not listed`);
    return found;
  };

  it('lists every pair that the reports declare, once, each with both reports', async () => {
    const found = await declared();
    expect(found.map(namesOf).sort()).toEqual(declaredPairs);
    for (const { reports } of found) {
      expect(reports).toHaveLength(2);
      for (const { summary, type } of reports) expect([summary, type]).not.toContain('');
    }
  });

  it('lists a pair from when both reports were known', async () => {
    expect(await declared({ knownAt: '2017-03-05' })).toEqual([]);
    const [pair] = await declared({ knownAt: '2017-03-06' });
    expect(pair && namesOf(pair)).toBe('D014 D015');
    expect((await between('D033 D068')).knownFrom).toBe('2017-03-08T20:59:59.999Z');
  });

  it('says what they differ on: 2014 or 2015', async () => {
    expect(await between('D033 D068')).toMatchObject({
      about: { place: 'mosul-museum' },
      differ: { on: 'time', accounts: [{ says: 'damaged 2014-12-31' }, { says: 'damaged 2015-12-31' }] },
      state: 'open',
      settledBy: null,
    });
    const { differ, about } = await between('D128 D129');
    expect([differ.on, about]).toEqual(['words', { incident: 'E-YPG-MANBIJ' }]);
  });

  it('a retraction of one side settles it, and says so; before, it is open', async () => {
    const settled = await between('D033 D068', { knownAt: '2017-03-21' });
    expect(settled).toMatchObject({
      state: 'settled',
      settledBy: { by: 'retraction', at: '2017-03-20T00:00:00.000Z', reports: [{ externalId: 'D033' }] },
    });
    const names = (await declared({ knownAt: '2017-03-21', state: 'settled' })).map(namesOf).sort();
    expect(names).toEqual(['D033 D068', 'D033 D100']);
    expect(await declared({ knownAt: '2017-03-21', state: 'open' })).toHaveLength(declaredPairs.length - 2);
  });

  it('the reinstatement of that side opens it again', async () => {
    expect(await between('D033 D068', { knownAt: '2017-03-24' })).toMatchObject({ state: 'settled' });
    expect(await between('D033 D068', { knownAt: '2017-03-26' })).toMatchObject({ state: 'open', settledBy: null });
  });

  it('can be asked of a place or an area, and page by page', async () => {
    const names = async (query: Record<string, string>) => (await declared(query)).map(namesOf).sort();
    expect(await names({ place: 'mosul-museum' })).toEqual(['D033 D068', 'D033 D100', 'D066 D149']);
    expect(await names({ within: 'raqqa-city' })).toContain('D003 D124');
    const paged = await readPages<ContradictionDto>(sitrep, '/v1/contradictions', { knownAt: '2017-03-12' });
    expect(paged).toEqual(await list());
  });

  it('refuses a state, a place or a cursor that is none', async () => {
    const refused = async (query: Record<string, string>): Promise<unknown> => {
      const answer = await sitrep.http.get('/v1/contradictions').query(query);
      return [answer.status, violationsOf(answer)];
    };
    expect(await refused({ state: 'closed' })).toEqual([400, ['state not_one_of']]);
    expect(await refused({ place: 'atlantis' })).toEqual([404, ['place unknown_place']]);
    for (const inside of ['x', cursorOf('known', 'x'), cursorOf('declared', 1), cursorOf('declared', 'a\u0000b')]) {
      const after = await sealedCursor(sitrep.editions, '/v1/contradictions', inside);
      expect(await refused({ after })).toEqual([400, ['after not_a_cursor']]);
    }
  });
});
