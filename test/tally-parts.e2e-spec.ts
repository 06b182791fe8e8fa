import type { TallyExplanationDto } from '../apps/api/src/tallies/tally-explanation.dto.js';
import type { TallyItemDto } from '../apps/api/src/tallies/tally-answer.dto.js';
import { verifyEdition } from '#editions';
import { readAnswer, readOne } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

type Body = Readonly<Record<string, unknown>>;
const exactly = (count: number) => ({ low: count, best: count, high: count });

describe.each(logKinds())('parts of a count, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  const registeredAt = '2020-01-01T00:00:00Z';

  async function post(path: string, body: object): Promise<void> {
    const { status, body: answer } = await sitrep.http.post(path).send(body);
    expect(status, JSON.stringify(answer)).toBe(201);
  }

  /** A report that counts dead, each figure with what differs from "killed, north, incremental". */
  const report = (externalId: string, figures: readonly Body[], more: Body = {}): Promise<void> =>
    post('/v1/reports', {
      externalId,
      type: 'casualties_reported',
      summary: externalId,
      reportedAt: '2024-02-01T08:00:00Z',
      places: ['country'],
      source: { outlet: 'Desk', chain: ['Desk'], anonymity: 'outlet_itself' },
      grade: { reliability: 'C', credibility: 3 },
      occurred: { from: '2023-05-01', to: '2023-05-02', precision: 'day' },
      figures: figures.map((figure) => ({ measure: 'killed', group: 'north', basis: 'incremental', ...figure })),
      ...more,
    });
  const on = (day: string) => ({ period: { from: day, to: day } });

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await post('/v1/places', { id: 'country', name: 'Country', kind: 'country', timeZone: 'Asia/Tokyo', registeredAt });
    for (const id of ['ard', 'bern'])
      await post('/v1/places', { id, name: id, kind: 'city', parent: 'country', timeZone: 'Asia/Tokyo', registeredAt });
    await post('/v1/actors', { id: 'north', name: 'north', kind: 'state', registeredAt });
    const day = on('2023-05-01');
    const better = { reliability: 'A', credibility: 1 };
    await report(
      'towns',
      [
        { ...exactly(4), place: 'ard', ...day },
        { ...exactly(5), place: 'bern', ...day },
      ],
      { incident: { key: 'towns' } },
    );
    await report(
      'towns-again',
      [
        { best: 6, place: 'ard', ...day },
        { best: 5, place: 'bern', ...day },
      ],
      { incident: { key: 'two-outlets' } },
    );
    await report(
      'towns-otherwise',
      [
        { best: 4, place: 'ard', ...day },
        { best: 7, place: 'bern', ...day },
      ],
      { incident: { key: 'two-outlets' }, grade: better },
    );
    await report('days', [
      { ...exactly(4), ...on('2023-06-01') },
      { ...exactly(50), ...on('2023-06-02') },
    ]);
    await report(
      'parts',
      [
        { best: 4, place: 'ard', ...on('2023-07-01') },
        { best: 6, place: 'bern', ...on('2023-07-01') },
      ],
      { incident: { key: 'whole' } },
    );
    await report('whole', [{ best: 12, ...on('2023-07-01') }], { incident: { key: 'whole' }, grade: better });
    await report('week', [{ ...exactly(71), period: { from: '2023-08-01', to: '2023-08-08' } }]);
    await report('month', [{ best: 10, period: { from: '2023-09-01', to: '2023-09-28' } }]);
    await report('new-year', [{ ...exactly(1), period: { from: '2023-12-31', to: '2024-01-01' } }]);
    const total = {
      measure: 'wounded',
      basis: 'cumulative',
      best: 30,
      period: { from: '2023-10-01', to: '2023-10-05' },
    };
    await report('both', [{ ...exactly(8), ...on('2023-10-05') }, total], { places: ['bern', 'ard'] });
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const asked = { measure: 'killed', group: 'north' };
  const tally = (query: Record<string, string>): Promise<TallyItemDto> =>
    readOne(sitrep, '/v1/tallies', { ...asked, ...query });
  const tallies = async (query: Record<string, string>): Promise<readonly TallyItemDto[]> =>
    (await readAnswer<{ items: readonly TallyItemDto[] }>(sitrep, '/v1/tallies', { ...asked, limit: '1000', ...query }))
      .items;

  it('in two places are answered each for its own place, and together', async () => {
    const towns = { incident: 'towns' };
    expect((await tally({ ...towns, place: 'ard' })).combined).toEqual(exactly(4));
    expect((await tally({ ...towns, place: 'bern' })).combined).toEqual(exactly(5));
    expect((await tally({ ...towns, within: 'country' })).combined).toEqual(exactly(9));
    const byPlace = await tallies({ ...towns, by: 'place' });
    expect(byPlace.map(({ bucket, combined }) => [bucket, combined.best])).toEqual([
      ['ard', 4],
      ['bern', 5],
    ]);
  });

  it('without a place of their own are of the only place of their report, or of all of them together, counted once', async () => {
    const day = { from: '2023-10-05', to: '2023-10-05' };
    const counts = async (query: Record<string, string>) => {
      const { combined, flags } = await tally({ ...day, ...query });
      return [combined.best, flags];
    };
    expect(await counts({ within: 'country' })).toEqual([8, []]);
    expect(await counts({ within: 'ard' })).toEqual([8, ['partly_outside']]);
    expect(await counts({ place: 'bern' })).toEqual([8, ['partly_outside']]);
    const explained = await readOne<TallyExplanationDto>(sitrep, '/v1/tallies/explanation', {
      measure: 'wounded',
      group: 'north',
      from: '2023-10-01',
      to: '2023-10-05',
      within: 'bern',
    });
    expect(explained.combined.parts.map(({ places, accounts }) => [places, accounts.length])).toEqual([
      [['ard', 'bern'], 1],
    ]);
  });

  it('of two outlets in one incident are compared place by place', async () => {
    const outlets = { incident: 'two-outlets' };
    expect((await tally({ ...outlets, place: 'ard' })).combined).toEqual({ low: 4, best: 4, high: 6 });
    expect((await tally({ ...outlets, place: 'bern' })).combined).toEqual({ low: 5, best: 7, high: 7 });
    expect((await tally(outlets)).combined).toEqual({ low: 9, best: 11, high: 13 });
  });

  it('on two days are answered each for its own day', async () => {
    const days = await tallies({ from: '2023-06-01', to: '2023-06-02', by: 'day' });
    expect(days.map(({ combined, flags }) => [combined, flags])).toEqual([
      [exactly(4), []],
      [exactly(50), []],
    ]);
    expect((await tally({ from: '2023-06-01', to: '2023-06-02' })).combined).toEqual(exactly(54));
  });

  it('keep their own numbers where a better account knows only the whole', async () => {
    const whole = { incident: 'whole' };
    expect((await tally({ ...whole, place: 'ard' })).combined).toEqual({ low: null, best: 4, high: null });
    expect((await tally(whole)).combined).toEqual({ low: 10, best: 12, high: 12 });
  });

  it('are explained down to the reports that tell of them', async () => {
    const explained = await readOne<TallyExplanationDto>(sitrep, '/v1/tallies/explanation', {
      ...asked,
      incident: 'two-outlets',
      place: 'ard',
    });
    const accounts = explained.combined.parts.flatMap((part) => part.accounts);
    expect(accounts.map(({ report: told, best, gives }) => [told.externalId, best, gives])).toEqual([
      ['towns-otherwise', 4, ['best']],
      ['towns-again', 6, []],
    ]);
  });

  describe('what lies partly in a window', () => {
    it.each([
      ['day', { from: '2023-08-01', to: '2023-08-08' }, 8, { low: 0, best: 8.875, high: 71 }, 71],
      ['day', { from: '2023-09-01', to: '2023-09-28' }, 28, { low: 0, best: 0.357143, high: 10 }, 10],
      ['month', { from: '2023-12-01', to: '2024-01-31' }, 2, { low: 0, best: 0.5, high: 1 }, 1],
    ])('by %s of %j: its share, the bounds kept, and all of them add up', async (by, window, count, each, whole) => {
      const buckets = await tallies({ ...window, by });
      expect(buckets).toHaveLength(count);
      for (const { combined, itemised, flags } of buckets) {
        expect([combined, itemised]).toEqual([each, each]);
        expect(flags).toEqual(['spread']);
      }
      expect(buckets.reduce((sum, { combined }) => sum + (combined.best ?? 0), 0)).toBeCloseTo(whole, 4);
      expect((await tally(window)).combined.best).toBe(whole);
    });

    it('is whole on its first or its last day where asked so', async () => {
      const window = { from: '2023-12-01', to: '2023-12-31' };
      expect((await tally({ ...window, interval: 'start' })).combined).toEqual(exactly(1));
      expect(await tallies({ ...window, interval: 'end' })).toEqual([]);
    });
  });

  it('are refolded by the plain path to the same rows', async () => {
    const live = (await sitrep.editions.find('live'))!;
    expect(await verifyEdition(sitrep, live)).toMatchObject({ equal: true, differences: [] });
  });
});
