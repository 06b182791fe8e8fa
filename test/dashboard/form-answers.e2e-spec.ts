import type { Page } from 'playwright-core';
import { isWithoutBrowser } from './browser.js';
import { ShownPage } from './shown-page.js';

const at = 'd=2017-03-08&k=2017-03-09';

describe.skipIf(isWithoutBrowser)('what the form says of its answers', () => {
  let shown: ShownPage;
  let page: Page;

  beforeAll(async () => {
    shown = await ShownPage.open();
    page = await (await shown.context()).newPage();
  });
  afterAll(() => shown?.close());

  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).first().click();
  const question = (name: string) => page.locator(`[data-question=${name}]`);

  it('infers from whom a place was taken who held it before', async () => {
    await shown.goTo(page, `/reports/new?${at}`);
    await press('Discard');
    await question('what').getByRole('button', { name: 'More', exact: true }).click();
    await question('what').getByRole('button', { name: 'Building taken', exact: true }).click();
    await question('where').getByRole('searchbox').fill('Assyria Hotel');
    await question('where').locator('.picker .opt').first().click();
    for (const [index, name] of ['Iraqi Army', 'Islamic State'].entries()) {
      await question('who').getByRole('searchbox').nth(index).fill(name);
      await question('who').locator('.picker').nth(index).locator('.opt').first().click();
    }
    await question('source').getByLabel('Outlet').fill('Desk');
    await page.getByText('The day before, 7 March 2017:').waitFor();
    await page.locator('.preview .eff', { hasText: 'then inferred: Islamic State' }).waitFor();
    await press('Discard');
  });

  it('says of a place of another kind what it is, and why it cannot be chosen', async () => {
    await shown.goTo(page, `/reports/new?${at}`);
    await question('what').getByRole('button', { name: 'More', exact: true }).click();
    await question('what').getByRole('button', { name: 'Road cut', exact: true }).click();
    await question('where').getByRole('searchbox').fill('Palmyra');
    await page.getByText('Palmyra is registered, as: city. This report speaks of: road').waitFor();
    expect(await page.getByText('Nothing is registered under').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Register another place of this name' }).count()).toBe(1);
    await press('Discard');
  });
});
