import type { Page } from 'playwright-core';
import { isWithoutBrowser } from './browser.js';
import { ReviewDesk } from './review-desk.js';

/** Keeps what every live region of the page has come to say, as a reader of the screen would be told. */
const listening = `globalThis.heard = [];
new MutationObserver((records) => {
  for (const { target } of records) {
    const live = (target.nodeType === 1 ? target : target.parentElement)?.closest('[role=status],[role=alert],[aria-live]');
    if (live) heard.push(live.textContent);
  }
}).observe(document, { childList: true, subtree: true, characterData: true });`;

describe.skipIf(isWithoutBrowser)('the review of drafts by keyboard alone', () => {
  let desk: ReviewDesk;
  let page: Page;

  beforeAll(async () => {
    desk = await ReviewDesk.open();
    page = await desk.openFor('edith');
    await page.addInitScript(listening);
  });
  afterAll(() => desk?.shown.close());

  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const type = (text: string): Promise<void> => page.keyboard.type(text);
  const timeout = 20_000;
  const hasFocus = async (selector: string): Promise<void> => {
    const isIt = `document.activeElement.matches(${JSON.stringify(selector)})`;
    await expect.poll(() => page.evaluate(isIt), { timeout, message: selector }).toBe(true);
  };
  const focused = (): Promise<string> => page.evaluate('document.activeElement.textContent');
  const hears = async (text: string): Promise<void> => {
    const heard = (): Promise<string[]> => page.evaluate('heard');
    await expect.poll(heard, { timeout, message: text }).toContainEqual(expect.stringContaining(text));
  };
  const path = (): string => new URL(page.url()).pathname;
  const goTo = async (address: string): Promise<void> => {
    await desk.shown.goTo(page, address);
    await page.locator('.draft-row').first().waitFor();
  };
  /** Presses Tab until what is named has the focus. */
  const tabTo = async (text: string): Promise<void> => {
    for (let stops = 0; stops < 60 && (await focused()) !== text; stops += 1) await press('Tab');
    expect(await focused()).toBe(text);
  };

  it('goes from the header into the queue, opens a draft, hears what it would change, and goes back to its row', async () => {
    const [, second] = [await desk.drafted('K-1', { summary: 'One.' }), await desk.drafted('K-2', { summary: 'Two.' })];
    await desk.drafted('K-3', { summary: 'Three.' });
    await desk.shown.goTo(page, '/');
    await page.locator('.top a.chip', { hasText: 'Review 3' }).waitFor();
    await tabTo('Review 3');
    await press('Enter');
    await hasFocus('#answers[aria-label=Review]');
    await hears('3 drafts are listed.');
    await press('j', 'j');
    await hasFocus('.draft-row');
    const row = `.draft-row[href^="/review/${second}"]`;
    while (!(await page.evaluate(`document.activeElement.matches('${row}')`))) await press('j');
    await press('Enter');
    await hasFocus('#draft[aria-label="The open draft: Two."]');
    await hears('Tal Afar: Held by Islamic State, then held by Iraqi Army.');
    await press('Escape');
    await hasFocus(row);
    expect(path()).toBe('/review');
    await press('Enter');
    await hasFocus('#draft');
    await press('j');
    await hasFocus('.draft-row:not([aria-current])');
  });

  it('asks for more work, closes a form by Escape with its words kept, and gives the focus back', async () => {
    const id = await desk.drafted('K-4', { summary: 'Four.' });
    await goTo(`/review/${id}`);
    await page.locator('.decide').waitFor();
    await press('w');
    await hasFocus('.decide form input');
    await type('Which');
    await press('Escape');
    await hasFocus('.decide [data-key=w]');
    await press('Enter');
    await hasFocus('.decide form input');
    await type(' street?');
    await press('Enter');
    await hears('Sent back: Four.');
    await hasFocus('.decide [data-key=w]');
    expect(await page.locator('.decide form').count()).toBe(0);
    await page.locator('.draft .draft-state', { hasText: 'needs work' }).waitFor();
    await page.locator('.versions', { hasText: 'Which street?' }).waitFor();
    await press('i');
    await hears('It is assigned.');
    await page.locator('.draft .sub', { hasText: 'assigned to edith' }).waitFor();
  });

  it('assigns nobody on the way to somebody', async () => {
    const id = await desk.drafted('K-5', { summary: 'Five.' });
    await goTo(`/review/${id}`);
    await page.locator('.decide select').focus();
    await press('ArrowDown', 'ArrowDown', 'Tab');
    expect(await focused()).toBe('Assign');
    expect(await desk.ask('edith', `/v1/drafts/${id}`)).toMatchObject({ assignee: null });
    await press('Enter');
    // A reporter decides about no draft.
    await page.locator('.decide [role=alert]', { hasText: 'rita' }).waitFor();
    await page.locator('.decide select').focus();
    await press('ArrowDown', 'Tab', 'Enter');
    await hears('It is assigned.');
    await page.locator('.draft .sub', { hasText: 'assigned to edith' }).waitFor();
    expect(await page.evaluate('document.activeElement.closest(".decide") !== null')).toBe(true);
  });

  it('approves and rejects: what was done is heard, and the focus is in the next draft', async () => {
    const id = await desk.drafted('K-6', { summary: 'Six.' });
    await goTo(`/review/${id}`);
    await page.locator('.decide').waitFor();
    await press('a');
    await hasFocus('.decide form input');
    await type('Seen on film.');
    await press('Enter');
    await hears('Approved: Six.');
    await page.locator('.done', { hasText: 'Approved: Six.' }).waitFor();
    await hasFocus('#draft:not([aria-label$="Six."])');
    const [next, name] = [path(), await page.locator('#draft > h2').innerText()];
    expect(next).not.toContain(id);
    await press('r');
    await hasFocus('.decide form input');
    await press('Enter');
    await page.locator('.decide [role=alert]', { hasText: 'Say why, in a few words.' }).waitFor();
    await hasFocus('.decide form input[aria-invalid=true]');
    await type('Of another year.');
    await press('Enter');
    await hears(`Rejected: ${name}`);
    await expect.poll(path, { timeout }).not.toBe(next);
    await hasFocus('#draft');
  });

  it('revises a draft from the queue to the queue', async () => {
    const id = await desk.drafted('K-7', { summary: 'Seven.' });
    await goTo(`/review/${id}`);
    await page.locator('.decide').waitFor();
    await press('e');
    await hasFocus('#answers[aria-label="Revise a draft"]');
    await page.locator('[data-question=reason] input').waitFor();
    for (let stops = 0; stops < 80; stops += 1) {
      await press('Tab');
      if (await page.evaluate('document.activeElement.matches("[data-question=reason] input")')) break;
    }
    await hasFocus('[data-question=reason] input');
    await type('The north of it alone.');
    await press('Enter');
    await page.getByText('Revised. The draft is new again').waitFor();
    await tabTo('See the draft');
    await press('Enter');
    await expect.poll(path, { timeout }).toBe(`/review/${id}`);
    await hasFocus('#answers');
    await page.locator('.versions', { hasText: 'The north of it alone.' }).waitFor();
  });

  it('approves what came together, and reads what became of it', async () => {
    const bundle = 'by-keys';
    await desk.bundled(bundle, { summary: 'Eight.', externalId: 'K-8' }, { summary: 'Nine.', externalId: 'K-9' });
    await goTo(`/review?bundle=${bundle}`);
    await page.locator('.bundle').waitFor();
    await tabTo('Approve all 2 drafts');
    await press('Enter');
    await expect.poll(focused, { timeout }).toBe('Yes, approve 2 drafts');
    await press('Enter');
    await hears('2 approved.');
    await hasFocus('.bundle');
    await hears('No draft is listed.');
  });
});
