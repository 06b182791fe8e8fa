import { readAnswer } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

describe.each(logKinds())('an actor that is asked for, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  const registeredAt = '2020-01-01T00:00:00Z';
  const until = { actor: 'state', to: '2023-06-30' };
  const militia = { id: 'militia', name: 'Militia', kind: 'militia', registeredAt, parents: [until] };
  const town = { id: 'town', name: 'Town', kind: 'city', timeZone: 'Asia/Tokyo', registeredAt };

  async function post(path: string, body: object): Promise<void> {
    const { status, body: answer } = await sitrep.http.post(path).send(body);
    expect(status, JSON.stringify(answer)).toBe(201);
  }

  const report = (externalId: string, actor: string, from?: string, to = from): Promise<void> =>
    post('/v1/reports', {
      externalId,
      type: 'statement',
      summary: externalId,
      reportedAt: '2023-08-01T08:00:00Z',
      places: ['town'],
      occurred: from === undefined ? {} : { from, to, precision: 'day' },
      actors: [{ role: 'speaker', actor }],
      source: { outlet: 'Desk' },
      grade: { reliability: 'C', credibility: 3 },
    });

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await post('/v1/places', town);
    await post('/v1/actors', { id: 'state', name: 'State', kind: 'state', registeredAt });
    await post('/v1/actors', militia);
    await report('of-the-state', 'state', '2023-07-15');
    await report('while-a-part', 'militia', '2023-06-30');
    await report('across-the-end', 'militia', '2023-06-29', '2023-07-02');
    await report('afterwards', 'militia', '2023-07-01');
    await report('without-a-day', 'militia');
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  it('stands for its parts in reports, by the days on which it may have happened', async () => {
    const numbers = async (actor: string): Promise<readonly string[]> => {
      const { items } = await readAnswer<{ items: readonly { externalId: string }[] }>(sitrep, '/v1/reports', {
        actor,
      });
      return items.map(({ externalId }) => externalId).sort();
    };
    expect(await numbers('state')).toEqual(['across-the-end', 'of-the-state', 'while-a-part']);
    expect(await numbers('militia')).toEqual(['across-the-end', 'afterwards', 'while-a-part', 'without-a-day']);
  });

  it('is read by itself, as are places, as of a day where one is given', async () => {
    const actor = await readAnswer<{ links: unknown }>(sitrep, '/v1/actors/militia');
    expect(actor).toMatchObject({ ...militia, registeredAt: '2020-01-01T00:00:00.000Z', alliedWith: [] });
    expect(actor.links).toEqual([{ rel: 'self', href: '/v1/actors/militia?edition=live' }]);
    expect(await readAnswer(sitrep, '/v1/actors/militia', { on: '2023-07-01' })).toMatchObject({ parents: [] });
    const place = await readAnswer(sitrep, '/v1/places/town');
    expect(place).toMatchObject({ ...town, registeredAt: '2020-01-01T00:00:00.000Z' });
  });

  it('is a problem with the nearest names where it is not registered', async () => {
    for (const [path, nearest] of [
      ['/v1/actors/milita', 'militia'],
      ['/v1/places/tovn', 'town'],
    ] as const) {
      const { status, body } = await sitrep.http.get(path);
      expect([status, (body as { detail: string }).detail]).toEqual([
        404,
        expect.stringContaining(`Nearest: ${nearest}`),
      ]);
    }
  });
});
