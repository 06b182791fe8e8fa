import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { isWithoutBrowser } from './browser.js';
import { ReviewDesk } from './review-desk.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const dates = 'd=2017-03-08&k=2017-03-09';
const policy = 'policy=admission-against-interest@1';
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true } as const;

describe.skipIf(isWithoutBrowser)('the page on small screens, on paper and in forced colours', () => {
  let desk: ReviewDesk;

  beforeAll(async () => {
    desk = await ReviewDesk.open();
  });
  afterAll(() => desk?.shown.close());

  const opened = async (path: string, options: BrowserContextOptions): Promise<Page> => {
    const page = await desk.openFor('edith', options);
    await desk.shown.goTo(page, path);
    return page;
  };
  const bottomOf = async (page: Page, selector: string): Promise<number> => {
    const { y = 0, height = 0 } = (await page.locator(selector).first().boundingBox()) ?? {};
    return y + height;
  };

  it.each(['en-GB', 'fr', 'ar'])('cuts nothing of what is asked, in %s', async (locale) => {
    const page = await opened(`/?${dates}&${policy}&within=mosul`, { ...phone, locale });
    for (const chip of await page.locator('.terms-line .chip').all()) {
      const { x = -1, width = 0 } = (await chip.boundingBox()) ?? {};
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(phone.viewport.width);
    }
    await page.context().close();
  });

  it('zooms by its buttons on a phone, each as large as a finger', async () => {
    const page = await opened(`/?${dates}`, phone);
    for (const button of await page.locator('.maptools button').all())
      expect(await button.boundingBox()).toMatchObject({ width: 44, height: 44 });
    await page.context().close();
  });

  it('has its key in an article on a phone, and fills what there is', async () => {
    const page = await opened(`/embed?${dates}`, phone);
    await page.locator('.key').getByText('contested').waitFor();
    expect(await bottomOf(page, '.attribution')).toBeCloseTo(phone.viewport.height, 0);
    await page.context().close();
  });

  it('scrolls as a whole where it is low, as a phone held sideways', async () => {
    const page = await opened(`/reports?${dates}`, { viewport: { width: 740, height: 360 }, hasTouch: true });
    await page.locator('.rep').nth(5).waitFor();
    expect(await page.evaluate('document.documentElement.scrollHeight')).toBeGreaterThan(1_000);
    await page.context().close();
  });

  it('prints its map without buttons, no taller than it is', async () => {
    const page = await opened(`/?${dates}&place=mosul-west`, {});
    await page.locator('.rep').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.maptools').isVisible()).toBe(false);
    await expect.poll(async () => (await page.locator('.region').boundingBox())?.height).toBe(480);
    await page.context().close();
  });

  it('shows which draft is open in forced colours', async () => {
    const id = await desk.drafted('O-1', { summary: 'For forced colours.' });
    const page = await opened(`/review/${id}`, { forcedColors: 'active' });
    await page.locator('.draft-row[aria-current]').waitFor();
    await page.evaluate(axe);
    const found = (await page.evaluate('axe.run(document)')) as {
      violations: { id: string; nodes: { html: string }[] }[];
    };
    expect(found.violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
    await page.context().close();
  });

  it('opens the count that an address names where it is seen', async () => {
    const page = await opened(`/counts/killed/civilians?${dates}`, {});
    await page.locator('.count-detail').waitFor();
    await expect.poll(() => bottomOf(page, '[data-open=true] .count')).toBeLessThan(640);
    expect((await page.locator('.bands text').first().boundingBox())?.height).toBeLessThan(22);
    await page.context().close();
  });
});
