import { reportIdOf } from '#event-log';
import type { AxisDto } from '../apps/api/src/conditions/condition-answer.dto.js';
import type { ConditionExplanationDto } from '../apps/api/src/conditions/condition-explanation.dto.js';
import { readAnswer, readOne } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

describe.each(logKinds())('the order of claims about the state of things, on the %s log', (kind) => {
  let sitrep: RunningSitrep;

  async function post(path: string, body: object): Promise<void> {
    const { status, body: answer } = await sitrep.http.post(path).send(body);
    expect(status, JSON.stringify(answer)).toBe(201);
  }

  /** A report that a thing was in a state on a day, or at an hour. */
  const reportOf = (
    externalId: string,
    [place, state, effective]: readonly [string, string, string],
    { reportedAt = '2017-03-07T10:00:00+03:00', credibility = 3, more = {} } = {},
  ) => ({
    externalId,
    type: 'infrastructure_condition',
    summary: externalId,
    reportedAt,
    occurred: {},
    places: [place],
    condition: [{ place, state, effective, ...more }],
    source: { outlet: 'Desk' },
    grade: { reliability: 'C', credibility },
  });
  const report = (...told: Parameters<typeof reportOf>): Promise<void> => post('/v1/reports', reportOf(...told));

  const evening = '2017-03-06T18:00:00+03:00';

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    const registeredAt = '2014-01-01T00:00:00Z';
    const roads = ['road-early', 'road-late', 'road-order', 'bridge', 'road-since'];
    for (const id of roads)
      await post('/v1/places', {
        id,
        name: id,
        kind: id.slice(0, 4) === 'road' ? 'road' : 'bridge',
        timeZone: 'Asia/Baghdad',
        registeredAt,
      });
    const best = { credibility: 1 };
    await report('early-cut', ['road-early', 'cut', '2017-03-06'], {
      ...best,
      reportedAt: '2017-03-06T14:00:00+03:00',
    });
    await report('early-open', ['road-early', 'open', evening]);
    await report('late-open', ['road-late', 'open', evening]);
    await report('late-cut', ['road-late', 'cut', '2017-03-06'], { ...best, reportedAt: '2017-03-06T20:00:00+03:00' });
    await report('damaged', ['bridge', 'damaged', '2017-03-06'], best);
    await report('intact', ['bridge', 'intact', evening]);
    await report('cut-since', ['road-since', 'cut', '2017-03-06'], { more: { since: '2017-03-04' } });
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const axis = async (place: string, validAt: string, name: 'passage' | 'integrity' = 'passage'): Promise<AxisDto> => {
    const known = { place, validAt, knownAt: '2017-03-20' };
    const item = await readOne<Record<'passage' | 'integrity', AxisDto | null>>(sitrep, '/v1/conditions', known);
    return item[name]!;
  };
  const stateOf = async (...asked: Parameters<typeof axis>): Promise<string> => {
    const { state, states } = await axis(...asked);
    return [state, ...(states.join() === state ? [] : states)].join(' ');
  };

  it('a road cut on a day, reported before it was seen open at 18:00 that day, is open', async () => {
    expect(await stateOf('road-early', '2017-03-06T15:00:00+03:00')).toBe('cut');
    expect(await stateOf('road-early', '2017-03-06T18:00:00+03:00')).toBe('open');
    expect(await stateOf('road-early', '2017-03-10')).toBe('open');
  });

  it('reported after it was seen open, the order is open: disputed, whatever the grades', async () => {
    expect(await stateOf('road-late', '2017-03-06T12:00:00+03:00')).toBe('transition cut');
    expect(await stateOf('road-late', '2017-03-06')).toBe('disputed cut open');
    expect(await stateOf('road-late', '2017-03-10')).toBe('disputed cut open');
    expect((await axis('road-late', '2017-03-10')).reports.map(({ externalId }) => externalId)).toEqual(
      expect.arrayContaining(['late-cut', 'late-open']),
    );
  });

  it('how whole a thing is follows the same rule', async () => {
    expect(await stateOf('bridge', '2017-03-10', 'integrity')).toBe('disputed damaged intact');
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
    const known = { knownAt: '2017-03-20' };
    const asked = { ...known, place: 'road-late', validAt: '2017-03-10' };
    expect(await text('/v1/conditions', { ...asked, ...anew })).toBe(await text('/v1/conditions', asked));
    const timeline = '/v1/conditions/road-early/timeline';
    expect(await text(timeline, { ...known, ...anew })).toBe(await text(timeline, known));
  });

  it('the explanation, the timeline and the claims by side say the same', async () => {
    const asked = { validAt: '2017-03-10', knownAt: '2017-03-20' };
    const { passage } = await readAnswer<ConditionExplanationDto>(
      sitrep,
      '/v1/conditions/road-late/explanation',
      asked,
    );
    expect(passage).toMatchObject({ answer: { state: 'disputed' }, rule: 'contradicted', setAside: [] });
    expect(passage?.supports.map(({ part }) => part)).toEqual(['side', 'side']);
    const timeline = await readAnswer<{ items: readonly { state: string; from: string | null }[] }>(
      sitrep,
      '/v1/conditions/road-early/timeline',
      { knownAt: '2017-03-20' },
    );
    expect(timeline.items.map(({ state }) => state)).toEqual(['open', 'transition', 'cut', 'open']);
    const claimed = await readOne<{ passage: { sides: readonly { state: string }[] } }>(sitrep, '/v1/conditions', {
      ...asked,
      place: 'road-late',
      stance: 'claimed',
    });
    expect(claimed.passage.sides.map(({ state }) => state)).toEqual(['disputed']);
    const policy = 'admission-against-interest@1';
    const judged = await readOne<{ passage: AxisDto }>(sitrep, '/v1/conditions', {
      ...asked,
      place: 'road-late',
      policy,
    });
    expect(judged.passage.state).toBe('disputed');
  });

  it('a dated cut tells that the road was open before it, for thirty days; one with a since tells nothing', async () => {
    expect(await axis('road-early', '2017-03-05')).toMatchObject({
      state: 'open',
      confidence: 'low',
      lastEvidence: null,
    });
    expect(await stateOf('road-early', '2017-02-04')).toBe('open');
    expect(await stateOf('road-early', '2017-02-02')).toBe('unknown');
    expect(await stateOf('road-since', '2017-03-01')).toBe('unknown');
  });

  it('a grade given later moves no interval', async () => {
    const grade = { reliability: 'A', credibility: 1 };
    await post(`/v1/reports/${reportIdOf('Desk', 'early-cut')}/grades`, {
      grade,
      reportedAt: '2017-03-08T10:00:00Z',
      reason: 'x',
    });
    await sitrep.settled();
    expect(await stateOf('road-early', '2017-03-10')).toBe('open');
  });

  it('a correction that tells of the same again moves no interval either', async () => {
    const report = { ...reportOf('early-cut', ['road-early', 'cut', '2017-03-06']), summary: 'Cut, as corrected' };
    await post(`/v1/reports/${reportIdOf('Desk', 'early-cut')}/corrections`, {
      reportedAt: '2017-03-09T10:00:00Z',
      reason: 'A misprint',
      report,
    });
    await sitrep.settled();
    expect(await stateOf('road-early', '2017-03-10')).toBe('open');
    const policy = 'admission-against-interest@1';
    const asked = { place: 'road-early', validAt: '2017-03-10', knownAt: '2017-03-20', policy };
    expect(await readOne(sitrep, '/v1/conditions', asked)).toMatchObject({ passage: { state: 'open' } });
  });
});
