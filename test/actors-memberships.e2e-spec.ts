import { violationsOf } from './harness/api-client.js';
import { readAnswer, readOne } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

interface Holding {
  readonly place: { readonly id: string };
  readonly holders: readonly string[];
  readonly status: string;
}
interface Period extends Holding {
  readonly from: string | null;
  readonly to: string | null;
}

describe.each(logKinds())('an actor that was part of another for a time, on the %s log', (kind) => {
  let sitrep: RunningSitrep;

  async function post(path: string, body: object, expected = 201): Promise<object> {
    const { status, body: answer } = await sitrep.http.post(path).send(body);
    expect(status, JSON.stringify(answer)).toBe(expected);
    return answer as object;
  }

  const militia = (registeredAt: string, ...parents: readonly unknown[]): Promise<object> =>
    post('/v1/actors', { id: 'militia', name: 'Militia', kind: 'militia', registeredAt, parents });

  /** A side says that the militia took a town. */
  const taken = (externalId: string, place: string, day: string): Promise<object> =>
    post('/v1/reports', {
      externalId,
      type: 'area_seized',
      summary: externalId,
      reportedAt: `${day}T20:00:00Z`,
      places: [place],
      occurred: { from: day, to: day, precision: 'day' },
      control: [{ place, effect: 'gained', holders: ['militia'], effective: day, confidence: 'high' }],
      source: { outlet: 'Desk', speaksFor: ['militia'] },
      grade: { reliability: 'B', credibility: 2 },
    });

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    const registeredAt = '2020-01-01T00:00:00Z';
    const places = { town: 'Asia/Tokyo', port: 'America/Santiago' };
    for (const [id, timeZone] of Object.entries(places))
      await post('/v1/places', { id, name: id, kind: 'city', timeZone, registeredAt });
    for (const id of ['state', 'rival'])
      await post('/v1/actors', { id, name: id, kind: 'state', registeredAt, opposes: id === 'state' ? ['rival'] : [] });
    await militia(registeredAt, 'state');
    await taken('TOWN', 'town', '2023-05-01');
    await taken('PORT', 'port', '2023-05-01');
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const holdersOn = async (query: Record<string, string>): Promise<string> => {
    const { items } = await readAnswer<{ items: readonly Holding[] }>(sitrep, '/v1/control', {
      knownAt: '2023-12-31',
      ...query,
    });
    return items.map(({ place, holders }) => `${place.id} ${holders.join('+')}`).join(', ');
  };
  const top = (day: string, place = 'town') => holdersOn({ place, validAt: day, rollUp: 'top' });

  it('keeps what was rolled up before the membership ended, and changes what comes after', async () => {
    expect([await top('2023-05-31'), await top('2023-06-30'), await top('2023-07-01')]).toEqual([
      'town state',
      'town state',
      'town state',
    ]);
    await militia(
      '2023-07-02T00:00:00Z',
      { actor: 'state', to: '2023-06-30', note: 'It left.' },
      { actor: 'rival', from: '2023-08-01' },
    );
    await sitrep.settled();
    expect([
      await top('2023-05-31'),
      await top('2023-06-30'),
      await top('2023-07-01'),
      await top('2023-08-01'),
    ]).toEqual(['town state', 'town state', 'town militia', 'town rival']);
    expect(await holdersOn({ place: 'town', validAt: '2023-06-30', rollUp: 'state' })).toBe('town state');
    expect(await holdersOn({ place: 'town', validAt: '2023-07-01', rollUp: 'state' })).toBe('town militia');
  });

  it('reads an instant as the local day of each place', async () => {
    const validAt = '2023-06-30T20:00:00Z';
    expect([await top(validAt, 'town'), await top(validAt, 'port')]).toEqual(['town militia', 'port state']);
    expect(await holdersOn({ validAt, holder: 'state' })).toBe('port militia');
    expect(await holdersOn({ validAt: '2023-06-30', holder: 'state' })).toBe('port militia, town militia');
    expect(await holdersOn({ validAt: '2023-08-01', holder: 'rival', rollUp: 'top' })).toBe('port rival, town rival');
    expect(await holdersOn({ validAt: '2023-08-01', holder: 'state' })).toBe('');
  });

  it('cuts a timeline where the holder comes to be shown otherwise, and nowhere else', async () => {
    const timeline = async (rollUp: Record<string, string>): Promise<readonly string[]> => {
      const asked = { knownAt: '2023-12-31', ...rollUp };
      const { items } = await readAnswer<{ items: readonly Period[] }>(sitrep, '/v1/control/town/timeline', asked);
      return items.filter(({ status }) => status === 'held').map(({ from, to, holders }) => `${from} ${to} ${holders}`);
    };
    const [taken, left, turned] = ['2023-05-01T14:59:59.999Z', '2023-06-30T15:00:00.000Z', '2023-07-31T15:00:00.000Z'];
    const [whole] = await timeline({});
    const begin = whole?.split(' ')[0];
    expect(begin! <= taken!).toBe(true);
    expect(await timeline({ rollUp: 'top' })).toEqual([
      `${begin} ${left} state`,
      `${left} ${turned} militia`,
      `${turned} null rival`,
    ]);
    expect(await timeline({ rollUp: 'state' })).toEqual([`${begin} ${left} state`, `${left} null militia`]);
    expect(await timeline({ rollUp: 'rival' })).toEqual([`${begin} ${turned} militia`, `${turned} null rival`]);
  });

  it('lists the parents of a day, and says when they were', async () => {
    const parents = async (query: Record<string, string>): Promise<unknown> =>
      (await readOne<{ parents: unknown }>(sitrep, '/v1/actors', { q: 'militia', ...query })).parents;
    const [was, is] = [
      { actor: 'state', to: '2023-06-30', note: 'It left.' },
      { actor: 'rival', from: '2023-08-01' },
    ];
    expect(await parents({})).toEqual([was, is]);
    expect(await parents({ on: '2023-06-30' })).toEqual([was]);
    expect(await parents({ on: '2023-07-01' })).toEqual([]);
    expect(await parents({ on: '2023-08-01' })).toEqual([is]);
  });

  it('speaks for the side that it was of on the day of its report', async () => {
    await taken('TOWN-AGAIN', 'town', '2023-08-02');
    await sitrep.settled();
    const asked = { place: 'town', validAt: '2023-08-02', knownAt: '2023-12-31', stance: 'claimed' };
    const { sides } = await readOne<{ sides: readonly { side: { name: string } }[] }>(sitrep, '/v1/control', asked);
    expect(sides.map(({ side }) => side.name)).toEqual(['rival', 'state']);
  });

  it('is of its side on the local day of the place, whatever the day of the desk', async () => {
    const place = 'harbour';
    await post('/v1/places', { id: place, name: place, kind: 'city', timeZone: 'Asia/Tokyo' });
    await taken('HARBOUR', place, '2023-05-01');
    // 1 July in Tokyo, and still 30 June at the desk.
    const effective = '2023-06-30T16:00:00Z';
    await post('/v1/reports', {
      externalId: 'HARBOUR-LOST',
      type: 'area_seized',
      summary: 'The state takes it from the militia, which has left it.',
      reportedAt: '2023-07-01T20:00:00Z',
      places: [place],
      occurred: { from: effective, to: effective },
      control: [{ place, effect: 'gained', holders: ['state'], takenFrom: 'militia', effective, confidence: 'high' }],
      source: { outlet: 'Desk' },
    });
    await sitrep.settled();
    const asked = { knownAt: '2023-12-31' };
    type Hands = { readonly changedHands: readonly Holding[] };
    const between = { place, validFrom: '2023-06-30T15:30:00Z', validTo: '2023-06-30T17:00:00Z' };
    const changes = await readAnswer<Hands>(sitrep, '/v1/changes', { ...asked, ...between });
    expect(changes.changedHands).toMatchObject([{ place: { id: place } }]);
    const hours = { within: place, from: '2023-06-30', to: '2023-06-30', by: 'hour' };
    const days = await readAnswer<{ items: readonly (Hands & { readonly bucket: string })[] }>(sitrep, '/v1/days', {
      ...asked,
      ...hours,
    });
    const changing = days.items.filter(({ changedHands }) => changedHands.length > 0);
    expect(changing).toMatchObject([{ bucket: '2023-06-30T16', changedHands: [{ takenFrom: ['militia'] }] }]);
  });

  it('refuses a circle on any day, also through others, and takes one after the other', async () => {
    const rivalWithin = async (parent: unknown) =>
      sitrep.http.post('/v1/actors').send({ id: 'rival', name: 'rival', kind: 'state', parents: [parent] });
    const refused = await rivalWithin('militia');
    expect([refused.status, violationsOf(refused)]).toEqual([422, ['/parents/0 part_of_itself']]);
    const brigade = {
      id: 'brigade',
      name: 'Brigade',
      kind: 'militia',
      parents: [{ actor: 'militia', to: '2023-12-31' }],
    };
    await post('/v1/actors', brigade);
    await sitrep.settled();
    const meeting = await rivalWithin({ actor: 'brigade', from: '2023-12-31' });
    expect([meeting.status, violationsOf(meeting)]).toEqual([422, ['/parents/0 part_of_itself']]);
    expect((await rivalWithin({ actor: 'brigade', from: '2024-01-01' })).status).toBe(201);
  });
});
