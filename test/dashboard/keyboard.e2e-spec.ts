import type { Page } from 'playwright-core';
import { isWithoutBrowser } from './browser.js';
import { ShownPage } from './shown-page.js';

describe.skipIf(isWithoutBrowser)('the page by keyboard alone', () => {
  let shown: ShownPage;
  let page: Page;

  beforeAll(async () => {
    shown = await ShownPage.open();
    page = await (await shown.context()).newPage();
  });
  afterAll(() => shown?.close());

  const press = (key: string): Promise<void> => page.keyboard.press(key);
  /** What has the focus, by what tells it apart; waits until it is this. */
  const hasFocus = async (selector: string): Promise<void> => {
    const isIt = `document.activeElement.matches(${JSON.stringify(selector)})`;
    await expect.poll(() => page.evaluate(isIt), { timeout: 10_000, message: selector }).toBe(true);
  };
  const on = (selector: string): Promise<void> => page.locator(selector).first().focus();
  const asked = (): string => new URL(page.url()).search;
  const asks = async (question: string): Promise<void> => {
    await expect.poll(asked, { timeout: 10_000 }).toBe(question);
  };

  it('goes past the bars without losing the camera, and stops at no canvas', async () => {
    await shown.goTo(page, '/?d=2017-03-08&k=2017-03-09#map=6.50/36.1000/41.0000');
    await press('Tab');
    await hasFocus('.skip');
    await press('Enter');
    await hasFocus('#answers');
    expect(new URL(page.url()).hash).toBe('#map=6.50/36.1000/41.0000');
    await page.locator('canvas').waitFor();
    expect(await page.locator('canvas').getAttribute('tabindex')).toBe('-1');
  });

  it('moves the map and zooms it by key, and leaves both dates where they are', async () => {
    await shown.goTo(page, '/?d=2017-03-08&k=2017-03-09#map=6.50/36.1000/41.0000');
    const camera = (): number[] => new URL(page.url()).hash.replace('#map=', '').split('/').map(Number);
    const moved = async (key: string, to: (now: number[], before: number[]) => boolean): Promise<void> => {
      const before = camera();
      await press(key);
      await expect.poll(() => to(camera(), before), { message: key, timeout: 10_000 }).toBe(true);
    };
    await page.locator('.region .canvas canvas').waitFor();
    await on('#answers');
    await press('Tab');
    await hasFocus('.maptools [data-key="+"]');
    for (const _button of ['-', '0', 'the map']) await press('Tab');
    await hasFocus('svg.overlay');
    await moved('ArrowLeft', ([, , lon = 0], [, , was = 0]) => lon < was - 0.1);
    await moved('ArrowRight', ([, , lon = 0], [, , was = 0]) => lon > was + 0.1);
    await moved('ArrowUp', ([, lat = 0], [, was = 0]) => lat > was + 0.1);
    await moved('ArrowDown', ([, lat = 0], [, was = 0]) => lat < was - 0.1);
    await moved('Shift+ArrowRight', ([, , lon = 0], [, , was = 0]) => lon > was + 1);
    await moved('=', ([zoom = 0], [was = 0]) => zoom === was + 1);
    await moved('-', ([zoom = 0], [was = 0]) => zoom === was - 1);
    await moved('0', ([zoom]) => zoom !== 6.5);
    await hasFocus('svg.overlay');
    expect(asked()).toBe('?d=2017-03-08&k=2017-03-09');
    // Where a mark has the focus, arrows move the world as everywhere, and zoom keeps the mark where it is.
    await on('.pl[data-place=mosul]');
    const at = (): Promise<number[]> =>
      page.locator('.region .pl[data-place=mosul] .target').evaluate((mark) => {
        const { left, top, width, height } = mark.getBoundingClientRect();
        return [left + width / 2, top + height / 2].map(Math.round);
      });
    const stood = await at();
    await moved('+', ([zoom = 0], [was = 0]) => zoom === Number((was + 1).toFixed(2)));
    expect(await at()).toEqual(stood);
    await hasFocus('.pl[data-place=mosul]');
    await press('ArrowRight');
    await asks('?d=2017-03-09&k=2017-03-09');
    await on('.day[data-hand=d]');
    await moved('-', ([zoom = 0], [was = 0]) => zoom < was);
  });

  it('moves into a place that is opened, and leads back to where that was', async () => {
    await shown.goTo(page, '/?d=2017-03-08&k=2017-03-09#map=6.50/36.1000/41.0000');
    await on('.pl[data-holders=islamic-state]');
    const mark = await page.evaluate('document.activeElement.dataset.place');
    await press('Enter');
    await hasFocus('#place');
    await press('Tab');
    await press('Enter');
    await hasFocus(`.pl[data-place="${String(mark)}"]`);
    await on('.chg');
    await press('Enter');
    await hasFocus('#place');
    await press('Escape');
    await hasFocus('.chg');
    await press('/');
    await press('Escape');
    await hasFocus('.chg');
    await press('/');
    await page.keyboard.type('moalimin');
    await press('Enter');
    await asks('?d=2017-03-08&k=2017-03-09&place=moalimin');
    await hasFocus('#place[aria-label=Moalimin]');
  });

  it('has every answer so far within reach of the arrows', async () => {
    await on('.answer-grid .cell[tabindex="0"]');
    await press('ArrowLeft');
    await press('ArrowUp');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('7 March, as known on 8 March');
    await press('Enter');
    await asks('?d=2017-03-07&k=2017-03-08&place=moalimin');
    await hasFocus('.answer-grid .cell[tabindex="0"]');
  });

  it('keeps the focus in the calendar and gives it back, mirrored where the script is', async () => {
    await shown.goTo(page, '/?d=2017-03-08&k=2017-03-09&lang=ar');
    for (const key of ['Escape', 'Enter']) {
      await on('.day[data-hand=d]');
      await press('Enter');
      await hasFocus('.date-dialog input');
      await on('.month [tabindex="0"]');
      await press('ArrowRight');
      await hasFocus('[data-day="2017-03-07"]');
      await press(key);
      await hasFocus('.day[data-hand=d]');
    }
    expect(asked()).toContain('d=2017-03-07');
    // Opened again at once, before the page has heard that it was closed.
    await press('Enter');
    await hasFocus('.date-dialog input');
    await page.evaluate(`document.querySelector('.date-dialog').close(); document.querySelector('.day').click()`);
    await hasFocus('.date-dialog input');
    await press('Escape');
    await on('.ask .menu summary');
    await press('Enter');
    await press('Tab');
    await press('Escape');
    await hasFocus('.ask .menu summary');
  });

  it('moves each hand by the same keys wherever the focus is, in any script', async () => {
    await shown.goTo(page, '/?d=2017-03-08&k=2017-03-09');
    await on('.hand-input[data-of=k]');
    await press('ArrowLeft');
    await asks('?d=2017-03-08&k=2017-03-08');
    await press('End');
    await asks('?d=2017-03-08&k=2017-03-11');
    await press('n');
    await asks('?d=2017-03-09&k=2017-03-11');
    await on('.hand-input[data-of=d]');
    await press('PageUp');
    await asks('?d=2017-03-02&k=2017-03-11');
    await page.evaluate(`document.activeElement.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ن', code: 'KeyK', bubbles: true }))`);
    await asks('?d=2017-03-02');
  });

  it('goes with the reader to each screen, and names it', async () => {
    await shown.goTo(page, '/?d=2017-03-08&k=2017-03-09');
    await on('.nav a[href^="/reports"]');
    await press('Enter');
    await hasFocus('#answers[aria-label=Reports]');
    expect(await page.title()).toBe(
      'Reports · Sitrep: who held what on Wednesday 8 March 2017, as known on 9 March 2017',
    );
    await on('.rep .summary a');
    await press('Enter');
    await hasFocus('#answers[aria-label=Report]');
    // Without a time bar these keys scroll.
    await press('PageDown');
    expect(asked()).toBe('?d=2017-03-08&k=2017-03-09');
    await press('t');
    await hasFocus('#answers[aria-label=Table]');
  });

  it('keeps the focus at the question where an answer takes the place of its field', async () => {
    await shown.goTo(page, '/reports/new?d=2017-03-10&k=2017-03-10');
    await page.getByRole('button', { name: 'More', exact: true }).focus();
    await press('Enter');
    await page.getByRole('button', { name: 'Road cut', exact: true }).focus();
    await press('Enter');
    await hasFocus('[data-question=what] [aria-pressed=true]');
    await press('m');
    await on('[data-question=where] .opt');
    await press('Enter');
    await hasFocus('[data-question=where] .more');
    await press('Enter');
    await hasFocus('[data-question=where] input');
    await on('[data-question=who] .opt');
    await press('Enter');
    await hasFocus('[data-question=who] *');
    expect(new URL(page.url()).pathname).toBe('/reports/new');
  });

  it('takes the place that is typed, however soon Enter comes, and none where nothing is typed', async () => {
    await page.getByRole('button', { name: 'Discard' }).click();
    await on('[data-question=where] input');
    await press('Enter');
    await page.keyboard.type('mosul');
    await page.locator('[data-question=where] .opt', { hasText: 'City' }).first().waitFor();
    await page.keyboard.type(' museum');
    await press('Enter');
    await page.locator('[data-question=where] .fld').waitFor();
    expect(await page.locator('[data-question=where] .fld').innerText()).toContain('Mosul museum');
  });

  it('shows what has the focus above the bar that sends', async () => {
    await shown.goTo(page, '/reports/new');
    for (const field of ['.two input >> nth=1', 'label input[type=checkbox]', 'label select']) {
      await on(field);
      const [at, bar] = await Promise.all([field, '.send'].map((one) => page.locator(one).first().boundingBox()));
      expect((at?.y ?? 0) + (at?.height ?? 0), field).toBeLessThanOrEqual(bar?.y ?? 0);
    }
  });
});
