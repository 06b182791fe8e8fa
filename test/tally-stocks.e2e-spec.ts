import type { TallyItemDto } from '../apps/api/src/tallies/tally-answer.dto.js';
import { readAnswer, readOne } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

type Body = Readonly<Record<string, unknown>>;

describe.each(logKinds())('stocks and misprinted places, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  const registeredAt = '2020-01-01T00:00:00Z';

  async function post(path: string, body: object): Promise<void> {
    const { status, body: answer } = await sitrep.http.post(path).send(body);
    expect(status, JSON.stringify(answer)).toBe(201);
  }

  const body = (externalId: string, place: string, figures: readonly Body[], more: Body = {}): Body => ({
    externalId,
    type: 'casualties_reported',
    summary: externalId,
    reportedAt: '2023-06-01T08:00:00Z',
    places: [place],
    source: { outlet: 'Desk', chain: ['Desk'], anonymity: 'outlet_itself' },
    grade: { reliability: 'C', credibility: 3 },
    figures,
    occurred: { from: '2023-05-01', to: '2023-05-01', precision: 'day' },
    ...more,
  });
  const report = (...told: Parameters<typeof body>): Promise<void> => post('/v1/reports', body(...told));
  const dead = { measure: 'killed', group: 'guards', basis: 'incremental', best: 3 };

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    const zone = { timeZone: 'Asia/Tokyo', registeredAt };
    for (const id of ['ardia', 'bernia']) await post('/v1/places', { id, name: id, kind: 'country', ...zone });
    await post('/v1/places', { id: 'town', name: 'Town', kind: 'city', parent: 'ardia', ...zone });
    await post('/v1/places', { id: 'as-printed', name: 'As printed', kind: 'region', ...zone });
    await post('/v1/actors', { id: 'guards', name: 'guards', kind: 'militia', registeredAt });
    const stock = (best: number, day: string) => ({
      measure: 'displaced',
      group: 'guards',
      basis: 'snapshot',
      best,
      period: { from: day, to: day },
    });
    await report('january', 'town', [stock(5_000, '2023-01-31')]);
    await report('february', 'town', [stock(7_000, '2023-02-28')]);
    await report('misprint', 'as-printed', [dead], { incident: { key: 'shelling' } });
    await report('right', 'town', [], { incident: { key: 'shelling' } });
    await report('alone', 'town', [{ ...dead, place: 'as-printed', measure: 'wounded' }]);
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  it('a stock counted each month anew answers with the latest that holds', async () => {
    const asked = { measure: 'displaced', from: '2023-03-01', to: '2023-03-31' };
    expect(await readOne<TallyItemDto>(sitrep, '/v1/tallies', asked)).toMatchObject({
      combined: { low: null, best: 7_000, high: null },
      flags: ['from_before_window'],
    });
  });

  const policies = ['all-sources@1', 'admission-against-interest@1'];

  it.each(policies)(
    'a figure at a place that is part of nothing is in the area of its incident by %s',
    async (policy) => {
      const asked = { measure: 'killed', from: '2023-05-01', to: '2023-05-01', policy };
      expect(await readOne<TallyItemDto>(sitrep, '/v1/tallies', { ...asked, within: 'ardia' })).toMatchObject({
        combined: { best: 3 },
        flags: ['placed_elsewhere'],
      });
      const other = await readAnswer<{ items: readonly TallyItemDto[] }>(sitrep, '/v1/tallies', {
        ...asked,
        within: 'bernia',
      });
      expect(other.items).toEqual([]);
    },
  );

  it.each(policies)('likewise where the report that names the area stands alone, by %s', async (policy) => {
    const asked = { measure: 'wounded', within: 'ardia', from: '2023-05-01', to: '2023-05-01', policy };
    expect(await readOne<TallyItemDto>(sitrep, '/v1/tallies', asked)).toMatchObject({
      combined: { best: 3 },
      flags: ['placed_elsewhere'],
    });
    expect(await readAnswer(sitrep, '/v1/tallies', { ...asked, within: 'bernia' })).toMatchObject({ items: [] });
  });

  it('what it came to before a correction is compared in that area, too', async () => {
    const { position, items } = await readAnswer<{ position: string; items: readonly { id: string }[] }>(
      sitrep,
      '/v1/reports',
      { externalId: 'alone' },
    );
    await post(`/v1/reports/${items[0]?.id}/corrections`, {
      reportedAt: '2023-06-02T08:00:00Z',
      reason: 'One more.',
      report: body('alone', 'town', [{ ...dead, place: 'as-printed', measure: 'wounded', best: 4 }]),
    });
    await sitrep.settled();
    const asked = { sinceRecorded: position, within: 'ardia', kinds: 'counts' };
    expect(await readAnswer(sitrep, '/v1/changes', asked)).toMatchObject({
      counts: [{ measure: 'wounded', before: { best: 3 }, after: { best: 4 } }],
    });
  });
});
