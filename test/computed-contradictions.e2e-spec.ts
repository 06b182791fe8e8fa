import { reportIdOf } from '#event-log';
import type { ContradictionDto } from '../apps/api/src/contradictions/contradiction.dto.js';
import { readAnswer } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

type Numbers = Readonly<Record<string, unknown>>;

describe.each(logKinds())('contradictions that the rules find, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  const registeredAt = '2020-01-01T00:00:00Z';

  const post = async (path: string, body: object): Promise<void> => {
    const answer = await sitrep.http.post(path).send(body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  };
  const report = (externalId: string, day: string, more: Numbers): Promise<void> =>
    post('/v1/reports', {
      externalId,
      summary: externalId,
      places: ['town'],
      reportedAt: `${day}T22:00:00Z`,
      occurred: { from: day, to: day, precision: 'day' },
      source: { outlet: 'Desk', chain: ['Desk'], anonymity: 'outlet_itself' },
      grade: { reliability: 'B', credibility: 2 },
      ...more,
    });
  const held = (externalId: string, day: string, holder: string, effect: 'gained' | 'observed'): Promise<void> => {
    const claim = { place: 'town', effect, status: 'held', holders: [holder], effective: day, confidence: 'high' };
    return report(externalId, day, { type: effect === 'gained' ? 'area_seized' : 'area_held', control: [claim] });
  };
  const road = (externalId: string, state: string): Promise<void> =>
    report(externalId, '2023-05-01', {
      type: state === 'cut' ? 'road_cut' : 'infrastructure_condition',
      places: ['road'],
      condition: [{ place: 'road', state, effective: '2023-05-01', confidence: 'high' }],
    });
  const dead = (externalId: string, best: number): Promise<void> =>
    report(externalId, '2023-05-01', {
      type: 'casualties_reported',
      incident: { key: 'strike' },
      figures: [{ measure: 'killed', group: 'north', basis: 'incremental', best }],
    });

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await post('/v1/places', { id: 'town', name: 'Town', kind: 'city', timeZone: 'UTC', registeredAt });
    await post('/v1/places', { id: 'road', name: 'Road', kind: 'road', timeZone: 'UTC', registeredAt });
    for (const id of ['north', 'south']) await post('/v1/actors', { id, name: id, kind: 'state', registeredAt });
    await held('taken', '2023-05-01', 'north', 'gained');
    await held('seen', '2023-05-02', 'south', 'observed');
    await road('cut', 'cut');
    await road('open', 'open');
    await dead('few', 50);
    await dead('many', 471);
    await held('settled', '2023-05-20', 'south', 'gained');
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const list = async (query: Record<string, string>): Promise<readonly ContradictionDto[]> =>
    (await readAnswer<{ items: readonly ContradictionDto[] }>(sitrep, '/v1/contradictions', query)).items;
  const inWords = ({ differ: { on, accounts }, state }: ContradictionDto): string =>
    `${on}: ${accounts.map(({ says }) => says).join(' or ')}, ${state}`;

  it('are contested accounts of a place, disputed states of a thing, and disjoint counts', async () => {
    const found = await list({ knownAt: '2023-05-10' });
    expect(found.map(inWords)).toEqual([
      'control: held by south or held by north, open',
      'condition: cut or open, open',
      'count: ? / 50 / ? people or ? / 471 / ? people, open',
    ]);
    expect(found.map(({ kind: what, about }) => [what, about])).toEqual([
      ['computed', { place: 'town' }],
      ['computed', { place: 'road' }],
      ['computed', { measure: 'killed' }],
    ]);
  });

  it('are known from when the second account was, and settled by a later claim, not before it was known', async () => {
    const asked = { place: 'town', limit: '1' };
    expect(await list({ ...asked, knownAt: '2023-05-01' })).toMatchObject([{ about: { measure: 'killed' } }]);
    const [open] = await list({ ...asked, knownAt: '2023-05-19' });
    expect(open).toMatchObject({ state: 'open', knownFrom: '2023-05-02T22:00:00.000Z' });
    const [settled] = await list({ ...asked, knownAt: '2023-05-21' });
    expect(settled).toMatchObject({
      state: 'settled',
      settledBy: { by: 'claim', at: '2023-05-20T22:00:00.000Z', reports: [{ externalId: 'settled' }] },
    });
  });

  it('can be read one by one, and by state', async () => {
    const all = await list({ knownAt: '2023-05-21' });
    const read: ContradictionDto[] = [];
    let address: string | undefined = '/v1/contradictions?knownAt=2023-05-21&limit=1';
    for (let pages = 0; address !== undefined && pages < 10; pages += 1) {
      const page: { items: ContradictionDto[]; links: { rel: string; href: string }[] } = await readAnswer(
        sitrep,
        address,
      );
      read.push(...page.items);
      address = page.links.find(({ rel }) => rel === 'next')?.href;
    }
    expect(read).toEqual(all);
    expect((await list({ knownAt: '2023-05-21', state: 'settled' })).map(inWords)).toEqual([
      'control: held by south or held by north, settled',
    ]);
  });

  const numberOf = (externalId: string): string => reportIdOf('Desk', externalId);
  const amend = async (externalId: string, path: string, day: string, more: object = {}): Promise<void> => {
    const body = { reportedAt: `${day}T00:00:00Z`, reason: 'It was another.', ...more };
    await post(`/v1/reports/${numberOf(externalId)}/${path}`, body);
    await sitrep.settled();
  };
  const about = async (thing: object, knownAt: string): Promise<readonly ContradictionDto[]> =>
    (await list({ knownAt })).filter((one) => JSON.stringify(one.about) === JSON.stringify(thing));

  it('stay known from then on, and settled then, when their reports are graded', async () => {
    const before = await list({ knownAt: '2023-05-21' });
    for (const externalId of ['seen', 'open', 'many', 'settled'])
      await amend(externalId, 'grades', '2023-05-25', { grade: { reliability: 'A', credibility: 1 } });
    const times = (found: readonly ContradictionDto[]) =>
      found.map(({ about: of, knownFrom, settledBy }) => JSON.stringify([of, knownFrom, settledBy?.at])).sort();
    expect(times(await list({ knownAt: '2023-05-26' }))).toEqual(times(before));
  });

  it('stay listed once an account is retracted, settled by that and when; a reinstatement opens them again', async () => {
    await amend('cut', 'retractions', '2023-06-01');
    await amend('cut', 'reinstatements', '2023-06-03');
    const road = { place: 'road' };
    expect((await about(road, '2023-05-31')).map(inWords)).toEqual(['condition: cut or open, open']);
    const retracted = await about(road, '2023-06-02');
    expect(retracted.map(inWords)).toEqual(['condition: cut or open, settled']);
    expect(retracted[0]).toMatchObject({
      reports: [{ externalId: 'cut' }, { externalId: 'open' }],
      settledBy: { by: 'retraction', at: '2023-06-01T00:00:00.000Z', reports: [{ externalId: 'cut' }] },
    });
    expect((await about(road, '2023-06-04')).map(inWords)).toEqual(['condition: cut or open, open']);
    expect(await list({ state: 'open', knownAt: '2023-06-02' })).not.toContainEqual(retracted[0]);
  });

  it('about who holds a place, and by the retraction rather than by the claim that follows', async () => {
    await amend('seen', 'retractions', '2023-06-10');
    const [settled, ...others] = await about({ place: 'town' }, '2023-06-11');
    expect(others).toEqual([]);
    expect(settled).toMatchObject({
      differ: { accounts: [{ says: 'held by south' }, { says: 'held by north' }] },
      settledBy: { by: 'retraction', reports: [{ externalId: 'seen' }] },
    });
  });

  it('about a count, by the correction that makes the accounts agree, or by the unlink that parts them', async () => {
    const killed = { measure: 'killed' };
    const ids = [numberOf('few'), numberOf('many')];
    const decision = { reportIds: ids, incident: 'strike', reason: 'Two strikes.' };
    await post('/v1/incidents/unlinks', { ...decision, reportedAt: '2023-06-01T00:00:00Z' });
    await post('/v1/incidents/links', { ...decision, reportedAt: '2023-06-03T00:00:00Z' });
    const report = {
      externalId: 'few',
      type: 'casualties_reported',
      summary: 'few',
      places: ['town'],
      occurred: { from: '2023-05-01', to: '2023-05-01', precision: 'day' },
      reportedAt: '2023-06-05T00:00:00Z',
      source: { outlet: 'Desk', chain: ['Desk'], anonymity: 'outlet_itself' },
      incident: { key: 'strike' },
      figures: [{ measure: 'killed', group: 'north', basis: 'incremental', best: 471 }],
    };
    await amend('few', 'corrections', '2023-06-05', { report });
    const settledBy = async (day: string) => (await about(killed, day)).map((one) => one.settledBy?.by ?? 'open');
    const days = ['2023-05-31', '2023-06-02', '2023-06-04', '2023-06-06'];
    expect(await Promise.all(days.map(settledBy))).toEqual([['open'], ['decision'], ['open'], ['correction']]);
  });
});
