import type { TallyItemDto } from '../apps/api/src/tallies/tally-answer.dto.js';
import { readAnswer, readOne } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

type Numbers = Readonly<Record<string, unknown>>;

describe.each(logKinds())('accounts that differ, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  const registeredAt = '2020-01-01T00:00:00Z';

  async function post(path: string, body: object): Promise<void> {
    const { status, body: answer } = await sitrep.http.post(path).send(body);
    expect(status, JSON.stringify(answer)).toBe(201);
  }

  /** A report about one day in May 2023, which counts dead soldiers of the north. */
  const report = (externalId: string, figure: Numbers, more: Numbers = {}): Promise<void> =>
    post('/v1/reports', {
      externalId,
      type: 'casualties_reported',
      summary: externalId,
      reportedAt: '2023-06-01T08:00:00Z',
      places: ['town'],
      occurred: { from: '2023-05-01', to: '2023-05-01', precision: 'day' },
      figures: [{ measure: 'killed', group: 'north', basis: 'incremental', ...figure }],
      source: { outlet: 'Desk', chain: ['Desk'], anonymity: 'outlet_itself' },
      grade: { reliability: 'C', credibility: 3 },
      ...more,
    });

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await post('/v1/places', { id: 'town', name: 'Town', kind: 'city', timeZone: 'Asia/Tokyo', registeredAt });
    for (const id of ['north', 'south']) await post('/v1/actors', { id, name: id, kind: 'state', registeredAt });
    const best = { reliability: 'A', credibility: 1 };
    await report('few', { best: 50 }, { incident: { key: 'strike' }, grade: best });
    await report('many', { best: 471 }, { incident: { key: 'strike' }, actors: [{ role: 'by', actor: 'south' }] });
    await report('whole', { best: 2 }, { incident: { key: 'ambush' } });
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const asked = { measure: 'killed', group: 'north', from: '2023-05-01', to: '2023-05-01' };
  const tally = (query: Record<string, string>): Promise<TallyItemDto> =>
    readOne(sitrep, '/v1/tallies', { ...asked, ...query });

  it('two single numbers are the bounds, the best graded is the best, and the answer is flagged', async () => {
    const { itemised, flags } = await tally({ incident: 'strike' });
    expect(itemised).toEqual({ low: 50, best: 50, high: 471 });
    expect(flags).toContain('disjoint_accounts');
  });

  it('an actor whom only the second account names is found', async () => {
    expect((await tally({ actor: 'south', role: 'by' })).itemised).toEqual({ low: 50, best: 50, high: 471 });
  });

  it('a figure without a period counts on the day of its report, and on no other', async () => {
    expect((await tally({ incident: 'ambush' })).itemised).toMatchObject({ best: 2 });
    const { items } = await readAnswer<{ items: readonly TallyItemDto[] }>(sitrep, '/v1/tallies', {
      ...asked,
      from: '2023-05-02',
      to: '2023-05-03',
    });
    expect(items).toEqual([]);
  });
});
