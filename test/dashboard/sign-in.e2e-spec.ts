import type { Browser } from 'playwright-core';
import { PinoLogger, SystemClock } from '#platform';
import { createApi } from '../../apps/api/src/index.js';
import { OpenIdProvider } from '../access/openid-provider.js';
import { freePort } from '../harness/kafka/loopback.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { isWithoutBrowser, openBrowser } from './browser.js';

describe.skipIf(isWithoutBrowser)('signing in on the page, in a real browser', () => {
  let sitrep: RunningSitrep;
  let provider: OpenIdProvider;
  let browser: Browser;
  let api: Awaited<ReturnType<typeof createApi>>;
  let url: string;

  beforeAll(async () => {
    url = `http://127.0.0.1:${await freePort()}`;
    sitrep = await startSitrep('postgres', undefined, {});
    provider = await OpenIdProvider.start(url, { ada: { name: 'Ada Lovelace', groups: ['newsroom'] } });
    const client = { id: 'page', secret: 'page-secret-of-a-test', scope: 'openid profile' };
    const roles = [{ claim: 'groups', value: 'newsroom', role: 'editor' as const }];
    api = await createApi({
      ...sitrep,
      clock: new SystemClock(),
      settings: {
        timeZone: 'UTC',
        publicBaseUrl: url,
        access: { openId: { issuer: provider.issuer, audience: 'sitrep', roles, client } },
      },
      ready: () => ({ ready: true, missing: [] }),
      logger: PinoLogger.toStderr('fatal'),
    });
    await api.listen(Number(new URL(url).port), '127.0.0.1');
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
    await provider?.stop();
    await sitrep?.stop();
  });

  it('goes to the provider and back to the screen it began at, shows who is in, writes, and goes out again', async () => {
    const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    await page.goto(`${url}/reports?q=bridge`);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.locator('input[name="login"]').fill('ada');
    await page.locator('input[name="password"]').fill('any');
    await page.locator('button[type="submit"]').click();
    await page.getByRole('button', { name: /continue/i }).click();
    await page.waitForURL(`${url}/reports?q=bridge`);
    const name = page.getByRole('button', { name: 'Ada Lovelace' });
    await name.waitFor();
    expect(await page.evaluate('document.cookie')).not.toContain('sitrep-session');
    const written = await page.evaluate(
      `fetch('/v1/actors', { method: 'POST', headers: { 'Content-Type': 'application/json' },
         body: JSON.stringify({ id: 'iraq', name: 'Iraq', kind: 'state' }) }).then(({ status }) => status)`,
    );
    expect(written).toBe(201);
    await name.click();
    await page.waitForURL(`${provider.issuer}/session/end**`);
    await page.getByRole('button', { name: /yes/i }).click();
    await page.waitForURL((address) => address.href.startsWith(url));
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate(`fetch('/v1/me').then(({ status }) => status)`)).toBe(401);
  });
});
