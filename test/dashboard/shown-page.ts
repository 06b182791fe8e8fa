import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { pageFolder } from '../../apps/api/src/page/serve-page.js';
import { recordCampaign } from '../harness/recorded-campaign.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { openBrowser } from './browser.js';

/** Whom the page lets in, and whose reports are drafts; by default everybody writes what counts. */
type Settings = Parameters<typeof startSitrep> extends [unknown, unknown?, ...infer More] ? More : never;

const settings = { viewport: { width: 1320, height: 800 }, locale: 'en-GB' };

/** The sample campaign served with its page, and a real browser. */
export class ShownPage {
  /** Every address that any page has asked for. */
  readonly requested: string[] = [];
  /** What any page has complained of. */
  readonly complaints: string[] = [];

  private constructor(
    readonly sitrep: RunningSitrep,
    readonly url: string,
    private readonly browser: Browser,
  ) {}

  static async open(...settings: Settings): Promise<ShownPage> {
    if (pageFolder() === undefined) throw new Error('The page is not built: run node apps/dashboard/build.mjs.');
    const sitrep = await startSitrep('postgres', undefined, ...settings);
    await recordCampaign(sitrep);
    await sitrep.app.listen(0, '127.0.0.1');
    const { port } = sitrep.app.getHttpServer().address() as AddressInfo;
    return new ShownPage(sitrep, `http://127.0.0.1:${port}`, await openBrowser());
  }

  /** A browser of somebody else: no cookie, no cache and no draft of another. */
  async context(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext({ ...settings, ...options });
    context.on('request', (request) => this.requested.push(request.url()));
    context.on('weberror', (error) => this.complaints.push(error.error().message));
    return context;
  }

  /** Goes to an address and waits until its answers are there. */
  async goTo(page: Page, path: string): Promise<void> {
    await page.goto(`${this.url}${path}`);
    await page.locator('h1').waitFor();
    await page.locator('#answers').waitFor();
    await page.locator('.progress[data-loading="false"]').waitFor({ state: 'attached' });
  }

  /** Goes to an address as a link inside the page does, without loading the page anew. */
  async turnTo(page: Page, path: string): Promise<void> {
    if (!page.url().startsWith(this.url)) return this.goTo(page, path);
    await page.evaluate(
      `history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
    );
    await page.locator('#answers').waitFor();
    await page.locator('.progress[data-loading="false"]').waitFor({ state: 'attached' });
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.sitrep.stop();
  }
}
