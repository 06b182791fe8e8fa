import type { PreviewDto } from '../apps/api/src/preview/preview.dto.js';
import type { ChangesDto } from '../apps/api/src/changes/changes-answer.dto.js';
import type { ControlItemDto } from '../apps/api/src/control/control-answer.dto.js';
import type { DaysDto } from '../apps/api/src/days/days.dto.js';
import type { TallyItemDto } from '../apps/api/src/tallies/tally-answer.dto.js';
import { readAnswer } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

type Body = Readonly<Record<string, unknown>>;

describe.each(logKinds())('a war of several parties, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  const registeredAt = '2020-01-01T00:00:00Z';
  const knownAt = '2024-12-31';

  async function post(path: string, body: Body): Promise<void> {
    const { status, body: answer } = await sitrep.http.post(path).send(body);
    expect(status, JSON.stringify(answer)).toBe(201);
  }

  const sent = (externalId: string, day: string): Body => ({
    externalId,
    summary: externalId,
    reportedAt: `${day}T22:00:00Z`,
    occurred: { from: day, to: day },
    source: { outlet: 'Monitor' },
    grade: { reliability: 'B', credibility: 2 },
  });
  const report = (externalId: string, day: string, more: Body): Promise<void> =>
    post('/v1/reports', { ...sent(externalId, day), ...more });
  const gained = (place: string, holder: string, day: string, more: Body = {}): Promise<void> =>
    report(`${place} ${holder} ${day}`, day, {
      type: 'area_seized',
      places: [place],
      control: [{ place, effect: 'gained', holders: [holder], effective: day, confidence: 'high', ...more }],
    });
  const seen = (place: string, holder: string, day: string): Promise<void> =>
    report(`${place} ${holder} ${day}`, day, {
      type: 'area_held',
      places: [place],
      control: [{ place, effect: 'observed', holders: [holder], effective: day, confidence: 'high' }],
    });
  const fought = (place: string, holders: readonly string[], windowFrom: string): Promise<void> =>
    report(`${place} fought`, windowFrom, {
      type: 'clash',
      places: [place],
      control: [{ place, effect: 'contested', status: 'contested', holders, windowFrom, confidence: 'high' }],
    });
  const counted = (externalId: string, day: string, figure: Body, by: readonly string[] = []): Promise<void> =>
    report(externalId, day, {
      type: 'casualties_reported',
      places: ['country'],
      actors: by.map((actor) => ({ role: 'by', actor })),
      figures: [{ measure: 'killed', place: 'country', ...figure }],
    });

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    const zone = { timeZone: 'Africa/Khartoum', registeredAt };
    await post('/v1/places', { id: 'country', name: 'Country', kind: 'country', ...zone });
    for (const id of ['month', 'chain', 'kept', 'lost', 'left'])
      await post('/v1/places', { id, name: `Town of ${id}`, kind: 'city', parent: 'country', ...zone });
    for (const id of ['north', 'south', 'east', 'west'])
      await post('/v1/actors', { id, name: `The ${id}`, kind: 'state', registeredAt });
    const parents = [
      { actor: 'north', to: '2024-06-30' },
      { actor: 'south', from: '2024-07-01' },
    ];
    await post('/v1/actors', { id: 'militia', name: 'Militia', kind: 'militia', parents, registeredAt });
    const unit = { id: 'north-guards', name: 'Guards', kind: 'state_force', parents: [{ actor: 'north' }] };
    await post('/v1/actors', { ...unit, registeredAt });

    const in_february = { windowFrom: '2024-02-01' };
    await seen('month', 'east', '2024-01-20');
    await gained('month', 'south', '2024-02-10');
    await gained('month', 'north', '2024-02-29', in_february);
    await seen('chain', 'east', '2024-01-20');
    await gained('chain', 'south', '2024-02-10', { takenFrom: 'north' });
    await gained('chain', 'north', '2024-02-29', { ...in_february, takenFrom: 'east' });
    for (const place of ['kept', 'lost']) {
      await seen(place, 'north', '2024-03-01');
      await fought(place, ['north', 'south'], '2024-03-05');
    }
    await seen('kept', 'north-guards', '2024-03-10');
    await seen('lost', 'south', '2024-03-10');
    await gained('left', 'militia', '2024-05-01', { takenFrom: 'west' });
    await seen('left', 'south', '2024-07-10');
    await seen('left', 'north', '2024-08-10');

    const may = { period: { from: '2024-05-01', to: '2024-05-31' } };
    await counted('north killed', '2024-05-31', { best: 500, basis: 'cumulative', ...may }, ['north']);
    await counted('south killed', '2024-06-01', { best: 70, basis: 'cumulative', ...may }, ['south']);
    const tenth = { basis: 'incremental', period: { from: '2024-05-10', to: '2024-05-10' } };
    await counted('east killed', '2024-05-10', { best: 30, ...tenth }, ['east']);
    await counted('guards killed', '2024-05-11', { best: 9, ...tenth }, ['north-guards']);
    const displaced = (day: string, best: number, basis: string) =>
      counted(`displaced ${day}`, day, { measure: 'displaced', best, basis, period: { from: day, to: day } });
    await displaced('2024-05-02', 10_000, 'snapshot');
    await displaced('2024-05-05', 800, 'incremental');
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  async function held(place: string, validAt: string): Promise<string> {
    const { items } = await readAnswer<{ items: readonly ControlItemDto[] }>(sitrep, '/v1/control', {
      place,
      validAt,
      knownAt,
    });
    const { status, holders, since, takenFrom } = items[0]!;
    return [status, holders.join(' '), `since ${since}`, ...takenFrom].join(', ');
  }
  const hands = async (place: string, from: string, to: string): Promise<readonly string[]> => {
    const changes = await readAnswer<ChangesDto>(sitrep, '/v1/changes', { from, to, place, knownAt });
    return (['changedHands', 'firstReported', 'lapsed', 'refined'] as const).filter((name) => changes[name]?.length);
  };
  const tallies = async (more: Readonly<Record<string, string>>): Promise<readonly TallyItemDto[]> => {
    const asked = { measure: 'killed', within: 'country', from: '2024-05-01', to: '2024-05-31', knownAt, ...more };
    return (await readAnswer<{ items: readonly TallyItemDto[] }>(sitrep, '/v1/tallies', asked)).items;
  };

  it('a town taken in February, and on the 10th by another, is contested unless somebody says from whom', async () => {
    expect(await held('month', '2024-02-20')).toBe('transition, north south, since 2024-02-10');
    expect(await held('month', '2024-03-05')).toBe('contested, north south, since 2024-02-29');
    for (const day of ['2024-02-20', '2024-03-05'])
      expect(await held('chain', day)).toBe('held, south, since 2024-02-10, north');
  });

  it('a town that its holder has alone again has not changed hands', async () => {
    expect(await held('kept', '2024-03-12')).toBe('held, north-guards, since 2024-03-10');
    expect(await hands('kept', '2024-03-09', '2024-03-10')).toEqual(['refined']);
    expect(await held('lost', '2024-03-12')).toBe('held, south, since 2024-03-10, north');
    expect(await hands('lost', '2024-03-09', '2024-03-10')).toEqual(['changedHands']);
  });

  it('nor on any day of the time bar, by whichever policy', async () => {
    for (const policy of ['all-sources@1', 'admission-against-interest@1']) {
      const asked = { from: '2024-03-07', to: '2024-03-11', within: 'country', knownAt, policy };
      const { items } = await readAnswer<DaysDto>(sitrep, '/v1/days', asked);
      const changed = items.flatMap(({ bucket, changedHands }) =>
        changedHands.map(({ place, takenFrom }) => `${bucket} ${place.id} from ${takenFrom.join(' ')}`),
      );
      expect(changed).toEqual(['2024-03-10 lost from north']);
    }
  });

  it('who took a town is of the side of the day on which somebody is seen there', async () => {
    expect(await held('left', '2024-07-15')).toMatch(/^held, militia/);
    expect(await held('left', '2024-08-15')).toMatch(/^contested, militia north/);
  });

  it('what one party did is not in the total of another', async () => {
    const best = async (more: Readonly<Record<string, string>> = {}) =>
      (await tallies(more)).map(({ combined }) => combined.best);
    expect(await best()).toEqual([600]);
    expect(await best({ actor: 'north' })).toEqual([500]);
    expect(await best({ actor: 'south' })).toEqual([70]);
    expect(await best({ actor: 'east' })).toEqual([30]);
    expect(await best({ policy: 'admission-against-interest@1' })).toEqual([600]);
    const { counts = [] } = await readAnswer<ChangesDto>(sitrep, '/v1/changes', {
      from: '2024-05-01',
      to: '2024-05-31',
      knownAt,
    });
    const totals = counts.filter(({ kind: what, measure }) => what === 'total' && measure === 'killed');
    expect(totals.map(({ before, after }) => `${String(before)} ${after.best}`).sort()).toEqual([
      'null 500',
      'null 70',
    ]);
  });

  it('what a unit did is in the total of its side before it is sent, and to who looks again', async () => {
    const day = '2024-05-20';
    const period = { from: day, to: day };
    const draft = {
      ...sent('guards again', day),
      type: 'casualties_reported',
      places: ['country'],
      actors: [{ role: 'by', actor: 'north-guards' }],
      figures: [{ measure: 'killed', place: 'country', best: 12, basis: 'incremental', period }],
    };
    const { body } = await sitrep.http.post('/v1/reports?dryRun=true').send(draft).expect(200);
    const { counts } = body as PreviewDto;
    expect(counts).toMatchObject([{ before: { best: 600 }, after: { best: 600 }, changes: false }]);
    const { position } = await readAnswer<{ position: string }>(sitrep, '/v1/desk');
    await post('/v1/reports', draft);
    await sitrep.settled();
    const since = { sinceRecorded: position, kinds: 'counts' };
    expect((await readAnswer<ChangesDto>(sitrep, '/v1/changes', since)).counts).toEqual([]);
  });

  it('how many are displaced is told beside how many more were', async () => {
    expect(await tallies({ measure: 'displaced' })).toMatchObject([
      {
        combined: { best: 10_000 },
        itemised: { best: 800 },
        derived: { best: 10_800 },
        flags: ['derived', 'stock_beside_flows'],
      },
    ]);
    const { counts = [] } = await readAnswer<ChangesDto>(sitrep, '/v1/changes', {
      from: '2024-05-20',
      to: '2024-05-25',
      knownAt,
      kinds: 'counts',
    });
    expect(counts.filter(({ measure }) => measure === 'displaced')).toEqual([]);
  });
});
