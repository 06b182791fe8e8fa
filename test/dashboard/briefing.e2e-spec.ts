import type { Page } from 'playwright-core';
import type { BriefingDto } from '../../apps/api/src/briefings/briefing.dto.js';
import { isWithoutBrowser } from './browser.js';
import { ShownPage } from './shown-page.js';

describe.skipIf(isWithoutBrowser)('the briefing on the page', () => {
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
});
