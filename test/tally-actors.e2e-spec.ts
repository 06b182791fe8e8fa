import type { TallyItemDto } from '../apps/api/src/tallies/tally-answer.dto.js';
import { readAnswer } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

type More = Readonly<Record<string, unknown>>;

describe.each(logKinds())('who takes part in an incident that is counted, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  const registeredAt = '2020-01-01T00:00:00Z';

  async function post(path: string, body: object): Promise<{ readonly id: string }> {
    const { status, body: answer } = await sitrep.http.post(path).send(body);
    expect(status, JSON.stringify(answer)).toBe(201);
    return answer as { id: string };
  }

  /** A report about the strike of one day, made known at noon of this day of June. */
  const report = (externalId: string, day: string, more: More): Promise<{ readonly id: string }> =>
    post('/v1/reports', {
      externalId,
      type: 'airstrike',
      summary: externalId,
      reportedAt: `2023-06-${day}T12:00:00Z`,
      places: ['town'],
      occurred: { from: '2023-05-01', to: '2023-05-01', precision: 'day' },
      source: { outlet: 'Desk' },
      grade: { reliability: 'C', credibility: 3 },
      incident: { key: 'strike' },
      ...more,
    });
  const figure = (measure: string, best: number) => [{ measure, group: 'anyone', basis: 'incremental', best }];

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await post('/v1/places', { id: 'town', name: 'Town', kind: 'city', timeZone: 'Asia/Tokyo', registeredAt });
    const actors = { state: [], army: ['state'], rebels: [] };
    for (const [id, parents] of Object.entries(actors))
      await post('/v1/actors', { id, name: id, kind: 'militia', parents, registeredAt });
    await report('dead', '01', { figures: figure('killed', 6) });
    await report('hurt', '02', { figures: figure('wounded', 4), actors: [{ role: 'victim', actor: 'rebels' }] });
    const bombed = await report('bombed', '03', { actors: [{ role: 'by', actor: 'army' }] });
    await post(`/v1/reports/${bombed.id}/retractions`, { reportedAt: '2023-06-05T12:00:00Z', reason: 'Not theirs.' });
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const counted = async (query: Readonly<Record<string, string>>): Promise<string> => {
    const asked = { measure: 'killed,wounded', ...query };
    const { items } = await readAnswer<{ items: readonly TallyItemDto[] }>(sitrep, '/v1/tallies', asked);
    return items.map(({ bucket, measure, combined: { best } }) => [bucket, measure, best].join(' ').trim()).join(', ');
  };

  it.each(['all-sources@1', 'admission-against-interest@1'])(
    'is said by any report of it, one that counts nothing too, by %s',
    async (policy) => {
      const known = { knownAt: '2023-06-04', policy };
      expect(await counted({ ...known, actor: 'army' })).toBe('killed 6, wounded 4');
      expect(await counted({ ...known, actor: 'state', role: 'by' })).toBe('killed 6, wounded 4');
      expect(await counted({ ...known, actor: 'rebels', role: 'victim' })).toBe('killed 6, wounded 4');
      expect(await counted({ ...known, actor: 'rebels', role: 'by' })).toBe('');
      expect(await counted({ ...known, by: 'actor' })).toBe(
        'army killed 6, army wounded 4, rebels killed 6, rebels wounded 4',
      );
    },
  );

  it.each(['all-sources@1', 'admission-against-interest@1'])('is as known at the time, by %s', async (policy) => {
    expect(await counted({ knownAt: '2023-06-01', policy, actor: 'rebels' })).toBe('');
    expect(await counted({ knownAt: '2023-06-02', policy, actor: 'rebels' })).toBe('killed 6, wounded 4');
    expect(await counted({ knownAt: '2023-06-02', policy, actor: 'army' })).toBe('');
    expect(await counted({ knownAt: '2023-06-06', policy, actor: 'army' })).toBe('');
    expect(await counted({ knownAt: '2023-06-06', policy, by: 'actor' })).toBe('rebels killed 6, rebels wounded 4');
  });
});
