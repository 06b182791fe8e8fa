import type { ControlItemDto } from '../apps/api/src/control/control-answer.dto.js';
import type { ControlExplanationDto } from '../apps/api/src/control/explanation.dto.js';
import { readAnswer, readOne } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

const registeredAt = '2020-01-01T00:00:00Z';
const day = '2023-05-02';

describe.each(logKinds())('claims of one day, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  let told = 0;

  async function post(path: string, body: object): Promise<void> {
    const { status, body: answer } = await sitrep.http.post(path).send(body);
    expect(status, JSON.stringify(answer)).toBe(201);
  }

  const claim = (place: string, control: object, more: object = {}): Promise<void> =>
    post('/v1/reports', {
      externalId: `${place}-${(told += 1)}`,
      type: 'area_seized',
      summary: place,
      reportedAt: '2023-06-01T08:00:00Z',
      places: [place],
      occurred: { from: day, to: day, precision: 'day' },
      control: [{ place, confidence: 'high', ...control }],
      source: { outlet: 'Desk', chain: ['Desk'], anonymity: 'outlet_itself' },
      grade: { reliability: 'C', credibility: 3 },
      ...more,
    });
  const gained = (place: string, holder: string, more: object = {}, report: object = {}): Promise<void> =>
    claim(place, { effect: 'gained', holders: [holder], effective: day, ...more }, report);
  const seen = (place: string, holder: string, effective = day, more: object = {}): Promise<void> =>
    claim(place, { effect: 'observed', status: 'held', holders: [holder], effective, ...more }, { type: 'area_held' });

  const held = (place: string, validAt = day): Promise<ControlItemDto> =>
    readOne(sitrep, '/v1/control', { place, validAt });
  const words = async (place: string, validAt = day): Promise<string> => {
    const { status, holders } = await held(place, validAt);
    return [status, ...holders].join(' ');
  };

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    const place = (id: string, more: object = {}): Promise<void> =>
      post('/v1/places', { id, name: id, kind: 'city', timeZone: 'Asia/Tokyo', registeredAt, ...more });
    for (const id of ['back-and-forth', 'two-takers', 'two-sights', 'raid', 'fought', 'units', 'turned'])
      await place(id);
    await place('area', { kind: 'region' });
    await place('brook', { kind: 'river', parent: 'area' });
    for (const id of ['part-1', 'part-2', 'part-3']) await place(id, { parent: 'area' });
    for (const id of ['a', 'b', 'c', 'a-army', 'a-police'])
      await post('/v1/actors', { id, name: id, kind: 'state', registeredAt });
    await seen('back-and-forth', 'b', '2023-05-01');
    await gained('back-and-forth', 'b', { takenFrom: 'a' }, { grade: { reliability: 'E', credibility: 5 } });
    await gained('back-and-forth', 'a', { takenFrom: 'b' }, { grade: { reliability: 'A', credibility: 1 } });
    await gained('two-takers', 'a', { takenFrom: 'c' });
    await gained('two-takers', 'b', { takenFrom: 'c' });
    await seen('two-sights', 'a');
    await seen('two-sights', 'b');
    await gained('raid', 'a', { takenFrom: 'b', windowTo: '2023-05-02T08:00:00+09:00' });
    await claim('fought', { effect: 'contested', holders: ['a', 'b'], status: 'contested', windowFrom: '2023-05-01' });
    await seen('fought', 'a', '2023-05-03');
    await claim('fought', { effect: 'contested', windowFrom: '2023-05-20', windowTo: '2023-05-20' });
    const parents = [
      { actor: 'a', to: '2023-05-02' },
      { actor: 'b', from: '2023-05-03' },
    ];
    await post('/v1/actors', { id: 'turncoats', name: 'turncoats', kind: 'militia', parents, registeredAt });
    await seen('turned', 'turncoats', '2023-05-01');
    await seen('turned', 'turncoats', '2023-05-04', { confidence: 'low' });
    await seen('units', 'b', '2023-05-01');
    await gained('units', 'a-army', { takenFrom: 'b' });
    await gained('units', 'b', { takenFrom: 'a-police' });
    for (const id of ['part-1', 'part-2']) await gained(id, 'a');
    await claim('part-2', {
      effect: 'contested',
      conditions: ['under_fire'],
      windowFrom: '2023-05-04',
      windowTo: '2023-05-05',
    });
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  it('gains are ordered by whom the place is taken from, whatever their grades', async () => {
    expect(await words('back-and-forth')).toBe('held b');
  });

  it('gains of two sides from a third, and sightings of two sides, are contested, with both reports', async () => {
    for (const place of ['two-takers', 'two-sights']) {
      expect(await words(place)).toBe('contested a b');
      expect((await held(place)).reports).toHaveLength(2);
    }
  });

  it('a raid known to be over at eight is held at noon, and in transition before', async () => {
    expect(await held('raid', '2023-05-02T07:00:00+09:00')).toMatchObject({
      status: 'transition',
      confidence: 'low',
      transition: { from: ['b'], to: ['a'] },
    });
    expect(await held('raid', '2023-05-02T12:00:00+09:00')).toMatchObject({ status: 'held', transition: null });
  });

  it('an answer has its keys in one order, whether its rows are stored or it is made anew', async () => {
    const text = async (path: string, query: Record<string, string>): Promise<string> => {
      const {
        links: _links,
        policy: _policy,
        ...answer
      } = await readAnswer<Record<string, unknown>>(sitrep, path, query);
      return JSON.stringify(answer);
    };
    const anew = { policy: 'admission-against-interest@1' };
    const asked = { place: 'raid', validAt: '2023-05-02T07:00:00+09:00', knownAt: '2023-07-01' };
    expect(await text('/v1/control', asked)).toContain('"transition":{"from":["b"],"to":["a"]}');
    expect(await text('/v1/control', { ...asked, ...anew })).toBe(await text('/v1/control', asked));
    const known = { knownAt: '2023-07-01' };
    const timeline = '/v1/control/raid/timeline';
    expect(await text(timeline, { ...known, ...anew })).toBe(await text(timeline, known));
  });

  it('a sighting settles fighting without an end, and its age stands beside its confidence', async () => {
    expect(await held('fought')).toMatchObject({ status: 'contested' });
    expect(await held('fought', '2023-05-04')).toMatchObject({
      status: 'held',
      holders: ['a'],
      confidence: 'high',
      evidenceAgeDays: 1,
      aged: false,
    });
    expect(await held('fought', '2023-07-04')).toMatchObject({ confidence: 'high', evidenceAgeDays: 62, aged: true });
    expect(await held('part-3')).toMatchObject({ status: 'unknown', evidenceAgeDays: null, aged: false });
  });

  it('an explanation shows what was told since and does not decide, with its age', async () => {
    const { notDeciding } = await readAnswer<ControlExplanationDto>(sitrep, '/v1/control/fought/explanation', {
      validAt: '2023-05-22',
    });
    expect(notDeciding).toMatchObject([{ effect: 'contested', ageDays: 2 }]);
  });

  it('a place tells of its parts: how many can be held, are known, and by whom', async () => {
    expect((await held('area', '2023-05-09')).parts).toEqual({
      of: 3,
      known: 2,
      byHolder: [{ holder: 'a', count: 2 }],
      contested: 0,
      latestFire: '2023-05-05',
    });
    expect((await held('part-1')).parts).toBeNull();
    expect(
      await readOne(sitrep, '/v1/control', {
        place: 'area',
        validAt: '2023-05-09',
        policy: 'admission-against-interest@1',
      }),
    ).toMatchObject({ parts: { of: 3 } });
  });

  it('what an actor alone is seen to hold is answered and explained alike across the day on which he changes sides', async () => {
    const { reports, confidence } = await held('turned', '2023-05-05');
    expect({ confidence, count: reports.length }).toEqual({ confidence: 'low', count: 1 });
    const { answer } = await readAnswer<ControlExplanationDto>(sitrep, '/v1/control/turned/explanation', {
      validAt: '2023-05-05',
    });
    expect(answer).toMatchObject({ confidence, reports });
  });

  it('actors registered anew as parts of a side order the gains that name them', async () => {
    expect(await words('units')).toBe('held a-army');
    for (const id of ['a-army', 'a-police'])
      await post('/v1/actors', { id, name: id, kind: 'militia', parents: ['a'], registeredAt: '2020-02-01T00:00:00Z' });
    await sitrep.settled();
    expect(await words('units')).toBe('held b');
  });
});
