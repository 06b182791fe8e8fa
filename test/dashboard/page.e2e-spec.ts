import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { pageFolder } from '../../apps/api/src/page/serve-page.js';
import { isWithoutBrowser } from './browser.js';
import { ShownPage } from './shown-page.js';

const pairs = [
  ['2017-03-06', '2017-03-06'],
  ['2017-03-07', '2017-03-08'],
  ['2017-03-08', '2017-03-09'],
  ['2017-03-11', '2017-03-07'],
  ['2017-03-10', undefined],
] as const;
const screens = [
  '/',
  '/table',
  '/changes',
  '/counts',
  '/reports',
  '/contradictions',
  '/reports/new',
  '/places/mosul-west',
  '/briefing',
  '/editions',
  '/import',
];

interface Said {
  readonly place: string;
  readonly status: string;
  readonly holders: string;
}

const byPlace = (a: Said, b: Said): number => (a.place < b.place ? -1 : 1);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(isWithoutBrowser)('the page, in a real browser', () => {
  let shown: ShownPage;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    shown = await ShownPage.open();
    context = await shown.context();
    page = await context.newPage();
  });
  afterAll(() => shown?.close());

  const answersOfApi = async (d: string, k: string | undefined): Promise<readonly Said[]> => {
    const { body } = await shown.sitrep.http.get('/v1/control').query({ validAt: d, knownAt: k, limit: 1000 });
    const items = body.items as { place: { id: string }; status: string; holders: string[] }[];
    return items
      .map(({ place, status, holders }) => ({ place: place.id, status, holders: holders.join(' ') }))
      .sort(byPlace);
  };
  const marked = async (selector: string): Promise<Said[]> => {
    const elements = await page.locator(selector).all();
    const read = elements.map(async (element) => {
      const [place, status, holders] = await Promise.all(
        ['place', 'status', 'holders'].map((name) => element.getAttribute(`data-${name}`)),
      );
      return { place: place ?? '', status: status ?? '', holders: holders ?? '' };
    });
    return Promise.all(read);
  };

  it.each(pairs)(
    'answers %s as known on %s place for place as the API does, on the map and in the table',
    async (d, k) => {
      const query = `d=${d}${k === undefined ? '' : `&k=${k}`}`;
      const expected = await answersOfApi(d, k);
      await shown.turnTo(page, `/table?${query}`);
      await page.locator('.answers tbody tr').first().waitFor();
      expect((await marked('.answers tbody tr')).sort(byPlace)).toEqual(expected);
      await shown.turnTo(page, `/?${query}`);
      await page.locator('.account').waitFor();
      const marks = await marked('.overlay .pl');
      expect(marks.length).toBeGreaterThan(10);
      for (const mark of marks) expect(expected).toContainEqual(mark);
      const counts = [...((await page.locator('.account').textContent()) ?? '').matchAll(/\d+/g)].map(Number);
      const [drawn = 0, all = 0, ...others] = counts;
      expect(drawn).toBe(marks.length);
      expect(others.reduce((sum, n) => sum + n, drawn)).toBe(all);
      expect(all).toBe(expected.length);
    },
  );

  it('shows somebody else the same behind a link', async () => {
    const link = '/?d=2017-03-08&k=2017-03-09&place=moalimin&status=inferred&theme=dark';
    const told = async (at: Page): Promise<unknown> => {
      await shown.goTo(at, link);
      await at.getByText('On the evening of 8 March the answer was').waitFor();
      await at.getByText('Iraq took it from Islamic State on 9 Mar').waitFor();
      await at.locator('.answer-grid .cell').first().waitFor();
      return {
        heading: await at.locator('h1').innerText(),
        answer: await at.locator('.answer').innerText(),
        marks: await at.locator('.overlay .pl').count(),
        theme: await at.locator('html').getAttribute('data-theme'),
      };
    };
    const first = await told(page);
    const other = await shown.context();
    expect(await told(await other.newPage())).toEqual(first);
    await other.close();
    expect(first).toMatchObject({ theme: 'dark', answer: expect.stringContaining('Inferred: Islamic State') });
  });

  it('moves its hands by key, by drag and by typing, and back again', async () => {
    await shown.goTo(page, '/?d=2017-03-08&k=2017-03-09');
    const heading = (): Promise<string> => page.locator('h1').innerText();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowLeft');
    expect(await heading()).toContain('Thursday 9 March 2017, as known on Wednesday 8 March 2017');
    await page.goBack();
    expect(page.url()).toContain('d=2017-03-09&k=2017-03-09');
    const flag = await page.locator('.flag[data-hand=d]').boundingBox();
    const { x = 0, y = 0, width = 0 } = flag ?? {};
    await page.mouse.move(x + width / 2, y + 11);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 - 200, y + 11, { steps: 6 });
    await page.mouse.up();
    expect(page.url()).toMatch(/d=2017-03-0[67]/);
    await page.locator('.day[data-hand=d]').click();
    await page.locator('.date-dialog input').fill('2017-03-06');
    await page.keyboard.press('Enter');
    expect(await heading()).toContain('Monday 6 March 2017');
    await shown.goTo(page, '/?d=2017-02-31');
    await page.getByText('The address says d=2017-02-31').waitFor();
  });

  it('steps to the days of a change by N and P, through lists by J, and lists its keys by ?', async () => {
    await shown.goTo(page, '/?d=2017-03-08&k=2017-03-11');
    for (const [key, day] of [
      ['n', '2017-03-09'],
      ['p', '2017-03-08'],
      ['p', '2017-03-07'],
    ] as const) {
      await page.keyboard.press(key);
      await page.waitForURL(`**/?d=${day}&k=2017-03-11*`);
    }
    // The list of a day takes the place of the one before when its answer has come.
    await page.getByText('In the world, 6 March to 7 March').waitFor();
    await page.keyboard.press('j');
    // A function that waits would be refused by the policy of the page where the focus takes a moment.
    await expect.poll(() => page.evaluate('document.activeElement.className'), { timeout: 30_000 }).toBe('chg');
    await page.keyboard.press('?');
    await page.getByText('next and previous day on which something changed hands').waitFor();
    await page.keyboard.press('Escape');
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('Space');
    await page.waitForURL('**/?d=2017-03-08&k=2017-03-11*');
    await page.keyboard.press('Space');
  });

  it('gives what is seen as files, and a link to exactly this', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await shown.goTo(page, '/?d=2017-03-08&k=2017-03-09&party=iraq');
    await page.locator('summary', { hasText: 'Export' }).click();
    const links = await page.locator('.menu-list a[download]').all();
    const addresses = await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
    const [csv, xlsx, geojson] = await Promise.all(addresses.map((address) => fetch(shown.url + address)));
    const seen = Number(await page.locator('.key button', { hasText: 'Iraq' }).locator('.n').textContent());
    expect((await csv?.text())?.trim().split(/\r?\n/)).toHaveLength(seen + 1);
    expect(xlsx?.headers.get('content-type')).toContain('spreadsheetml');
    expect(((await geojson?.json()) as { features: unknown[] }).features).toHaveLength(seen);
    await shown.goTo(page, '/?d=2017-03-08&place=moalimin');
    await page.locator('summary', { hasText: 'Link or cite' }).click();
    await page.getByRole('button', { name: 'Link to exactly this' }).click();
    const link = String(await page.evaluate('navigator.clipboard.readText()'));
    expect(link).toMatch(/\/\?d=2017-03-08&k=2017-03-11&place=moalimin&at=\d+/);
  });

  it('puts a second question beside the first: the places that differ are those of the API', async () => {
    const [before, after] = await Promise.all([
      answersOfApi('2017-03-08', '2017-03-08'),
      answersOfApi('2017-03-08', '2017-03-09'),
    ]);
    const differing = after.filter((one, index) => JSON.stringify(one) !== JSON.stringify(before[index]));
    const names = (await shown.sitrep.http.get('/v1/places?limit=1000')).body.items as { id: string; name: string }[];
    const nameOf = (id: string): string => names.find((place) => place.id === id)?.name ?? id;
    await shown.turnTo(page, '/?d=2017-03-08&k=2017-03-09&vs=k:2017-03-08');
    await page.locator('.compare-panel .chg').first().waitFor();
    const shownNames = await page.locator('.compare-panel .chg b').allInnerTexts();
    expect(shownNames.sort()).toEqual(differing.map(({ place }) => nameOf(place)).sort());
    expect(await page.locator('.overlay .differs').count()).toBeGreaterThan(0);
    await page.keyboard.press('t');
    await page.locator('.answers tr[data-differs=true]').first().waitFor();
    expect(await page.locator('.answers tr[data-differs=true]').count()).toBe(differing.length);
    await page.keyboard.press('c');
    await page.locator('.compare-line').waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('?d=2017-03-08&k=2017-03-09');
  });

  it('finds a road by a search for its two ends, however soon Enter comes', async () => {
    await shown.goTo(page, '/?d=2017-03-08&k=2017-03-09');
    await page.keyboard.press('/');
    await page.keyboard.type('road from Mosul to Tal Afar');
    await page.keyboard.press('Enter');
    await page.waitForURL('**place=road-mosul-tal-afar*');
    await page.locator('.answer').waitFor();
  });

  it('leads back to exactly what was said once the log has gone on', async () => {
    await shown.turnTo(page, '/?d=2017-03-08&k=2017-03-09&place=moalimin&at=300');
    await page.getByText('The link is to what was said at position 300').waitFor();
    await page.getByRole('button', { name: 'Show what was said then' }).click();
    await page.getByText('This is exactly what was said, at position 300').waitFor();
    await page.locator('.answer').waitFor();
    await shown.turnTo(page, '/editions');
    await page.locator('.editions li', { hasText: 'at-300' }).getByText('verified').waitFor();
  });

  it('says what is there where there is no such page', async () => {
    const response = await page.goto(`${shown.url}/nowhere`);
    expect(response?.status()).toBe(404);
    await page.getByText('There is no such page').waitFor();
    await page.locator('.nowhere').getByRole('link', { name: 'Changes' }).click();
    await page.waitForURL('**/changes*');
    expect((await fetch(`${shown.url}/v1/nowhere`)).headers.get('content-type')).toContain('problem+json');
  });

  it('shows the map alone in an article', async () => {
    await shown.goTo(page, '/embed?d=2017-03-08&k=2017-03-09');
    await page.locator('.overlay .pl').first().waitFor();
    expect(await page.locator('nav, .time, .left, .end').count()).toBe(0);
    expect(await page.locator('.attribution').innerText()).toContain('Sitrep, position');
  });

  it.each([
    ['fr', 'ltr', 'Qui tenait quoi le mercredi 8 mars 2017, tel que connu le jeudi 9 mars 2017'],
    ['ar', 'rtl', 'من كان يسيطر على ماذا يوم الأربعاء 8 مارس 2017، وفق ما عُرف يوم الخميس 9 مارس 2017'],
  ])('speaks %s, %s', async (lang, direction, heading) => {
    const shownIn = await shown.context({ locale: lang });
    const other = await shownIn.newPage();
    await shown.goTo(other, '/?d=2017-03-08&k=2017-03-09');
    await other.locator(`html[lang=${lang}][dir=${direction}]`).waitFor();
    expect((await other.locator('h1').innerText()).replaceAll(/[\u2067\u2069]/g, '')).toBe(heading);
    expect(await other.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await shownIn.close();
  });

  it.each(screens)('has nothing serious for axe to find on %s', async (path) => {
    await shown.turnTo(page, `${path}?d=2017-03-08&k=2017-03-09${path === '/' ? '&place=mosul-west' : ''}`);
    await page.waitForLoadState('networkidle');
    await page.evaluate(axe);
    const found = (await page.evaluate('axe.run(document)')) as { violations: readonly Violation[] };
    const serious = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
  });

  it('fits a phone, in either direction', async () => {
    const phone = await shown.context({ viewport: { width: 390, height: 844 }, hasTouch: true });
    const small = await phone.newPage();
    for (const path of ['/?d=2017-03-08&k=2017-03-09', '/reports/new', '/counts', '/reports']) {
      await shown.goTo(small, path);
      expect(await small.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(390);
    }
    await phone.close();
  });

  it('asks nobody but its own server, and nothing breaks', () => {
    expect(shown.requested.length).toBeGreaterThan(50);
    expect(shown.requested.filter((url) => !url.startsWith(shown.url) && !/^(data|blob):/.test(url))).toEqual([]);
    expect(shown.complaints).toEqual([]);
  });

  it('has every file that another of its files loads', () => {
    const assets = join(pageFolder() ?? '', 'assets');
    const names = readdirSync(assets).filter((name) => name.endsWith('.js'));
    const loaded = names.flatMap((name) => [
      ...readFileSync(join(assets, name), 'utf8').matchAll(/(?:from|import)"\.\/([^"]+)"/g),
    ]);
    expect(loaded.length).toBeGreaterThan(20);
    expect(loaded.map(([, other = '']) => other).filter((other) => !names.includes(other))).toEqual([]);
  });

  it('keeps to its budget', () => {
    const assets = join(pageFolder() ?? '', 'assets');
    const sizes = readdirSync(assets)
      .filter((name) => name.endsWith('.gz'))
      .map((name) => ({ name, bytes: statSync(join(assets, name)).size }));
    const sum = (kept: (name: string) => boolean): number =>
      sizes.filter(({ name }) => kept(name)).reduce((total, { bytes }) => total + bytes, 0);
    expect(sum((name) => /\.m?js\.gz$/.test(name))).toBeLessThan(600_000);
    expect(sum((name) => /^(index|frame)-.*\.js\.gz$/.test(name))).toBeLessThan(200_000);
    expect(sum((name) => name === 'basemap.json.gz')).toBeLessThan(300_000);
  });
});

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}
