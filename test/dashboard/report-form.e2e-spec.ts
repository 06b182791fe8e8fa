import type { BrowserContext, Page } from 'playwright-core';
import { isWithoutBrowser } from './browser.js';
import { ShownPage } from './shown-page.js';

const at = 'd=2017-03-08&k=2017-03-09';

describe.skipIf(isWithoutBrowser)('a report by the form of the page', () => {
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
    await page.getByText('The answer of the day before, 7 March 2017, stays as it is.').waitFor();
    await page.getByText('nothing is inferred of who held it before 8 March 2017').waitFor();
    await page.getByText(/^Today, /).waitFor();
    expect(await page.locator('.preview .eff').nth(1).innerText()).toMatch(/^Tal Afar: Held by Islamic State, then /);
    await press('Send report');
    await page.getByText('Sent. It is recorded; the answers follow in a moment.').waitFor();
    expect(await page.getByText('draft kept on this device').count()).toBe(0);
    address = new URL((await page.locator('.sent a').getAttribute('href')) ?? '', shown.url).pathname;
    const { versions } = await stored();
    expect(versions[0]?.summary).toBe('Iraqi Army took Tal Afar on 8 March 2017, says Desk.');
    expect(versions[0]?.control[0]).toMatchObject({ effective: '2017-03-08' });
    const { body } = await shown.sitrep.http.get('/v1/control?place=tal-afar&validAt=2017-03-08');
    expect(body.items).toMatchObject([{ status: 'contested', holders: ['iraqi-army', 'islamic-state'] }]);
  });

  it('says of a draft that it waits for an approval, and leads to it, not to a report', async () => {
    const once = { times: 1 };
    await page.route(/\/v1\/reports$/, (route) => route.continue({ url: `${route.request().url()}?draft=true` }), once);
    await shown.goTo(page, `/reports/new?${at}`);
    await question('what').getByRole('button', { name: 'More', exact: true }).click();
    await question('what').getByRole('button', { name: 'Fighting', exact: true }).click();
    await question('where').getByRole('searchbox').fill('Tal Afar');
    await question('where').locator('.picker .opt').first().click();
    await question('source').getByLabel('Outlet').fill('Desk');
    await press('Send report');
    await page.getByText('Sent as a draft. It waits for an approval, and counts for nothing until then.').waitFor();
    expect(await page.locator('.sent a').getAttribute('href')).toMatch(/^\/review\/[0-9a-f-]{36}\?/);
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
    await page.getByText('Sent. It is recorded; the answers follow in a moment.').waitFor();
    const { versions, amendments } = await stored();
    expect(versions.at(-1)).toMatchObject({ occurred: { from: '2017-03-07' }, control: [{ effective: '2017-03-07' }] });
    expect(amendments).toMatchObject([{ kind: 'report_corrected', reason: 'It was a day earlier.' }]);
  });

  it('says in the report what the correction changed, before and after', async () => {
    await reread();
    const changed = (await page.locator('.versions .changed li').allInnerTexts()).join('\n');
    expect(changed).toContain(
      'Summary: Iraqi Army took Tal Afar on 8 March 2017, says Desk. → Iraqi Army took Tal Afar on',
    );
    expect(changed).toContain('When: 8 March 2017 → 7 March 2017');
  });

  it('asks who holds a place that was taken, and says that nobody named changes nothing', async () => {
    await shown.goTo(page, `/reports/new?${at}`);
    await question('what').getByRole('button', { name: 'More', exact: true }).click();
    await question('what').getByRole('button', { name: 'Building taken', exact: true }).click();
    await question('where').getByRole('searchbox').fill('Mosul museum');
    await question('where').locator('.picker .opt').first().click();
    await question('source').getByLabel('Outlet').fill('Desk');
    await page.getByText('Nobody is named as holder: who holds').waitFor();
    await press('Send report');
    await page.getByText('Name one, or say that nobody is named.').waitFor();
    await press('Nobody is named');
    await press('Send report');
    await page.getByText('Sent. It is recorded; the answers follow in a moment.').waitFor();
  });

  it('asks whether written words still hold when a correction changes a number, and tells what the counts become', async () => {
    const report = {
      id: '0190aaaa-0000-7000-8000-000000000012',
      type: 'shelling',
      summary: 'Shells killed twelve.',
      places: ['mosul-west'],
      occurred: { from: '2017-03-08', to: '2017-03-08' },
      reportedAt: '2017-03-09T10:00:00Z',
      figures: [{ measure: 'killed', group: 'civilians', low: 12, best: 12, high: 12, basis: 'incremental' }],
      source: { outlet: 'Desk', chain: ['a colonel'], anonymity: 'named' },
    };
    expect((await shown.sitrep.http.post('/v1/reports').send(report)).status).toBe(201);
    await shown.sitrep.settled();
    await shown.goTo(page, `/reports/${report.id}/correct`);
    await question('figures').getByLabel('Number').fill('21');
    await page.getByText('Civilians, killed, West Mosul: 12, then 21.').waitFor();
    await question('reason').getByRole('textbox').fill('Misheard.');
    await press('Send the correction');
    await page.getByText('Does it still hold?').waitFor();
    await question('summary').getByRole('button', { name: 'Write it from the answers' }).click();
    await page.locator('.preview .changed li', { hasText: 'Number: Civilians, killed: 12 → 21' }).waitFor();
    await press('Send the correction');
    await page.getByText('Sent. It is recorded; the answers follow in a moment.').waitFor();
    await shown.sitrep.settled();
    const today = new Date().toISOString().slice(0, 10);
    await shown.goTo(page, `/changes?d=2017-03-08&k=${today}`);
    await page.locator('.amended', { hasText: 'Number: Civilians, killed: 12 → 21' }).waitFor();
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

  it('says what put a report back, and not that it was corrected', async () => {
    await reread();
    const labels = await page.locator('.versions .ref').allInnerTexts();
    expect(labels.filter((label) => label.startsWith('Put back'))).toHaveLength(1);
  });

  it('registers a place that is not there and counts two groups; cut off, it sends once the connection is back', async () => {
    await shown.goTo(page, `/reports/new?${at}`);
    await question('what').getByRole('button', { name: 'More', exact: true }).click();
    await question('what').getByRole('button', { name: 'Shelling', exact: true }).click();
    await question('where').getByRole('searchbox').fill('Wadi Hajar');
    await question('where').getByRole('button', { name: 'Not there? Register it' }).click();
    await question('where').getByLabel('in another script').fill('وادي حجر');
    const register = question('where').getByRole('button', { name: 'Register the place' });
    await register.click();
    await question('where').getByText('Say what kind of place it is.').waitFor();
    await question('where').getByRole('button', { name: 'District', exact: true }).click();
    await register.click();
    await question('where').getByText('Say what it is part of, or').waitFor();
    await question('where').getByLabel('Latitude, longitude').fill('36.31, 43.12');
    await register.click();
    await question('where').locator('> .fld', { hasText: 'Wadi Hajar' }).waitFor();
    const { body: place } = await shown.sitrep.http.get('/v1/places/wadi-hajar');
    expect(place).toMatchObject({ parent: 'mosul', kind: 'district', timeZone: 'Asia/Baghdad' });
    await question('who').getByRole('button', { name: 'Islamic State', exact: true }).first().click();
    for (const [index, [measure, number]] of [['killed', '12'] as const, ['wounded', '30'] as const].entries()) {
      await question('figures').getByRole('button', { name: measure, exact: true }).click();
      await question('figures').getByLabel('Number').nth(index).fill(number);
    }
    await question('source').getByLabel('First voice').fill('a colonel');
    await question('source').getByLabel('Outlet').fill('Desk');
    await question('source').getByRole('button', { name: 'Iraq', exact: true }).click();
    await page.locator('.preview .eff', { hasText: 'then fought over' }).waitFor();
    await context.setOffline(true);
    await page.locator('.connection').waitFor();
    await page.getByRole('button', { name: 'Discard', exact: true }).click({ trial: true });
    await press('Send report');
    await page.locator('.outbox li').waitFor();
    await page.reload().catch(() => undefined);
    await context.setOffline(false);
    await shown.goTo(page, `/reports/new?${at}`);
    await page.locator('.outbox').waitFor({ state: 'detached' });
    await shown.sitrep.settled();
    const { body } = await shown.sitrep.http.get('/v1/reports').query({ place: 'wadi-hajar' });
    expect(body.items).toMatchObject([
      {
        type: 'shelling',
        control: [{ effect: 'contested', conditions: ['under_fire'] }],
        figures: [
          { measure: 'killed', low: 12 },
          { measure: 'wounded', low: 30 },
        ],
        source: { chain: ['a colonel'], speaksFor: ['iraq'] },
      },
    ]);
  });

  it.each(['D062', 'D071'])('corrects %s of the campaign and leaves what is not asked', async (number) => {
    const list = await shown.sitrep.http.get('/v1/reports').query({ externalId: number });
    address = `/reports/${list.body.items[0].id}`;
    const before = (await stored()).versions.at(-1);
    await shown.goTo(page, `${address}/correct`);
    await question('summary').getByRole('textbox').fill('Said more plainly.');
    await question('reason').getByRole('textbox').fill('Plainer.');
    await press('Send the correction');
    await page.getByText('Sent. It is recorded; the answers follow in a moment.').waitFor();
    const after = (await stored()).versions.at(-1);
    const by = { id: 'anonymous', name: null };
    const known = { reportedAt: expect.any(String), knownFrom: expect.any(String), knownTo: null, by };
    const changed = [
      { member: 'summary', label: 'Summary', entry: null, before: before?.summary, after: 'Said more plainly.' },
    ];
    expect(after).toEqual({ ...before, ...known, summary: 'Said more plainly.', version: 2, changed });
  });

  it('asks for a key, and does not say that it is offline, once the stream of positions is refused for want of one', async () => {
    const other = await shown.context();
    const body = JSON.stringify({ title: 'Unauthorized', detail: 'The key was revoked.' });
    await other.route('**/v1/stream', (route) =>
      route.fulfill({ status: 401, contentType: 'application/problem+json', body }),
    );
    const refused = await other.newPage();
    await refused.goto(`${shown.url}/reports/new?${at}`);
    await refused.getByRole('heading', { name: 'This Sitrep asks for a key' }).waitFor();
    expect(await refused.locator('.connection').count()).toBe(0);
    await other.close();
  });

  it('shows a hostile report as text', async () => {
    const attack = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> \u202Eevil\u202C ';
    const summary = (attack + 'a very long account '.repeat(120)).slice(0, 2000).trimEnd();
    const report = {
      id: '0190aaaa-0000-7000-8000-000000000001',
      type: 'statement',
      summary,
      places: ['mosul'],
      occurred: { precision: 'day', from: '2017-03-08', to: '2017-03-08' },
      reportedAt: '2017-03-09T10:00:00Z',
      source: { outlet: '<b>Outlet</b>', chain: ['<i>voice</i>'] },
    };
    expect((await shown.sitrep.http.post('/v1/reports').send(report)).status).toBe(201);
    await shown.sitrep.settled();
    for (const path of ['/reports?text=evil', `/reports/${report.id}`]) {
      await shown.goTo(page, path);
      await page.getByText('window.hacked=1').first().waitFor();
      expect(await page.locator('main img, main script, main b:text-is("Outlet"), main i').count()).toBe(0);
      await page.locator('.hidden-mark', { hasText: 'U+202E' }).first().waitFor();
      expect(await page.evaluate(`'hacked' in window`)).toBe(false);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    }
  });
});
