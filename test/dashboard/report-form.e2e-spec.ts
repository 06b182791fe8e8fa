import type { BrowserContext, Page } from 'playwright-core';
import { chromiumPath } from './browser.js';
import { ShownPage } from './shown-page.js';

const at = 'd=2017-03-08&k=2017-03-09';

describe.skipIf(chromiumPath() === undefined)('a report by the form of the page', () => {
  let shown: ShownPage;
  let context: BrowserContext;
  let page: Page;
  let address: string;

  beforeAll(async () => {
    shown = await ShownPage.open();
    context = await shown.context();
    page = await context.newPage();
  });
  afterAll(() => shown?.close());

  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).first().click();
  const question = (name: string) => page.locator(`[data-question=${name}]`);
  /** The report as the API has it, once it is projected. */
  const stored = async () => {
    await shown.sitrep.settled();
    return (await shown.sitrep.http.get(`/v1${address}`)).body as {
      retracted: boolean;
      versions: { summary: string; occurred: { from: string }; control: { effective: string; holders: string[] }[] }[];
      amendments: { kind: string; reason: string }[];
    };
  };
  const reread = async (): Promise<void> => {
    await stored();
    await shown.goTo(page, address);
    await page.locator('.amend').waitFor();
  };

  it('shows what it will change before it is sent, and changes that', async () => {
    await shown.goTo(page, `/reports/new?${at}`);
    await question('what').getByRole('button', { name: 'More', exact: true }).click();
    await question('what').getByRole('button', { name: 'Area taken', exact: true }).click();
    await question('where').getByRole('searchbox').fill('Tal Afar');
    await question('where').locator('.picker .opt').first().click();
    await question('who').getByRole('searchbox').first().fill('Iraqi Army');
    await question('who').locator('.picker').first().locator('.opt').first().click();
    await question('source').getByLabel('Outlet').fill('Desk');
    const effect = page.locator('.preview .eff').first();
    await effect.waitFor();
    expect(await effect.innerText()).toBe(
      'Tal Afar: Held by Islamic State, then contested between Iraqi Army and Islamic State.',
    );
    await press('Send report');
    await page.getByText('Sent. It counts from now on.').waitFor();
    address = new URL((await page.locator('.sent a').getAttribute('href')) ?? '', shown.url).pathname;
    const { versions } = await stored();
    expect(versions[0]?.summary).toBe('Iraqi Army took Tal Afar on 8 March 2017, says Desk.');
    expect(versions[0]?.control[0]).toMatchObject({ effective: '2017-03-08' });
    const { body } = await shown.sitrep.http.get('/v1/control?place=tal-afar&validAt=2017-03-08');
    expect(body.items).toMatchObject([{ status: 'contested', holders: ['iraqi-army', 'islamic-state'] }]);
  });

  it('is corrected with its old values, and not without a reason', async () => {
    await reread();
    await page.getByRole('link', { name: 'Correct', exact: true }).click();
    await question('reason').waitFor();
    expect(await question('source').getByLabel('Outlet').inputValue()).toBe('Desk');
    expect(await question('where').innerText()).toContain('Tal Afar');
    await question('when').getByLabel('A day').fill('2017-03-07');
    await press('Send the correction');
    await page.getByText('Say why, in a few words.').waitFor();
    await question('reason').getByRole('textbox').fill('It was a day earlier.');
    await press('Send the correction');
    await page.getByText('Sent. It counts from now on.').waitFor();
    const { versions, amendments } = await stored();
    expect(versions.at(-1)).toMatchObject({ occurred: { from: '2017-03-07' }, control: [{ effective: '2017-03-07' }] });
    expect(amendments).toMatchObject([{ kind: 'report_corrected', reason: 'It was a day earlier.' }]);
  });

  it.each([
    ['Withdraw', 'Withdraw the report', true],
    ['Put back', 'Put the report back', false],
  ])('answers %s', async (name, save, retracted) => {
    await reread();
    await press(name);
    await press(save);
    await page.getByText('Say why, in a few words.').waitFor();
    await page.getByLabel('Why?').fill(`Because of ${name}.`);
    await press(save);
    await page.getByText('Sent. The answers follow in a moment.').waitFor();
    const { retracted: now, amendments } = await stored();
    expect(now).toBe(retracted);
    expect(amendments.at(-1)?.reason).toBe(`Because of ${name}.`);
    await page.getByRole('button', { name: retracted ? 'Put back' : 'Withdraw', exact: true }).waitFor();
    expect(shown.complaints).toEqual([]);
  });

  it.each(['D062', 'D071'])('corrects %s of the campaign and leaves what is not asked', async (number) => {
    const list = await shown.sitrep.http.get('/v1/reports').query({ externalId: number });
    address = `/reports/${list.body.items[0].id}`;
    const before = (await stored()).versions.at(-1);
    await shown.goTo(page, `${address}/correct`);
    await question('summary').getByRole('textbox').fill('Said more plainly.');
    await question('reason').getByRole('textbox').fill('Plainer.');
    await press('Send the correction');
    await page.getByText('Sent. It counts from now on.').waitFor();
    const after = (await stored()).versions.at(-1);
    const known = { reportedAt: expect.any(String), knownFrom: expect.any(String), knownTo: null };
    expect(after).toEqual({ ...before, ...known, summary: 'Said more plainly.', version: 2 });
  });
});
