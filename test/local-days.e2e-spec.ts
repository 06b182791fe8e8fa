import { readAnswer } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';
import { verifyEdition } from '#editions';

interface Listed {
  readonly items: readonly { readonly id: string }[];
}

describe.each(logKinds())('local days, on the %s log', (kind) => {
  let sitrep: RunningSitrep;

  /** 00:40 of 8 March in Baghdad, of 7 March in UTC. */
  const instant = '2017-03-07T21:40:00Z';
  const told = (externalId: string, places: readonly string[], more: object = {}) => ({
    externalId,
    type: 'casualties_reported',
    summary: externalId,
    reportedAt: '2017-03-09T08:00:00Z',
    places,
    occurred: { from: instant, to: instant },
    figures: [
      { measure: 'killed', group: 'anyone', basis: 'incremental', best: 4, period: { from: instant, to: instant } },
    ],
    source: { outlet: 'Desk' },
    ...more,
  });
  const post = (path: string, body: object) => sitrep.http.post(path).send(body);
  const register = (id: string, timeZone: string, registeredAt: string) =>
    post('/v1/places', { id, name: id, kind: 'city', timeZone, registeredAt }).expect(201);
  const listed = async (place: string, day: string): Promise<number> =>
    (await readAnswer<Listed>(sitrep, '/v1/reports', { place, from: day, to: day })).items.length;
  const killed = async (within: string, day: string): Promise<readonly object[]> =>
    (await readAnswer<Listed>(sitrep, '/v1/tallies', { measure: 'killed', within, from: day, to: day })).items;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await register('mosul', 'Asia/Baghdad', '2020-01-01T00:00:00Z');
    await register('wrong', 'UTC', '2020-01-01T00:00:00Z');
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const rowsAreRight = async (): Promise<void> => {
    const live = await sitrep.editions.find('live');
    const { findings, tables } = await verifyEdition(sitrep, live!);
    expect(findings).toEqual([]);
    expect(tables.filter(({ differing }) => differing > 0)).toEqual([]);
  };

  it('an instant written in UTC at 00:40 local is listed and counted on the local day', async () => {
    await post('/v1/reports', told('night', ['mosul'])).expect(201);
    await sitrep.settled();
    expect([await listed('mosul', '2017-03-07'), await listed('mosul', '2017-03-08')]).toEqual([0, 1]);
    expect(await killed('mosul', '2017-03-07')).toEqual([]);
    expect(await killed('mosul', '2017-03-08')).toMatchObject([{ itemised: { best: 4 } }]);
  });

  it('a figure without a period counts on the local day that both instants of its report lie in, and on none of two', async () => {
    const undated = [{ measure: 'wounded', group: 'anyone', basis: 'incremental', best: 7 }];
    const wounded = async (day: string): Promise<readonly object[]> =>
      (await readAnswer<Listed>(sitrep, '/v1/tallies', { measure: 'wounded', within: 'mosul', from: day, to: day }))
        .items;
    const occurred = { from: instant, to: '2017-03-08T20:59:00Z' };
    await post('/v1/reports', told('one-day', ['mosul'], { occurred, figures: undated })).expect(201);
    const overnight = { from: instant, to: '2017-03-08T21:00:00Z' };
    await post('/v1/reports', told('two-days', ['mosul'], { occurred: overnight, figures: undated })).expect(201);
    await sitrep.settled();
    expect(await wounded('2017-03-08')).toMatchObject([{ itemised: { best: 7 } }]);
    const leftOut = [{ itemised: { best: null }, flags: ['undated_left_out'] }];
    expect([await wounded('2017-03-07'), await wounded('2017-03-09')]).toMatchObject([leftOut, leftOut]);
    await rowsAreRight();
  });

  it('a zone that is mended moves every answer, and the same report sent again is the same', async () => {
    const report = told('mended', ['wrong'], { control: [] });
    await post('/v1/reports', report).expect(201);
    await sitrep.settled();
    expect([await listed('wrong', '2017-03-07'), await listed('wrong', '2017-03-08')]).toEqual([1, 0]);
    expect(await killed('wrong', '2017-03-07')).toMatchObject([{ itemised: { best: 4 } }]);

    await register('wrong', 'Asia/Baghdad', '2020-02-01T00:00:00Z');
    await sitrep.settled();
    const { body } = await post('/v1/reports', report).expect(200);
    expect(body).toMatchObject({ alreadyRecorded: true });
    expect([await listed('wrong', '2017-03-07'), await listed('wrong', '2017-03-08')]).toEqual([0, 1]);
    expect(await killed('wrong', '2017-03-07')).toEqual([]);
    expect(await killed('wrong', '2017-03-08')).toMatchObject([{ itemised: { best: 4 } }]);
    await rowsAreRight();
  });

  it('an instant without a place is on the day that it is written with', async () => {
    const written = '2017-03-08T00:40:00+03:00';
    await post('/v1/reports', told('nowhere', [], { occurred: { from: written, to: written } })).expect(201);
    await sitrep.settled();
    const on = async (day: string): Promise<number> =>
      (await readAnswer<Listed>(sitrep, '/v1/reports', { externalId: 'nowhere', from: day, to: day })).items.length;
    expect([await on('2017-03-07'), await on('2017-03-08')]).toEqual([0, 1]);
    await rowsAreRight();
  });
});
