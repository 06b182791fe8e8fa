import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { isWithoutBrowser } from './browser.js';
import { persons, type Person, ReviewDesk, taken } from './review-desk.js';
import type { ShownPage } from './shown-page.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(isWithoutBrowser)('the review of drafts on the page', () => {
  let desk: ReviewDesk;
  let shown: ShownPage;
  const pages = {} as Record<Person, Page>;

  const openFor: ReviewDesk['openFor'] = (...asked) => desk.openFor(...asked);
  const ask: ReviewDesk['ask'] = (...asked) => desk.ask(...asked);
  const drafted: ReviewDesk['drafted'] = (...asked) => desk.drafted(...asked);
  const row = (page: Page, summary: string) => page.locator('.draft-row', { hasText: summary });
  const press = (page: Page, name: string): Promise<void> =>
    page.locator('main').getByRole('button', { name, exact: true }).first().click();

  beforeAll(async () => {
    desk = await ReviewDesk.open();
    ({ shown } = desk);
    for (const name of persons) pages[name] = await openFor(name);
  });
  afterAll(() => shown?.close());

  it('tells who sends drafts that they are, before and after, and leads to the draft', async () => {
    const page = pages.rita;
    await shown.goTo(page, '/reports/new?d=2017-03-08');
    await page.getByText('What you send is a draft: it counts once somebody approves it.').waitFor();
    const question = (name: string) => page.locator(`[data-question=${name}]`);
    await question('what').getByRole('button', { name: 'More', exact: true }).click();
    await question('what').getByRole('button', { name: 'Fighting', exact: true }).click();
    await question('where').getByRole('searchbox').fill('Tal Afar');
    await question('where').locator('.picker .opt').first().click();
    await question('source').getByLabel('Outlet').fill('Field team');
    await press(page, 'Send report');
    await page.getByRole('link', { name: 'See the draft' }).click();
    await page.getByText('It waits for an editor.').waitFor();
    expect(await page.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    expect(
      await page
        .locator('.top')
        .getByRole('link', { name: /^Review/ })
        .count(),
    ).toBe(0);
    await shown.sitrep.settled();
  });

  it('leads editors from the header to the queue, with the number that wait, and shows what an approval would change', async () => {
    await drafted('F-1');
    await drafted('F-2', { summary: 'Residents say that the army is in Tal Afar.' });
    const page = pages.edith;
    await shown.goTo(page, '/');
    await page.locator('.top').getByRole('link', { name: 'Review 3' }).click();
    await page.getByText('3 drafts are listed.').waitFor();
    await row(page, taken.summary).click();
    await page
      .locator('.preview .eff', { hasText: 'Tal Afar: Held by Islamic State, then held by Iraqi Army.' })
      .waitFor();
    await page.locator('.beside li', { hasText: 'Residents say that the army is in Tal Afar.' }).waitFor();
  });

  it('is narrowed by place, also to what lies within, by outlet and by state, all of it in the address', async () => {
    await drafted('M-1', { places: ['moalimin'], control: undefined, summary: 'A quarter of Mosul.' });
    const page = pages.edith;
    await shown.goTo(page, '/review');
    await page.getByLabel('Place', { exact: true }).selectOption('Mosul');
    await page.getByText('1 draft is listed.').waitFor();
    await row(page, 'A quarter of Mosul.').waitFor();
    expect(page.url()).toContain('place=mosul');
    await page.reload();
    await page.getByText('1 draft is listed.').waitFor();
    await page.getByLabel('How far the review is').selectOption('needs work');
    await page.getByText('No draft is listed.').waitFor();
  });

  it('is assigned, talked about and sent back with a question; its author revises it by the form', async () => {
    const id = await drafted('F-3', { summary: 'They took all of it.' });
    const page = pages.edith;
    await shown.goTo(page, `/review/${id}`);
    await press(page, 'Take it');
    await page.locator('.draft .sub', { hasText: 'assigned to edith' }).waitFor();
    await page.keyboard.press('w');
    await page.getByLabel('What is missing? (may stay empty)').fill('All of it?');
    await page.keyboard.press('Enter');
    await page.locator('.draft .draft-state', { hasText: 'needs work' }).waitFor();
    const author = pages.rita;
    await shown.goTo(author, `/review/${id}`);
    await author.locator('.versions', { hasText: 'All of it?' }).waitFor();
    await author.locator('body').press('e');
    await author.waitForURL(`**/review/${id}/revise*`);
    const summary = author.locator('[data-question=summary]').getByRole('textbox');
    await summary.fill('They took the north of it.');
    await press(author, 'Save the revision');
    await author.getByText('Say why, in a few words.').waitFor();
    await author.locator('[data-question=reason]').getByRole('textbox').fill('As asked.');
    await press(author, 'Save the revision');
    await author.getByText('Revised. The draft is new again').waitFor();
    await shown.sitrep.settled();
    await shown.goTo(page, `/review/${id}`);
    const history = page.locator('.versions');
    await history.getByText('Summary: They took all of it. → They took the north of it.').waitFor();
    expect(await ask('edith', `/v1/drafts/${id}`)).toMatchObject({
      state: 'new',
      revisions: 1,
      report: { control: [{ place: 'tal-afar', effect: 'gained', takenFrom: 'islamic-state' }], externalId: 'F-3' },
    });
  });

  it('says that one’s own draft needs a second person before anybody tries', async () => {
    const id = await drafted('E-1', { summary: 'Edith’s own.' }, 'edith');
    await shown.goTo(pages.edith, `/review/${id}`);
    await pages.edith.getByText('You sent or revised this draft: somebody else has to approve it.').waitFor();
    expect(await pages.edith.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    await shown.goTo(pages.egon, `/review/${id}`);
    await press(pages.egon, 'Approve');
    await press(pages.egon, 'Approve the draft');
    await pages.egon.waitForURL((address) => !address.pathname.endsWith(id));
    await shown.goTo(pages.egon, `/review/${id}`);
    await pages.egon.getByText('Approved by egon').waitFor();
    await pages.egon.locator('.draft').getByRole('link', { name: 'See the report' }).click();
    await pages.egon.locator('.report h2', { hasText: 'Edith’s own.' }).waitFor();
  });

  it('is rejected not without a reason, which stays; who comes second is told who was first', async () => {
    const id = await drafted('F-4', { summary: 'A rumour.' });
    const late = pages.edith;
    await shown.goTo(late, `/review/${id}`);
    const page = pages.egon;
    await shown.goTo(page, `/review/${id}`);
    await Promise.all([page, late].map((one) => one.locator('.decide').waitFor()));
    await page.locator('body').press('r');
    await press(page, 'Reject the draft');
    await page.getByText('Say why, in a few words.').waitFor();
    await page.getByLabel('Why is it rejected? The reason stays with it.').fill('Of another year.');
    await late.route('**/v1/drafts/**', (route) =>
      route.request().method() === 'GET' ? route.abort() : route.continue(),
    );
    await press(page, 'Reject the draft');
    await page.waitForURL((address) => !address.pathname.endsWith(id));
    await press(late, 'Approve');
    await press(late, 'Approve the draft');
    await late.locator('.decide .problem', { hasText: 'egon' }).waitFor();
    await late.unroute('**/v1/drafts/**');
    await shown.goTo(late, `/review/${id}`);
    await late.locator('.standing', { hasText: 'Rejected by egon' }).getByText('Of another year.').waitFor();
  });

  it('takes an import of drafts, and approves all of it at once', async () => {
    const page = pages.edith;
    await shown.goTo(page, '/import');
    const file = join(import.meta.dirname, '../import/kobo.csv');
    await page.getByLabel('Choose a file, or drop it here').setInputFiles(file);
    await page.getByLabel('Who publishes these reports', { exact: true }).fill('Kobo team');
    await page.getByLabel('looting_of_shops', { exact: true }).selectOption('looting');
    await page.getByLabel('As drafts: they count once somebody approves them').check();
    await press(page, 'Try it: nothing is recorded');
    await page.locator('.counted').getByText('New drafts').waitFor();
    await press(page, 'Send the reports');
    await page.getByText('What became of the rows').waitFor();
    const link = page.getByRole('link', { name: 'Review these drafts' });
    const address = (await link.getAttribute('href')) ?? '';
    await link.click();
    // Edith sent them: she is told that she may approve none of them.
    await page.getByText('You sent or revised 3 of them: somebody else has to approve these.').waitFor();
    expect(await page.getByRole('button', { name: /^Approve all/ }).count()).toBe(0);
    const other = pages.egon;
    await shown.goTo(other, address);
    await other.locator('.bundle h3', { hasText: /^.?kobo\.csv, .*, edith/ }).waitFor();
    await other
      .getByLabel('Sent together')
      .getByText(/kobo\.csv, .*, edith \(3 drafts\)/)
      .waitFor({ state: 'attached' });
    const bundle = new URL(other.url()).searchParams.get('bundle') ?? '';
    const { items } = (await ask('egon', `/v1/drafts?bundle=${bundle}`)) as unknown as { items: { id: string }[] };
    await ask('egon', `/v1/drafts/${items[0]?.id}/state`, { state: 'needs_work', comment: 'Which street?' });
    await other.reload();
    await other.getByText('1 was sent back and is left until its author revises it.').waitFor();
    await press(other, 'Approve all 2 drafts');
    await press(other, 'Yes, approve 2 drafts');
    await other.getByText('2 approved.').waitFor();
    await shown.sitrep.settled();
    const reports = await fetch(`${shown.url}/v1/reports?outlet=Kobo%20team`);
    expect(((await reports.json()) as { items: unknown[] }).items).toHaveLength(2);
    expect(await ask('egon', `/v1/drafts/${items[0]?.id}`)).toMatchObject({ state: 'needs_work' });
  });

  it.each(['/review', 'draft', 'revise'])('has nothing serious for axe to find on %s', async (path) => {
    const id = await drafted(`A-${path}`, { summary: 'For axe.' });
    const page = pages.edith;
    const at = { draft: `/review/${id}`, revise: `/review/${id}/revise` }[path] ?? path;
    await shown.goTo(page, at);
    await page
      .locator(path === 'revise' ? '.preview .says' : path === 'draft' ? '.preview > p' : '.draft-row')
      .first()
      .waitFor();
    await page.evaluate(axe);
    const found = (await page.evaluate('axe.run(document)')) as {
      violations: { id: string; impact: string; nodes: { html: string }[] }[];
    };
    expect(found.violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
  });

  it.each(['en-GB', 'fr', 'ar'])(
    'fits a phone in %s: the queue, then the draft alone and the way back',
    async (locale) => {
      const page = await openFor('edith', { viewport: { width: 390, height: 844 }, hasTouch: true, locale });
      await shown.goTo(page, '/review');
      const width = (): Promise<unknown> => page.evaluate('document.documentElement.scrollWidth');
      expect(await width()).toBe(390);
      await page.locator('.draft-row').first().click();
      await page.locator('.decide').waitFor();
      expect(await page.locator('.queue').count()).toBe(0);
      expect(await width()).toBe(390);
      await page.locator('.back-to-queue').click();
      await page.locator('.draft-row').first().waitFor();
      await page.context().close();
    },
  );

  it('is asked of its own server alone, and nothing breaks', () => {
    expect(shown.requested.filter((url) => !url.startsWith(shown.url) && !/^(data|blob):/.test(url))).toEqual([]);
    expect(shown.complaints).toEqual([]);
  });
});
