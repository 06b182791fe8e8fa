import type { BrowserContextOptions, Page } from 'playwright-core';
import { KeyStore, type Role } from '#platform';
import { ShownPage } from './shown-page.js';

const people = { rita: 'reporter', edith: 'editor', egon: 'editor' } as const;
export type Person = keyof typeof people;
export const persons = Object.keys(people) as readonly Person[];

/** What a draft says where a test says nothing else. */
export const taken = {
  type: 'area_seized',
  summary: 'The army took Tal Afar, its spokesman says.',
  occurred: { from: '2017-03-08', to: '2017-03-08' },
  reportedAt: '2017-03-09T16:00:00+03:00',
  places: ['tal-afar'],
  actors: [{ role: 'by', actor: 'iraqi-army' }],
  control: [
    {
      place: 'tal-afar',
      effect: 'gained',
      holders: ['iraqi-army'],
      takenFrom: 'islamic-state',
      effective: '2017-03-08',
    },
  ],
  source: { outlet: 'Field team', chain: ['army spokesman'], anonymity: 'named' },
};

/** The sample with people whose reports are drafts, and editors who decide. */
export class ReviewDesk {
  private constructor(
    readonly shown: ShownPage,
    private readonly keys: Readonly<Record<Person, string>>,
  ) {}

  static async open(): Promise<ReviewDesk> {
    const review = { draftsFrom: ['reporter'], needsSecondPerson: true };
    const shown = await ShownPage.open({ anonymous: 'read' }, { review });
    const store = new KeyStore(shown.sitrep.database);
    const keyOf = async (name: Person): Promise<string> =>
      (await store.create({ name, roles: [people[name] as Role], outlets: [], places: [] })).text;
    const keys = { rita: await keyOf('rita'), edith: await keyOf('edith'), egon: await keyOf('egon') };
    return new ReviewDesk(shown, keys);
  }

  async openFor(who: Person, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.shown.context(options);
    const key = JSON.stringify(this.keys[who]);
    await context.addInitScript(`try { sessionStorage.setItem('sitrep.key', ${key}); } catch {}`);
    return context.newPage();
  }

  async ask(who: Person, path: string, body?: object) {
    const headers = { authorization: `Bearer ${this.keys[who]}`, 'content-type': 'application/json' };
    const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
    return (await fetch(this.shown.url + path, init)).json() as Promise<Record<string, unknown> & { id: string }>;
  }

  async drafted(externalId: string, more: object = {}, who: Person = 'rita'): Promise<string> {
    const { id } = await this.ask(who, '/v1/reports?draft=true', { ...taken, externalId, ...more });
    await this.shown.sitrep.settled();
    return id;
  }

  /** Drafts of one reporter under one name. */
  async bundled(bundle: string, ...drafts: readonly object[]): Promise<void> {
    const body = drafts.map((draft) => JSON.stringify({ ...taken, ...draft })).join('\n');
    const headers = { authorization: `Bearer ${this.keys.rita}`, 'content-type': 'application/x-ndjson' };
    await fetch(`${this.shown.url}/v1/reports/batch?draft=true&bundle=${bundle}`, { method: 'POST', headers, body });
    await this.shown.sitrep.settled();
  }
}
