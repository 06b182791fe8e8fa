import type { TallyItemDto } from '../apps/api/src/tallies/tally-answer.dto.js';
import type { TallyExplanationDto } from '../apps/api/src/tallies/tally-explanation.dto.js';
import { statementsFor } from './harness/counted-questions.js';
import { readAnswer } from './harness/read-answers.js';
import { type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

interface Answer<Item> {
  readonly items: readonly Item[];
  readonly links: readonly { readonly rel: string; readonly href: string }[];
}

describe('pages of counts', () => {
  let sitrep: RunningSitrep;
  const registeredAt = '2020-01-01T00:00:00Z';

  async function post(path: string, body: object): Promise<void> {
    const { status, body: answer } = await sitrep.http.post(path).send(body);
    expect(status, JSON.stringify(answer)).toBe(201);
  }

  const reportOf = (externalId: string, figures: readonly object[], incident = externalId) => ({
    externalId,
    type: 'casualties_reported',
    summary: externalId,
    reportedAt: '2023-06-30T08:00:00Z',
    places: ['country'],
    source: { outlet: 'Desk', chain: ['Desk'], anonymity: 'outlet_itself' },
    grade: { reliability: 'C', credibility: 3 },
    occurred: { from: '2023-05-01', to: '2023-05-07', precision: 'week' },
    incident: { key: incident },
    figures: figures.map((figure) => ({ measure: 'killed', group: 'guards', basis: 'incremental', ...figure })),
  });
  const report = (...of: Parameters<typeof reportOf>): Promise<void> => post('/v1/reports', reportOf(...of));
  const on = (from: string, to = from) => ({ period: { from, to } });

  beforeAll(async () => {
    sitrep = await startSitrep('postgres');
    await post('/v1/places', { id: 'country', name: 'Country', kind: 'country', timeZone: 'Asia/Tokyo', registeredAt });
    for (const id of ['guards', 'sailors', 'crowd']) {
      await post('/v1/actors', { id, name: id, kind: 'militia', registeredAt });
    }
    for (const day of [1, 2, 3, 4, 5, 6, 7]) await report(`raid-${day}`, [{ best: day, ...on(`2023-05-0${day}`) }]);
    await report('week', [{ best: 40, basis: 'cumulative', ...on('2023-05-01', '2023-05-07') }]);
    await report('sailors', [{ group: 'sailors', best: 3, ...on('2023-05-02') }]);
    await report('tilde', [{ best: 1, ...on('2023-05-03') }], 'raid-1~killed');
    for (let nth = 0; nth < 14; nth += 1) {
      const figures = Array.from({ length: 100 }, (_, part) => ({
        group: 'crowd',
        best: 1,
        ...on(`2022-01-${String(10 + (part % 20))}`, `2023-03-${String(10 + Math.floor(part / 20))}`),
      }));
      await report(`crowd-${nth}`, figures);
    }
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const week = { measure: 'killed', from: '2023-05-01', to: '2023-05-07' };
  const may = { ...week, group: 'guards,sailors' };

  /** All pages of a question, from one `next` link to the other. */
  async function pagesOf<Item>(path: string, query: Record<string, string>): Promise<readonly Answer<Item>[]> {
    const pages = [await readAnswer<Answer<Item>>(sitrep, path, query)];
    for (let next = nextOf(pages[0]); next !== undefined; next = nextOf(pages.at(-1))) {
      const { status, body } = await sitrep.http.get(next);
      expect(status, JSON.stringify(body)).toBe(200);
      pages.push(body as Answer<Item>);
      expect(pages.length).toBeLessThan(100);
    }
    return pages;
  }
  const nextOf = <Item>(page: Answer<Item> | undefined) => page?.links.find(({ rel }) => rel === 'next')?.href;

  it('of a window are the same where the counts of all windows are kept from another one', async () => {
    const measure = 'wounded';
    const raids = Array.from({ length: 1_100 }, (_, nth) => {
      const day = new Date(Date.UTC(2021, 0, 1 + (nth % 800))).toISOString().slice(0, 10);
      return reportOf(`harm-${nth}`, [{ measure, best: 1 + (nth % 7), ...on(day) }]);
    });
    const year = { measure, basis: 'cumulative', best: 3_000, ...on('2021-01-01', '2021-12-31') };
    const lines = [...raids, reportOf('harm of the year', [year])].map((one) => JSON.stringify(one));
    const sent = sitrep.http.post('/v1/reports/batch').set('content-type', 'application/x-ndjson');
    expect((await sent.send(lines.join('\n'))).text).toContain(`"accepted":${lines.length},`);
    await sitrep.settled();

    const windows: Record<string, string>[] = [
      { from: '2021-03-03', to: '2021-03-04' },
      { from: '2021-12-20', to: '2022-01-13' },
      { to: '2021-01-11' },
      { from: '2023-02-07' },
    ];
    const totals = async () => {
      const found: unknown[] = [];
      for (const window of windows) {
        const { items } = await readAnswer<Answer<TallyItemDto>>(sitrep, '/v1/tallies', { measure, ...window });
        found.push(items);
      }
      return found;
    };
    // What all questions share is read once.
    await readAnswer(sitrep, '/v1/tallies', { measure, from: '2023-06-01' });
    let few: unknown;
    const alone = await statementsFor(sitrep, async () => (few = await totals()));
    // An edition that moves on keeps nothing.
    await post('/v1/places', { id: 'port', name: 'Port', kind: 'city', timeZone: 'Asia/Tokyo', registeredAt });
    await sitrep.settled();
    await readAnswer(sitrep, '/v1/tallies', { measure });
    const shared = await statementsFor(sitrep, async () => expect(await totals()).toEqual(few));
    expect(shared).toBeLessThanOrEqual(alone - windows.length);
  });

  it.each(['day', 'week', 'incident', 'group', 'place'])(
    'by %s one at a time are the same as all at once',
    async (by) => {
      const [all] = await pagesOf<TallyItemDto>('/v1/tallies', { ...may, by });
      const single = await pagesOf<TallyItemDto>('/v1/tallies', { ...may, by, limit: '1' });
      expect(single.flatMap(({ items }) => items)).toEqual(all?.items);
      expect(single.every(({ items }) => items.length === 1)).toBe(true);
    },
  );

  it('the days add up to the week, whichever page they are on', async () => {
    const [whole] = await pagesOf<TallyItemDto>('/v1/tallies', { ...week, group: 'guards' });
    const days = await pagesOf<TallyItemDto>('/v1/tallies', { ...week, group: 'guards', by: 'day', limit: '2' });
    const bests = days.flatMap(({ items }) => items.map(({ combined }) => combined.best ?? 0));
    expect(bests.reduce((a, b) => a + b, 0)).toBeCloseTo(whole?.items[0]?.combined.best ?? 0, 4);
  });

  it('an explanation goes on where it stopped, says how much there is, and always gives the whole sums', async () => {
    const [all] = await pagesOf<TallyExplanationDto>('/v1/tallies/explanation', may);
    const parts = await pagesOf<TallyExplanationDto>('/v1/tallies/explanation', { ...may, entries: '4' });
    const entriesOf = (pages: readonly Answer<TallyExplanationDto>[] | readonly (typeof all)[]) =>
      pages.flatMap((page) =>
        (page?.items ?? []).flatMap(({ answer, itemised, combined, totals, aside }) =>
          [...itemised.parts, ...combined.parts, ...totals, ...aside].map((entry) => [answer.group, entry]),
        ),
      );
    expect(entriesOf(parts)).toEqual(entriesOf([all]));
    expect(parts.length).toBeGreaterThan(2);
    const guards = all?.items.find(({ answer }) => answer.group === 'guards');
    expect(guards?.entries).toEqual({ before: 0, shown: guards?.entries.total, total: guards?.entries.total });
    const second = parts[1]?.items[0];
    expect(second?.entries).toEqual({ before: 4, shown: 4, total: guards?.entries.total });
    expect(second?.combined.sum).toEqual(guards?.combined.sum);
    expect(second?.answer.reportCount).toBe(guards?.answer.reports.length);
  });

  it('more counts in the buckets than one answer places are refused, and fewer buckets are answered', async () => {
    const asked = { measure: 'killed', group: 'crowd', from: '2022-02-01', to: '2023-02-28', by: 'day' };
    const { status, body } = await sitrep.http.get('/v1/tallies').query({ ...asked, limit: '1000' });
    expect([status, body]).toMatchObject([400, { errors: [{ parameter: 'limit', code: 'too_many_counts' }] }]);
    const { items } = await readAnswer<Answer<TallyItemDto>>(sitrep, '/v1/tallies', { ...asked, limit: '2' });
    expect(items.map(({ bucket }) => bucket)).toEqual(['2022-02-01', '2022-02-02']);
  });
});
