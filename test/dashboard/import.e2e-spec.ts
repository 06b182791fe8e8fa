import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { isWithoutBrowser } from './browser.js';
import { ShownPage } from './shown-page.js';

const given = (name: string): string => join(import.meta.dirname, '../import', name);
const text = (name: string, content: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });

describe.skipIf(isWithoutBrowser)('files brought in by the page', () => {
  let shown: ShownPage;
  let page: Page;

  beforeAll(async () => {
    shown = await ShownPage.open();
    page = await (await shown.context()).newPage();
  });
  afterAll(() => shown?.close());

  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).first().click();
  const choose = async (...files: Parameters<ReturnType<Page['locator']>['setInputFiles']>): Promise<void> => {
    await shown.goTo(page, '/import');
    await page.getByLabel('Choose a file, or drop it here').setInputFiles(...files);
  };
  const counted = async (): Promise<readonly string[]> => {
    await page.locator('.counted').waitFor();
    return (await page.locator('.counted').innerText()).split('\n');
  };
  const found = async (path: string) =>
    (await shown.sitrep.http.get(path)).body as { items: Record<string, unknown>[] };

  it('imports a table: what its columns mean, what would become of the rows, and then the sending', async () => {
    await choose(given('kobo.csv'));
    await page.getByText('Still to be chosen: Who publishes these reports.').waitFor();
    await page.getByLabel('Who publishes these reports', { exact: true }).fill('Field teams');
    await page.getByLabel('looting_of_shops', { exact: true }).selectOption('looting');
    await press('Try it: nothing is recorded');
    const counted = page.locator('.counted');
    await counted.waitFor();
    expect((await counted.innerText()).split('\n').slice(0, 4)).toEqual(['New reports', '3', 'Refused rows', '1']);
    const saved = page.waitForEvent('download');
    await press('Save the refused rows as CSV');
    expect(await readFile(await (await saved).path(), 'utf8')).toContain('\n5,incident/killed,/figures/0/best,');
    const sent = () => shown.sitrep.http.get('/v1/reports').query({ outlet: 'Field teams' });
    expect((await sent()).body).toMatchObject({ items: [] });
    await press('Send the reports');
    await page.getByText('What became of the rows').waitFor();
    await counted.waitFor();
    await shown.sitrep.settled();
    expect((await sent()).body.items).toHaveLength(3);
    // Of all that is there only what was sent just now.
    await page.getByRole('link', { name: 'See these reports' }).click();
    await page.getByRole('button', { name: /^Recorded since / }).waitFor();
    await expect.poll(() => page.locator('.feed-day article').count(), { timeout: 60_000 }).toBe(3);
    await page.reload();
    await expect.poll(() => page.locator('.feed-day article').count(), { timeout: 60_000 }).toBe(3);
  });

  it('asks what the words of a table stand for, and refuses the rows of those that nobody explained', async () => {
    const rows = [
      'Ref;Kind;What;Datum;Gemeldet',
      '1;Angriff;Two shells fell;2017-03-08;2017-03-08T10:00:00Z',
      '2;Raub;Shops were looted;2017-03-09;2017-03-09T10:00:00Z',
      '3;clash;Two sides fought;2017-03-09;2017-03-09T10:00:00Z',
    ];
    await choose(text('odd.csv', rows.join('\n')));
    await page.getByText('odd.csv: A table, 5 columns.').waitFor();
    await page.getByText('Rows with Angriff and Raub are refused until it is said what that stands for.').waitFor();
    await page.getByLabel('Who publishes these reports', { exact: true }).fill('Odd team');
    await page.getByLabel('Summary', { exact: true }).selectOption('What');
    await page.getByLabel('Day on which it happened', { exact: true }).selectOption('Datum');
    await page.getByLabel('When it was made known', { exact: true }).selectOption('Gemeldet');
    await page.getByLabel('Angriff', { exact: true }).selectOption('shelling');
    await page.getByText('Rows with Raub are refused').waitFor();
    await press('Try it: nothing is recorded');
    expect((await counted()).slice(0, 4)).toEqual(['New reports', '2', 'Refused rows', '1']);
  });

  it('says why a dataset cannot be read, and takes the zone that it lacks', async () => {
    await choose(given('acled-sample.csv'));
    await press('Try it: nothing is recorded');
    await page.getByText('The time zone of Lanthe (line 2) is not known here').waitFor();
    // What was refused as a whole goes on no further.
    expect(await page.locator('progress').count()).toBe(0);
    await page.getByLabel('Time zone of the dates').selectOption('Europe/Athens');
    await press('Try it: nothing is recorded');
    expect((await counted())[0]).toBe('New reports');
  });

  it('takes a gazetteer once it is said what the file is', async () => {
    await choose(given('geonames-sample.txt'));
    await page.getByLabel('What the file is').selectOption('GeoNames places');
    await page.getByText('geonames-sample.txt: GeoNames places').waitFor();
    await press('Try it: nothing is recorded');
    await counted();
    await press('Send the reports');
    await page.getByText('What became of the rows').waitFor();
    await page.locator('.counted', { hasText: 'New places' }).waitFor();
  });

  it('sends the files of a campaign folder in their order, and says of a line what is wrong with it', async () => {
    const place = { id: 'new-mill', name: 'New Mill', kind: 'site', timeZone: 'Asia/Baghdad' };
    const report = {
      type: 'clash',
      summary: 'They fought at the mill.',
      occurred: { from: '2017-03-08', to: '2017-03-08' },
      reportedAt: '2017-03-09T10:00:00Z',
      places: ['new-mill'],
      source: { outlet: 'Lines team' },
    };
    const reports = [
      { ...report, externalId: 'L-1' },
      { ...report, externalId: 'L-2', places: ['nowhere-at-all'] },
    ];
    const linesOf = (all: readonly object[]): string => all.map((one) => JSON.stringify(one)).join('\n\n');
    await choose([text('reports.ndjson', linesOf(reports)), text('places.ndjson', linesOf([place]))]);
    await page.getByText('Each line of places.ndjson and reports.ndjson is a report').waitFor();
    await press('Try it: nothing is recorded');
    await page.getByText('What would become of the rows').waitFor();
    const fresh = ['New reports', '1', 'Refused rows', '1', 'New places', '1'];
    await expect.poll(counted).toEqual(fresh);
    await page.getByText('reports.ndjson 3').waitFor();
    expect((await found('/v1/reports?outlet=Lines%20team')).items).toEqual([]);
    await press('Send the reports');
    await page.getByText('What became of the rows').waitFor();
    await expect.poll(counted).toEqual(fresh);
    await shown.sitrep.settled();
    expect((await found('/v1/reports?outlet=Lines%20team')).items).toMatchObject([{ externalId: 'L-1' }]);
    await press('Try it: nothing is recorded');
    await expect.poll(async () => (await counted()).slice(2, 4)).toEqual(['Already there', '1']);
    expect(shown.complaints).toEqual([]);
  });
});
