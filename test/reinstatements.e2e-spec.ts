import { live_edition } from '#editions';
import { reportIdOf } from '#event-log';
import { readAnswer, readOne } from './harness/read-answers.js';
import { refolded } from './harness/refolded.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

type Reply = Readonly<Record<string, unknown>> & { readonly id: string };
interface History {
  readonly retracted: boolean;
  readonly retraction: { readonly id: string; readonly since: string; readonly reason: string } | null;
  readonly versions: readonly {
    readonly version: number;
    readonly knownFrom: string;
    readonly knownTo: string | null;
  }[];
  readonly amendments: readonly { readonly id: string; readonly kind: string; readonly follows?: readonly string[] }[];
}

describe.each(logKinds())('a report retracted by mistake, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  const registeredAt = '2017-01-01T00:00:00Z';
  const draft = (externalId: string, place = 'town') => ({
    externalId,
    type: 'area_seized',
    summary: 'The north took the town.',
    reportedAt: '2017-03-07T12:00:00Z',
    places: [place],
    occurred: { from: '2017-03-07', to: '2017-03-07', precision: 'day' },
    control: [{ place, effect: 'gained', holders: ['north'], effective: '2017-03-07', confidence: 'high' }],
    figures: [{ measure: 'killed', group: 'north', basis: 'incremental', best: 5 }],
    incident: { key: `E-${externalId}` },
    source: { outlet: 'Desk' },
    grade: { reliability: 'B', credibility: 2 },
  });
  const post = async (path: string, body: object, status = 201): Promise<Reply> => {
    const answer = await sitrep.http.post(path).send(body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    return answer.body as Reply;
  };
  const say = (id: string, what: string, reportedAt: string, more: object = {}, status = 201): Promise<Reply> =>
    post(`/v1/reports/${id}/${what}`, { reportedAt, reason: 'Another story was meant.', ...more }, status);
  const report = async (number: string, place?: string): Promise<string> =>
    (await post('/v1/reports', draft(number, place))).id;
  const history = async (id: string): Promise<History> => {
    await sitrep.settled();
    return readAnswer<History>(sitrep, `/v1/reports/${id}`);
  };

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    for (const id of ['town', 'village', 'port', 'camp'])
      await post('/v1/places', { id, name: id, kind: 'city', timeZone: 'Asia/Baghdad', registeredAt });
    for (const id of ['north', 'south']) await post('/v1/actors', { id, name: id, kind: 'state', registeredAt });
  });
  afterAll(() => sitrep.stop());

  const control = async (place: string, knownAt: string) => {
    const { status, holders } = await readOne<{ status: string; holders: string[] }>(sitrep, '/v1/control', {
      place,
      validAt: '2017-03-08T12:00:00Z',
      knownAt,
    });
    return [status, ...holders].join(' ');
  };
  const killed = async (incident: string, knownAt: string) => {
    const asked = { measure: 'killed', group: 'north', from: '2017-03-07', to: '2017-03-07', incident, knownAt };
    const { items } = await readAnswer<{ items: { itemised: { best: number } }[] }>(sitrep, '/v1/tallies', asked);
    return items.map(({ itemised }) => itemised.best);
  };

  it('is back once it is reinstated, and as known in between it is gone', async () => {
    const id = await report('A1');
    const retraction = await say(id, 'retractions', '2017-03-08T12:00:00Z');
    const reinstatement = await say(id, 'reinstatements', '2017-03-10T12:00:00Z');
    const { retracted, versions, amendments } = await history(id);
    expect(retracted).toBe(false);
    expect(versions.map(({ version, knownTo }) => [version, knownTo])).toEqual([
      [1, '2017-03-08T12:00:00.000Z'],
      [2, null],
    ]);
    expect(amendments.map(({ id: one, follows }) => [one, follows])).toEqual([
      [retraction.id, [id]],
      [reinstatement.id, [retraction.id]],
    ]);
    const days = ['2017-03-08T11:59:59Z', '2017-03-09T12:00:00Z', '2017-03-10T12:00:00Z'];
    expect(await Promise.all(days.map((day) => control('town', day)))).toEqual(['held north', 'unknown', 'held north']);
    expect(await Promise.all(days.map((day) => killed('E-A1', day)))).toEqual([[5], [], [5]]);
    const memberships = await readAnswer<{ reports: object[] }>(sitrep, '/v1/incidents/E-A1', { knownAt: days[2]! });
    expect(memberships.reports).toHaveLength(1);
    const explained = async (knownAt: string): Promise<string> => {
      const asked = { validAt: '2017-03-08T12:00:00Z', knownAt };
      const answer = await readAnswer<object>(sitrep, '/v1/control/town/explanation', asked);
      return JSON.stringify(answer).replaceAll(/"known(?:From|At)":"[^"]*"|knownAt=[^&"]*/g, '');
    };
    expect(await explained(days[2]!)).toBe(await explained(days[0]!));
  });

  it('is as if it had never been gone: what was said of it meanwhile applies', async () => {
    const id = await report('A2', 'village');
    await say(id, 'retractions', '2017-03-08T12:00:00Z');
    const corrected = draft('A2', 'village');
    const control2 = [{ ...corrected.control[0]!, holders: ['south'] }];
    const figures = [{ ...corrected.figures[0]!, best: 7 }];
    const correction = { report: { ...corrected, control: control2, figures } };
    expect(await say(id, 'corrections', '2017-03-09T12:00:00Z', correction)).toMatchObject({ withoutEffect: true });
    expect(await control('village', '2017-03-09T13:00:00Z')).toBe('unknown');
    await say(id, 'reinstatements', '2017-03-10T12:00:00Z');
    await sitrep.settled();
    expect(await control('village', '2017-03-11')).toBe('held south');
    expect(await killed('E-A2', '2017-03-11')).toEqual([7]);
    const again = await say(id, 'corrections', '2017-03-09T12:00:00Z', correction, 200);
    expect(again.withoutEffect).toBeUndefined();
  });

  it('says that it is retracted wherever it is answered, and how it is brought back when it is sent again', async () => {
    const id = await report('A3', 'port');
    const retraction = await say(id, 'retractions', '2017-03-08T12:00:00Z');
    const standing = { id: retraction.id, since: '2017-03-08T12:00:00.000Z', reason: 'Another story was meant.' };
    const sentAgain = await post('/v1/reports', draft('A3', 'port'), 200);
    expect(sentAgain).toMatchObject({
      alreadyRecorded: true,
      retracted: true,
      retraction: { ...standing, reinstate: `POST /v1/reports/${id}/reinstatements` },
    });
    expect(await history(id)).toMatchObject({ withdrawn: true, retracted: true, retraction: standing });
    const listed = await readOne<object>(sitrep, '/v1/reports', { externalId: 'A3', knownAt: '2017-03-08T11:00:00Z' });
    expect(listed).not.toHaveProperty('retracted');
    await say(id, 'reinstatements', '2017-03-09T12:00:00Z');
    expect((await post('/v1/reports', draft('A3', 'port'), 200)).retracted).toBeUndefined();
    expect(await history(id)).toMatchObject({ withdrawn: false, retracted: false, retraction: null });
  });

  it('a report whose retraction came first says so at once', async () => {
    const number = 'A5';
    const id = reportIdOf('Desk', number);
    await say(id, 'retractions', '2017-03-08T12:00:00Z');
    expect(await post('/v1/reports', draft(number, 'camp'))).toMatchObject({ id, retracted: true });
  });

  it('may be retracted, reinstated and retracted again in one minute; each sent again at once is the same', async () => {
    const id = await report('A6', 'camp');
    const minute = '2017-03-08T12:00:00Z';
    const first = await say(id, 'retractions', minute);
    expect((await say(id, 'retractions', minute, {}, 200)).id).toBe(first.id);
    const reinstatement = await say(id, 'reinstatements', minute);
    expect((await history(id)).retracted).toBe(false);
    expect((await say(id, 'reinstatements', minute, {}, 200)).id).toBe(reinstatement.id);
    const again = await say(id, 'retractions', minute);
    expect(again.id).not.toBe(first.id);
    expect(await history(id)).toMatchObject({ retracted: true, retraction: { id: again.id } });
  });

  it('is told of a link, which counts once it is reinstated; its incident is there, and empty', async () => {
    const ids = [await report('A8', 'camp'), await report('A9', 'camp')] as const;
    const link = { reportIds: ids, incident: 'E-GONE', reason: 'One story.' };
    const gone = await say(ids[0], 'retractions', '2017-03-08T12:00:00Z');
    const before = await post('/v1/incidents/links', { ...link, reportedAt: '2017-03-08T11:00:00Z' });
    expect(before).toMatchObject({ retracted: [{ reportId: ids[0], id: gone.id }] });
    expect(before.withoutEffect).toBeUndefined();
    await say(ids[1], 'retractions', '2017-03-08T12:00:00Z');
    const after = await post('/v1/incidents/links', {
      ...link,
      incident: 'E-LATE',
      reportedAt: '2017-03-09T12:00:00Z',
    });
    expect(after).toMatchObject({ withoutEffect: true });
    expect(after.retracted).toMatchObject(
      [...ids].sort().map((id) => ({ reportId: id, reinstate: `POST /v1/reports/${id}/reinstatements` })),
    );
    await sitrep.settled();
    const late = async (knownAt: string) =>
      (await readAnswer<{ reports: object[] }>(sitrep, '/v1/incidents/E-LATE', { knownAt })).reports.length;
    expect(await late('2017-03-09T13:00:00Z')).toBe(0);
    await sitrep.http.get('/v1/incidents/E-LATE?knownAt=2017-03-09T11:00:00Z').expect(404);
    for (const id of ids) await say(id, 'reinstatements', '2017-03-10T12:00:00Z');
    await sitrep.settled();
    expect(await late('2017-03-11')).toBe(2);
  });

  it('is told where other content is sent under its number, with what brings it back', async () => {
    const id = await report('A10', 'camp');
    await say(id, 'retractions', '2017-03-08T12:00:00Z');
    const { detail } = await post('/v1/reports', { ...draft('A10', 'camp'), summary: 'Other words.' }, 409);
    expect(detail).toContain(`POST /v1/reports/${id}/corrections`);
    expect(detail).toContain(`POST /v1/reports/${id}/reinstatements`);
  });

  it('is refused where nothing is retracted at that moment, or nothing is there', async () => {
    const id = await report('A7', 'camp');
    await sitrep.settled();
    const refused = (reportedAt: string) => say(id, 'reinstatements', reportedAt, {}, 422);
    const not_retracted = { errors: [{ pointer: '/reportedAt', code: 'not_retracted' }] };
    expect(await refused('2017-03-09T12:00:00Z')).toMatchObject(not_retracted);
    await say(id, 'retractions', '2017-03-10T12:00:00Z');
    expect(await refused('2017-03-09T12:00:00Z')).toMatchObject(not_retracted);
    const nobody = '00000000-0000-4000-8000-00000000ffff';
    await say(nobody, 'reinstatements', '2017-03-09T12:00:00Z', {}, 404);
  });

  it('agrees with an independent refold of the log', async () => {
    await sitrep.settled();
    const live = (await sitrep.editions.find(live_edition))!;
    expect((await refolded(sitrep, live)).differences).toEqual([]);
  });
});
