import type { BrowserContext, Page } from 'playwright-core';
import { isWithoutBrowser } from './browser.js';
import { ShownPage } from './shown-page.js';

const dates = 'd=2017-03-08&k=2017-03-09';
const admission = 'admission-against-interest@1';
/** What is read again until it is so. */
const soon = <Read>(read: () => Promise<Read>) => expect.poll(read, { timeout: 60_000 });

interface Answer {
  readonly items: readonly {
    readonly place: { readonly id: string };
    readonly status: string;
    readonly holders: string[];
    readonly agree?: boolean | null;
  }[];
}

describe.skipIf(isWithoutBrowser)('what is asked beside the dates', () => {
  let shown: ShownPage;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    shown = await ShownPage.open();
    context = await shown.context();
    page = await context.newPage();
  });
  afterAll(() => shown?.close());

  const answers = async (query: object): Promise<Answer['items']> => {
    const asked = { validAt: '2017-03-08', knownAt: '2017-03-09', limit: 1000, ...query };
    return ((await shown.sitrep.http.get('/v1/control').query(asked)).body as Answer).items;
  };
  const rows = async (at: Page): Promise<readonly string[]> => {
    await at.locator('.answers tbody tr').first().waitFor();
    const all = at.locator('.answers tbody tr');
    return (
      await all.evaluateAll((elements) =>
        elements.map((row) => [row.dataset['place'], row.dataset['status'], row.dataset['holders']].join(' ')),
      )
    ).sort();
  };
  const told = (items: Answer['items']): readonly string[] =>
    items.map(({ place, status, holders }) => [place.id, status, holders.join(' ')].join(' ')).sort();
  const exported = async (at: Page, format = 'CSV, for a spreadsheet'): Promise<string> => {
    await at.locator('summary', { hasText: 'Export' }).click();
    const href = (await at.getByRole('link', { name: format }).getAttribute('href')) ?? '';
    const answer = await fetch(shown.url + href);
    expect(answer.status, href).toBe(200);
    return answer.text();
  };
  /** What somebody else sees behind the address, and what one sees again oneself. */
  const everywhere = async (look: (at: Page) => Promise<unknown>): Promise<void> => {
    const address = new URL(page.url());
    const first = await look(page);
    await page.reload();
    await soon(() => look(page)).toEqual(first);
    const other = await shown.context();
    const reader = await other.newPage();
    await shown.goTo(reader, address.pathname + address.search);
    await soon(() => look(reader)).toEqual(first);
    await other.close();
  };

  it('is a place and what lies in it, from the place and from the search, on every screen and in files', async () => {
    await shown.goTo(page, `/?${dates}&place=mosul`);
    await page.getByRole('button', { name: 'Only what lies within' }).click();
    await page.waitForURL(/within=mosul/);
    const inside = await answers({ within: 'mosul' });
    expect(inside.length).toBeGreaterThan(5);
    await page.keyboard.press('t');
    await soon(() => rows(page)).toEqual(told(inside));
    expect((await exported(page)).trim().split(/\r?\n/)).toHaveLength(inside.length + 1);
    await everywhere(rows);
    await shown.goTo(page, `/?${dates}&within=mosul`);
    await page.locator('.account').waitFor();
    const marked = await page.locator('.overlay .pl').evaluateAll((all) => all.map((mark) => mark.dataset['place']));
    const ids = inside.map(({ place }) => place.id);
    expect(marked.filter((id) => !ids.includes(id ?? ''))).toEqual([]);
    await page.locator('.changes .chg').first().waitFor();
    expect(await page.locator('.changes .chg', { hasText: 'Tikrit' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Take away: Only within: Mosul' }).click();
    await page.locator('.terms-line').waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    await page.keyboard.type('Raqqa');
    await page.locator('.hit').first().waitFor();
    await page.keyboard.press('Shift+Enter');
    await page.waitForURL(/within=raqqa/);
  });

  it('is whose word counts, which the map, the table, the place, the counts and the files follow', async () => {
    await shown.goTo(page, `/editions?${dates}`);
    await page.getByRole('button', { name: 'Answer so' }).click();
    await page.waitForURL((address) => address.search.includes(`policy=${admission}`));
    const under = await answers({ policy: admission });
    expect(told(under)).not.toEqual(told(await answers({})));
    await shown.turnTo(page, `/table?${dates}&policy=${admission}`);
    await soon(() => rows(page)).toEqual(told(under));
    await everywhere(rows);
    expect(await exported(page)).not.toBe('');
    await shown.goTo(page, `/?${dates}&policy=${admission}&place=moalimin`);
    await page.locator('.answer', { hasText: 'No report yet' }).waitFor();
    await page.locator('.counts .count', { hasText: 'Islamic State, killed' }).getByText('not published').waitFor();
    const [before, after] = [await answers({ policy: admission, validAt: '2017-03-07' }), under];
    const held = new Map(before.map((one) => [one.place.id, told([one])[0]]));
    const others = new Set(
      after.filter((one) => held.get(one.place.id) !== told([one])[0]).map(({ place }) => place.id),
    );
    for (const id of ['moalimin', 'road-mosul-tal-afar'])
      expect(await page.locator('.changes .chg', { hasText: id }).count()).toBe(others.has(id) ? 1 : 0);
    const taken = async (policy?: string): Promise<number> => {
      const asked = { from: '2017-03-05', to: '2017-03-11', knownAt: '2017-03-09', policy };
      const { items } = (await shown.sitrep.http.get('/v1/days').query(asked)).body as {
        items: { changedHandsCount: number }[];
      };
      return items.reduce((sum, { changedHandsCount }) => sum + changedHandsCount, 0);
    };
    expect(await taken(admission)).toBeLessThan(await taken());
    await soon(() => page.locator('.time .dot').count()).toBe(await taken(admission));
  });

  it('is what each side claims beside the answers', async () => {
    await shown.goTo(page, `/table?${dates}`);
    await page.getByRole('button', { name: 'What each side claims' }).click();
    await page.waitForURL(/stance=claimed/);
    const claimed = await answers({ stance: 'claimed' });
    const differing = claimed.filter(({ agree }) => agree === false).map(({ place }) => place.id);
    const signed = (at: Page) =>
      at
        .locator('.answers tr:has(.sides-differ)')
        .evaluateAll((all) => all.map((row) => row.dataset['place'] ?? '').sort());
    await soon(() => signed(page)).toEqual([...differing].sort());
    await everywhere(signed);
    expect(await exported(page)).toContain('side');
    await shown.goTo(page, `/?${dates}&stance=claimed&place=${differing[0] ?? 'mosul-west'}`);
    await page.locator('.claims .claim').first().waitFor();
  });

  it('is which counts stay in sight, as counted within a place or anywhere', async () => {
    await shown.goTo(page, `/counts?${dates}`);
    const row = page.locator('.count-row', { hasText: 'Civilians, killed' }).first();
    await row.getByRole('button', { name: 'Keep in sight' }).click();
    await page.waitForURL(/pins=killed:civilians/);
    await shown.turnTo(page, `/?${dates}&pins=killed:civilians,killed:islamic-state:mosul`);
    const lines = (at: Page) => at.locator('.counts .count .line:first-child').allInnerTexts();
    await soon(async () => (await lines(page))[1]).toContain('Mosul');
    await everywhere(lines);
  });

  it('is the grade of reports in the feed and in its file', async () => {
    await shown.goTo(page, `/reports?${dates}`);
    await page.getByLabel('Grade').selectOption('B: source usually reliable');
    await page.waitForURL(/grade=B/);
    const { body } = await shown.sitrep.http.get('/v1/reports?knownAt=2017-03-09&reliability=B&limit=1000');
    const n = (body as { items: unknown[] }).items.length;
    const cards = (at: Page) => at.locator('.feed-day article').count();
    await soon(() => cards(page)).toBe(Math.min(n, 200));
    await everywhere(async (at) => {
      await soon(() => cards(at)).toBe(Math.min(n, 200));
      return cards(at);
    });
    expect(await exported(page, 'GeoJSON, for a map')).toContain('FeatureCollection');
  });

  it('is a finished edition exactly as it was, which says so once it is gone', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const order = { name: 'to-cite', definition: { until: { knownAt: '2017-03-08' } } };
    await shown.sitrep.http.post('/v1/editions').send(order).expect(202);
    await expect
      .poll(async () => (await shown.sitrep.http.get('/v1/editions/to-cite')).body as object, { timeout: 60_000 })
      .toMatchObject({ status: 'ready' });
    await shown.goTo(page, `/table?${dates}&edition=to-cite`);
    await page.locator('summary', { hasText: 'Link or cite' }).click();
    await page.getByRole('button', { name: 'Link to exactly this' }).click();
    const link = new URL(String(await page.evaluate('navigator.clipboard.readText()')));
    expect(link.searchParams.get('edition')).toBeNull();
    const snapshot = link.searchParams.get('snapshot') ?? '';
    const cited = told(await answers({ snapshot }));
    await shown.goTo(page, link.pathname + link.search);
    await soon(() => rows(page)).toEqual(cited);
    await everywhere(rows);
    expect((await exported(page)).trim().split(/\r?\n/)).toHaveLength(cited.length + 1);
    await shown.sitrep.http.delete('/v1/editions/to-cite').expect(204);
    // This browser may have kept the answer; another one asks anew.
    const other = await shown.context();
    const late = await other.newPage();
    await late.goto(shown.url + link.pathname + link.search);
    await late.locator('.failure').getByText('This edition is not there any more.').waitFor();
    await late.getByRole('button', { name: 'Ask the live edition the same' }).click();
    await soon(() => rows(late)).toEqual(told(await answers({})));
    await other.close();
  });

  it('tells those who hear it how many changes there are', async () => {
    await shown.goTo(page, `/?${dates}`);
    const n = await page.locator('.changes .grp .n').first().innerText();
    await page
      .locator('.ask [role=status]', { hasText: `8 March 2017, as known on 9 March 2017: ${n} change` })
      .waitFor({ state: 'attached' });
  });

  it('is asked ahead for the days around, also once a hand was moved', async () => {
    await shown.goTo(page, `/?${dates}`);
    const ahead = (day: string) =>
      page.waitForRequest((request) => request.url().includes('/v1/map') && request.url().includes(`validAt=${day}`));
    await ahead('2017-03-11');
    const further = ahead('2017-03-12');
    await page.keyboard.press('ArrowRight');
    await further;
  });

  it('breaks nothing', () => expect(shown.complaints).toEqual([]));
});
