import { verifyEdition } from '#editions';
import type { CountChangeDto } from '../apps/api/src/changes/count-change.dto.js';
import type { TallyExplanationDto } from '../apps/api/src/tallies/tally-explanation.dto.js';
import type { TallyItemDto } from '../apps/api/src/tallies/tally-answer.dto.js';
import { readAnswer, readOne } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

type Body = Readonly<Record<string, unknown>>;
const exactly = (count: number) => ({ low: count, best: count, high: count });

describe.each(logKinds())('running totals, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  const registeredAt = '2020-01-01T00:00:00Z';

  async function post(path: string, body: object): Promise<void> {
    const { status, body: answer } = await sitrep.http.post(path).send(body);
    expect(status, JSON.stringify(answer)).toBe(201);
  }

  const groups = ['guards', 'sailors', 'miners', 'pilots', 'clerks', 'cooks'];
  /** A report that counts dead of a group in May 2023, by default as a running total of all of them. */
  const report = (externalId: string, group: string, figure: Body, more: Body = {}): Promise<void> =>
    post('/v1/reports', {
      externalId,
      type: 'casualties_reported',
      summary: externalId,
      reportedAt: '2023-06-01T08:00:00Z',
      places: ['country'],
      source: { outlet: 'Desk', chain: ['Desk'], anonymity: 'outlet_itself' },
      grade: { reliability: 'C', credibility: 3 },
      occurred: { from: '2023-05-01', to: '2023-05-07', precision: 'week' },
      figures: [{ measure: 'killed', group, basis: 'cumulative', ...figure }],
      ...more,
    });
  const until = (day: string) => ({ period: { from: '2023-05-01', to: day } });
  const on = (day: string) => ({ period: { from: day, to: day }, basis: 'incremental' });
  const said = (voice: string, reportedAt: string) => ({
    reportedAt,
    source: { outlet: 'Desk', chain: [voice, 'Desk'], anonymity: 'named' },
  });

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await post('/v1/places', { id: 'country', name: 'Country', kind: 'country', timeZone: 'Asia/Tokyo', registeredAt });
    for (const id of groups) await post('/v1/actors', { id, name: id, kind: 'militia', registeredAt });
    const ministry = { id: 'ministry', name: 'Ministry of Health', kind: 'organisation', aliases: ['health ministry'] };
    await post('/v1/actors', { ...ministry, registeredAt });
    await report('week', 'guards', { ...exactly(70), ...until('2023-05-07') });
    await report('monday', 'guards', { ...exactly(30), ...on('2023-05-01') });
    await report('more-than', 'sailors', { low: 40_000, lowExclusive: true, ...until('2023-05-07') });
    await report('dozens', 'sailors', { low: 24, ...on('2023-05-07') });
    const [early, late] = ['2023-05-10T08:00:00Z', '2023-05-20T08:00:00Z'];
    await report('thousand', 'miners', { best: 1_000, ...until('2023-05-04') }, said('Ministry of Health', early));
    await report('seven-hundred', 'miners', { best: 700, ...until('2023-05-07') }, said('Health Ministry', late));
    await report('ministry', 'pilots', { best: 1_000, ...until('2023-05-07') }, said('Ministry of Health', early));
    await report('monitor', 'pilots', { best: 700, ...until('2023-05-07') }, said('A monitor', late));
    await report('hundred', 'clerks', { best: 100, ...until('2023-05-04') }, said('Ministry of Health', early));
    await report('hundred-forty', 'clerks', { best: 140, ...until('2023-05-07') }, said('Health Ministry', late));
    const fire = { incident: { key: 'fire' } };
    await report(
      'cooks-1',
      'cooks',
      { best: 90, ...until('2023-05-07') },
      { ...fire, ...said('Ministry of Health', early) },
    );
    await report(
      'cooks-2',
      'cooks',
      { best: 60, ...until('2023-05-07') },
      { ...fire, ...said('Health Ministry', late) },
    );
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const week = { measure: 'killed', from: '2023-05-01', to: '2023-05-07' };
  const tally = (group: string, query: Record<string, string> = {}): Promise<TallyItemDto> =>
    readOne(sitrep, '/v1/tallies', { ...week, group, ...query });
  const byDay = async (group: string): Promise<readonly TallyItemDto[]> =>
    (await readAnswer<{ items: readonly TallyItemDto[] }>(sitrep, '/v1/tallies', { ...week, group, by: 'day' })).items;

  it('what is itemised counts in its own days, the remainder is spread: the days add up to the week', async () => {
    const days = await byDay('guards');
    expect(days[0]?.combined).toEqual({ low: 30, best: 35.714286, high: 70 });
    for (const { combined } of days.slice(1)) expect(combined).toEqual({ low: 0, best: 5.714286, high: 40 });
    expect(days.reduce((sum, { combined }) => sum + (combined.best ?? 0), 0)).toBeCloseTo(70, 4);
    expect((await tally('guards')).combined).toEqual(exactly(70));
  });

  it('the explanation shows the remainder and what was taken from the total', async () => {
    const monday = { ...week, group: 'guards', to: '2023-05-01' };
    const explained = await readOne<TallyExplanationDto>(sitrep, '/v1/tallies/explanation', monday);
    expect(explained.totals).toMatchObject([
      { counted: true, reason: 'remainder_spread', contains: { sum: exactly(30), incidents: [expect.any(String)] } },
    ]);
    const parts = explained.combined.parts.map(({ adds, remainder }) => [adds.best, remainder]);
    expect(parts).toEqual([
      [30, null],
      [expect.closeTo(40 / 7, 6), exactly(40)],
    ]);
  });

  it('"more than 40,000" of a week and dozens inside it are more than 40,000', async () => {
    expect(await tally('sailors')).toMatchObject({ combined: { low: 40_000, best: null }, lowExclusive: true });
  });

  it('a later told, lower total of a source takes the place of the earlier one, by whichever name it is printed', async () => {
    expect(await tally('miners')).toMatchObject({ combined: { best: 700 }, flags: ['revised_down'] });
    const inFourDays = await tally('miners', { to: '2023-05-04' });
    expect(inFourDays.combined).toEqual({ low: 0, best: 400, high: 700 });
    expect(inFourDays.flags).toContain('revised_down');
    expect((await tally('miners', { knownAt: '2023-05-11' })).combined.best).toBe(1_000);
  });

  it('within one incident too a source is one under all of its names, under every policy', async () => {
    const revised = { combined: { low: null, best: 60, high: null }, flags: ['revised_down'] };
    expect(await tally('cooks')).toMatchObject(revised);
    expect(await tally('cooks', { policy: 'admission-against-interest@1' })).toMatchObject(revised);
  });

  it('a total that moved names its registered source, and is of one series under all its names', async () => {
    const asked = { from: '2023-05-05', to: '2023-05-08', knownAt: '2023-06-30' };
    const { counts } = await readAnswer<{ counts: readonly CountChangeDto[] }>(sitrep, '/v1/changes', asked);
    const moved = counts.filter(({ kind, group }) => kind === 'total' && group === 'clerks');
    expect(moved).toMatchObject([
      { origin: 'Health Ministry', source: 'ministry', before: { best: 100 }, after: { best: 140 } },
    ]);
  });

  it('a later told, higher total leaves the earlier one standing for its own days', async () => {
    expect((await tally('clerks')).combined.best).toBe(140);
    expect((await tally('clerks', { to: '2023-05-04' })).combined.best).toBe(100);
    expect((await tally('clerks', { from: '2023-05-05' })).combined.best).toBe(40);
  });

  it('totals of two sources over the same days are accounts of one: no revision', async () => {
    const answer = await tally('pilots');
    expect(answer.combined).toEqual({ low: 700, best: 700, high: 1_000 });
    expect(answer.flags).toEqual(['disjoint_accounts', 'overlapping_totals']);
    expect(answer.reported.map(({ counted }) => counted)).toEqual([true, true]);
  });

  it('are refolded by the plain path to the same rows', async () => {
    const live = (await sitrep.editions.find('live'))!;
    expect(await verifyEdition(sitrep, live)).toMatchObject({ equal: true, differences: [] });
  });
});
