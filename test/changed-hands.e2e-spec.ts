import type { ChangesDto } from '../apps/api/src/changes/changes-answer.dto.js';
import { readAnswer } from './harness/read-answers.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

const idsOf = (items: readonly { readonly place: { readonly id: string } }[] = []): readonly string[] =>
  items.map(({ place }) => place.id);

describe.each(logKinds())('what changed from 8 to 9 March 2017, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
  });
  afterAll(() => sitrep.stop());

  const between = (query: Record<string, string> = {}): Promise<ChangesDto> =>
    readAnswer(sitrep, '/v1/changes', { from: '2017-03-08', to: '2017-03-09', limit: '1000', ...query });

  it.each(['2017-03-09', '2017-03-12'])('Moalimin and Silo alone changed hands, as known on %s', async (knownAt) => {
    expect(idsOf((await between({ knownAt })).changedHands)).toEqual(['moalimin', 'silo-district']);
  });

  it('says who lost and who gained, and which report says so', async () => {
    const [moalimin] = (await between()).changedHands ?? [];
    expect(moalimin).toMatchObject({
      before: { status: 'inferred', holders: ['islamic-state'] },
      after: { status: 'held', holders: ['iraq'] },
      reports: [{ externalId: 'D094', type: 'area_seized', place: 'moalimin' }],
    });
    expect(moalimin?.reports[0]?.summary).not.toBe('');
  });

  it('sets apart what was seen for the first time, what lapsed and what was refined', async () => {
    const { firstReported, lapsed, refined } = await between();
    expect(idsOf(firstReported)).toEqual([
      'assyria-hotel',
      'mosul-police-hq',
      'mosul-tall-hotels',
      'road-governorate-building',
    ]);
    expect(idsOf(lapsed)).toEqual(['dawasa']);
    expect(idsOf(refined)).toEqual(['mosul-museum']);
  });

  it('tells of things by the same classification', async () => {
    const { conditions = [] } = await between();
    expect(conditions.map(({ place, axis, classification }) => `${place.id} ${axis} ${classification}`)).toEqual([
      'mosul-police-hq integrity firstReported',
      'road-governorate-building passage firstReported',
    ]);
  });

  it('tells of the counts of 9 March, each with its reports, and of running totals by their last days', async () => {
    const { counts = [] } = await between();
    const shells = counts.find(({ kind: what, measure }) => what === 'told' && measure === 'shells');
    expect(shells).toMatchObject({ before: null, after: { low: 11, from: '2017-03-09', to: '2017-03-09' } });
    expect(shells?.reports.map(({ externalId }) => externalId)).toEqual(['D134', 'D146']);
    const totals = counts.filter(({ kind: what }) => what === 'total');
    expect(totals.length).toBeGreaterThan(0);
    for (const { before, after } of totals) {
      expect(after.to).toBe('2017-03-09');
      expect(before).not.toEqual(after);
    }
  });
});

describe.each(logKinds())('a running total and an area that ages, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  const registeredAt = '2020-01-01T00:00:00Z';

  const post = async (path: string, body: object): Promise<void> => {
    const answer = await sitrep.http.post(path).send(body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  };
  const report = (externalId: string, day: string, more: object): Promise<void> =>
    post('/v1/reports', {
      externalId,
      type: 'statement',
      summary: externalId,
      places: ['town'],
      reportedAt: `${day}T20:00:00Z`,
      occurred: { from: day, to: day, precision: 'day' },
      source: { outlet: 'Desk', chain: ['Desk'], anonymity: 'outlet_itself' },
      grade: { reliability: 'B', credibility: 2 },
      ...more,
    });
  const killed = (day: string, best: number) => ({
    type: 'casualties_reported',
    figures: [
      {
        measure: 'killed',
        group: 'south',
        best,
        basis: 'cumulative',
        place: 'town',
        period: { from: '2023-05-01', to: day },
      },
    ],
  });

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await post('/v1/places', { id: 'town', name: 'Town', kind: 'city', timeZone: 'Asia/Tokyo', registeredAt });
    for (const id of ['north', 'south']) await post('/v1/actors', { id, name: id, kind: 'state', registeredAt });
    const held = { place: 'town', effect: 'observed', status: 'held', holders: ['north'], effective: '2023-05-01' };
    await report('seen', '2023-05-01', { type: 'area_held', control: [{ ...held, confidence: 'high' }] });
    await report('early', '2023-05-10', killed('2023-05-10', 100));
    await report('late', '2023-05-20', killed('2023-05-20', 140));
    const [one] = killed('2023-05-18', 5).figures;
    const ofOneDay = { ...one, basis: 'incremental', period: { from: '2023-05-18', to: '2023-05-18' } };
    await report('clash', '2023-05-18', { type: 'casualties_reported', figures: [ofOneDay] });
    const other = { outlet: 'Ministry', chain: ['Ministry'], anonymity: 'institution' };
    await report('other', '2023-05-12', { ...killed('2023-05-12', 900), source: other });
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const between = (from: string, to: string): Promise<ChangesDto> =>
    readAnswer(sitrep, '/v1/changes', { from, to, knownAt: '2023-12-31' });

  it('a total that moved is told from what to what; the total of another source beside it is none of its series', async () => {
    const { counts = [] } = await between('2023-05-15', '2023-05-25');
    const totals = counts.filter(({ kind: what }) => what === 'total');
    expect(totals).toHaveLength(1);
    expect(totals[0]).toMatchObject({
      measure: 'killed',
      group: 'south',
      basis: 'cumulative',
      places: ['town'],
      before: { best: 100, to: '2023-05-10' },
      after: { best: 140, to: '2023-05-20' },
      reports: [{ externalId: 'late' }],
    });
  });

  it('what is told of the days in between is what the tallies of these days say', async () => {
    const { counts = [] } = await between('2023-05-15', '2023-05-20');
    const told = counts.find(({ kind: what }) => what === 'told');
    const asked = { measure: 'killed', from: '2023-05-16', to: '2023-05-20', knownAt: '2023-12-31' };
    const { items } = await readAnswer<{ items: readonly { combined: object; flags: readonly string[] }[] }>(
      sitrep,
      '/v1/tallies',
      asked,
    );
    // What the desk's 140 have beyond the 5 lies before: the ministry has 900 by 12 May.
    expect(told).toMatchObject({ flags: items[0]?.flags, after: { ...items[0]?.combined, best: 5 } });
  });

  it('an answer lapses on the day on which its evidence is more than thirty days old', async () => {
    expect(idsOf((await between('2023-05-20', '2023-05-31')).lapsed)).toEqual([]);
    expect(idsOf((await between('2023-05-31', '2023-06-01')).lapsed)).toEqual(['town']);
    expect(idsOf((await between('2023-06-01', '2023-06-30')).lapsed)).toEqual([]);
  });
});
