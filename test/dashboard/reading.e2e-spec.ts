import type { Page } from 'playwright-core';
import type { BriefingDto } from '../../apps/api/src/briefings/briefing.dto.js';
import { isWithoutBrowser } from './browser.js';
import { ShownPage } from './shown-page.js';

describe.skipIf(isWithoutBrowser)('the briefing and the reports on the page', () => {
  let shown: ShownPage;
  let page: Page;

  beforeAll(async () => {
    shown = await ShownPage.open();
    page = await (await shown.context()).newPage();
  });
  afterAll(() => shown?.close());

  it.each(['en', 'fr', 'ar'])('shows the briefing of the API, word for word, in %s', async (lang) => {
    await shown.goTo(page, `/briefing?d=2017-03-09&k=2017-03-09&lang=${lang}`);
    await page.locator('.briefing .line').first().waitFor();
    const { body } = await shown.sitrep.http.get(
      `/v1/briefings?from=2017-03-08&to=2017-03-09&knownAt=2017-03-09&lang=${lang}`,
    );
    const { title, sections } = body as BriefingDto;
    expect(await page.locator('.briefing h2').innerText()).toBe(title);
    expect(await page.locator('.briefing h3').allInnerTexts()).toEqual(sections.map(({ heading }) => heading));
    expect(await page.locator('.briefing .said').allInnerTexts()).toEqual(
      sections.flatMap(({ lines }) => lines.map(({ text }) => text)),
    );
  });

  it('gives the briefing that is seen as files', async () => {
    await shown.goTo(page, '/briefing?d=2017-03-08&k=2017-03-09');
    const said = await page.locator('.briefing .line').first().locator('.ref a').first().innerText();
    const written = async (name: string): Promise<Response> =>
      fetch(shown.url + String(await page.getByRole('link', { name, exact: true }).getAttribute('href')));
    expect(await (await written('Markdown')).text()).toContain(said.trim());
    expect((await written('Word')).headers.get('content-type')).toContain('wordprocessingml');
    expect(await (await written('Page to print')).text()).toContain(said.trim());
    const file = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Markdown', exact: true }).click();
    expect((await file).suggestedFilename()).toBe('sitrep-briefing-2017-03-07-2017-03-08.md');
  });

  it('finds reports by their words, as known then, in the search of the top and in the list', async () => {
    await shown.goTo(page, '/reports?d=2017-03-09&k=2017-03-09');
    await page.getByRole('combobox', { name: 'Search places, parties and reports' }).fill('wedding');
    await page.locator('.hit', { hasText: 'D103' }).waitFor();
    await page.keyboard.press('Escape');
    for (const text of ['الموصل', '"old city"']) {
      const { body } = await shown.sitrep.http.get('/v1/reports').query({ q: text, knownAt: '2017-03-09', limit: 200 });
      await shown.goTo(page, `/reports?d=2017-03-09&k=2017-03-09&text=${encodeURIComponent(text)}`);
      const found = (body as { items: unknown[] }).items.length;
      expect(found).toBeGreaterThan(0);
      await expect.poll(() => page.locator('.feed-day article').count()).toBe(found);
    }
  });

  it('shows a report as it was known on the known date, and says that it was corrected later', async () => {
    const draft = {
      externalId: 'Z-1',
      type: 'statement',
      summary: 'The first words',
      occurred: { from: '2017-03-08', to: '2017-03-08', precision: 'day' },
      reportedAt: '2017-03-08T12:00:00Z',
      places: ['mosul'],
      source: { outlet: 'Our desk', chain: ['Our desk'], anonymity: 'outlet_itself' },
      grade: { reliability: 'B', credibility: 2 },
    };
    const { id } = (await shown.sitrep.http.post('/v1/reports').send(draft).expect(201)).body as { id: string };
    const report = { ...draft, summary: 'Said anew' };
    const correction = { reason: 'A slip', reportedAt: '2017-03-12T08:00:00Z', report };
    await shown.sitrep.http.post(`/v1/reports/${id}/corrections`).send(correction).expect(201);
    await shown.sitrep.settled();
    await shown.goTo(page, `/reports/${id}?d=2017-03-09&k=2017-03-09`);
    expect(await page.locator('.report h2').innerText()).toBe('The first words');
    expect(await page.locator('.standing').innerText()).toMatch(/^It was corrected later: .*12 March 2017/);
    await shown.goTo(page, `/reports/${id}?d=2017-03-09&k=2017-03-12`);
    expect(await page.locator('.report h2').innerText()).toBe('Said anew');
  });

  it('shows no briefing of other days where the dates are reversed', async () => {
    await shown.goTo(page, '/briefing?d=2017-03-08&from=2017-03-07&k=2017-03-09');
    await page.locator('.briefing section').first().waitFor();
    await shown.turnTo(page, '/briefing?d=2017-03-08&from=2017-03-09&k=2017-03-09');
    await page.locator('.briefing .problem').waitFor();
    expect(await page.locator('.briefing section').count()).toBe(0);
  });

  it('lists what the log has recorded since this browser last looked, marks it on the map, until it was seen', async () => {
    const other = await shown.context();
    const reader = await other.newPage();
    await shown.goTo(reader, '/?d=2017-03-08');
    await reader.locator('.changes').waitFor();
    expect(await reader.locator('.since-looked').count()).toBe(0);
    const report = {
      externalId: 'SINCE-1',
      type: 'area_seized',
      summary: 'Palmyra changed hands.',
      places: ['palmyra'],
      occurred: { from: '2017-03-10', to: '2017-03-10' },
      reportedAt: '2017-03-11T10:00:00Z',
      control: [{ place: 'palmyra', effect: 'gained', holders: ['islamic-state'], effective: '2017-03-10' }],
      source: { outlet: 'Desk', chain: ['a colonel'] },
    };
    expect((await shown.sitrep.http.post('/v1/reports').send(report)).status).toBe(201);
    await shown.sitrep.settled();
    await shown.goTo(reader, '/?d=2017-03-08');
    const since = reader.locator('.since-looked');
    await since.locator('.chg', { hasText: 'Palmyra' }).waitFor();
    await since.getByText('1 new report.').waitFor();
    await reader.locator('.overlay .pl[data-place=palmyra] .fresh').waitFor();
    await since.getByRole('button', { name: 'I have seen these' }).click();
    await since.waitFor({ state: 'detached' });
    await reader.reload();
    await reader.locator('.changes .grp').first().waitFor();
    expect(await reader.locator('.since-looked').count()).toBe(0);
    await other.close();
  });

  it('keeps the feed where it is while somebody reads, and counts what has come meanwhile', async () => {
    await shown.goTo(page, '/reports?d=2017-03-09');
    const first = page.locator('.feed-day article').first();
    await first.waitFor();
    const before = await first.innerText();
    const report = {
      externalId: 'FEED-1',
      type: 'statement',
      summary: 'The newest of all.',
      occurred: { from: '2017-03-12', to: '2017-03-12' },
      reportedAt: '2017-03-20T10:00:00Z',
      places: ['mosul'],
      source: { outlet: 'Desk' },
    };
    expect((await shown.sitrep.http.post('/v1/reports').send(report)).status).toBe(201);
    const bar = page.getByRole('button', { name: '1 new report: show it' });
    await bar.waitFor();
    expect(await first.innerText()).toBe(before);
    await bar.click();
    await page.locator('.feed-day article').first().getByText('The newest of all.').waitFor();
    expect(await bar.count()).toBe(0);
  });

  it('does nothing at single keys once these are switched off, and is found by its skip links', async () => {
    const other = await shown.context();
    const reader = await other.newPage();
    await shown.goTo(reader, '/?d=2017-03-08&k=2017-03-09&place=mosul-west');
    await reader.keyboard.press('?');
    await reader.getByLabel('Keys without Ctrl or Alt do something').uncheck();
    await reader.keyboard.press('Escape');
    await reader.locator('dialog[open]').waitFor({ state: 'detached' });
    await reader.locator('h1').click();
    await reader.keyboard.press('t');
    await reader.keyboard.press('ArrowRight');
    await expect.poll(() => new URL(reader.url()).search).toContain('d=2017-03-09');
    expect(new URL(reader.url()).pathname).toBe('/');
    expect(await reader.locator('a.skip').evaluateAll((all) => all.map((one) => one.getAttribute('href')))).toEqual([
      '#answers',
      '#changes',
      '#place',
      '#time',
    ]);
    await other.close();
  });
});
