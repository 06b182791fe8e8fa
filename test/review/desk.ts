import { randomUUID } from 'node:crypto';
import { jobDone } from '../harness/job-done.js';
import { type LogKind, type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { KeyedClient } from '../access/keyed-client.js';
import { default_sensitivity, type SensitivitySettings } from '#platform';
import { quick } from '../watches/quick-pace.js';
import { claim, draft } from '../harness/api-client.js';

/** An answer, whatever it is of. */
export interface Answer {
  readonly status: number;
  // Tests look at members of many shapes.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
  readonly text: string;
}

const city = (id: string) => ({ id, name: id, kind: 'city', timeZone: 'Asia/Baghdad' });

/** A desk whose reporters send drafts, and where a second person has to approve. */
export class Desk {
  private constructor(
    readonly sitrep: RunningSitrep,
    readonly client: KeyedClient,
    readonly keys: Readonly<
      Record<
        'rita' | 'omar' | 'edith' | 'egon' | 'reader' | 'ada' | 'bounded' | 'internal' | 'ritaToo' | 'edithToo',
        string
      >
    >,
  ) {}

  static async open(kind: LogKind, sensitivity: SensitivitySettings = default_sensitivity): Promise<Desk> {
    const review = { draftsFrom: ['reporter'], needsSecondPerson: true };
    const sitrep = await startSitrep(kind, undefined, {}, { review, sensitivity, watchPace: quick });
    const client = await KeyedClient.of(sitrep);
    const desk = new Desk(sitrep, client, {
      rita: await client.keyFor(['reporter'], { name: 'Rita' }),
      omar: await client.keyFor(['reporter'], { name: 'Omar' }),
      edith: await client.keyFor(['editor'], { name: 'Edith' }),
      egon: await client.keyFor(['editor'], { name: 'Egon' }),
      reader: await client.keyFor(['reader', 'analyst'], { name: 'Ravi' }),
      ada: await client.keyFor(['admin'], { name: 'Ada' }),
      ritaToo: await client.keyFor(['reporter'], { name: 'Rita' }),
      edithToo: await client.keyFor(['editor'], { name: 'Edith' }),
      internal: await client.keyFor(['editor'], { name: 'Ines', clearance: 'internal' }),
      bounded: await client.keyFor(['editor'], { name: 'Bea', outlets: ['SANA'], places: ['raqqa'] }),
    });
    for (const id of ['iraq', 'islamic-state'])
      await desk.post('/v1/actors', 'edith', { id, name: id, kind: 'state' }, 201);
    for (const id of ['mosul', 'raqqa']) await desk.post('/v1/places', 'edith', city(id), 201);
    await sitrep.settled();
    return desk;
  }

  async ask(method: string, path: string, who: keyof Desk['keys'], body?: object): Promise<Answer> {
    const response = await this.client.ask(method, path, this.keys[who], body);
    const text = await response.text();
    const isJson =
      /json/.test(response.headers.get('content-type') ?? '') &&
      !/ndjson/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, text, body: isJson && text !== '' ? JSON.parse(text) : {} };
  }

  /** Posts, and expects this status. */
  async post(path: string, who: keyof Desk['keys'], body: object, status: number): Promise<Answer['body']> {
    const answer = await this.ask('POST', path, who, body);
    if (answer.status !== status) throw new Error(`${path} answered ${answer.status}, not ${status}: ${answer.text}`);
    return answer.body;
  }

  async get(path: string, who: keyof Desk['keys']): Promise<Answer['body']> {
    const answer = await this.ask('GET', path, who);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
    return answer.body;
  }

  /** A report that nobody has sent. */
  report(more: object = {}): object {
    return { ...draft, externalId: randomUUID(), ...more };
  }

  /** A report that Raqqa changed hands. */
  ofRaqqa(more: object = {}): object {
    const control = [{ ...claim, place: 'raqqa' }];
    return this.report({ places: ['raqqa'], control, figures: [], ...more });
  }

  /** Has a reporter send a draft. */
  async drafted(more: object = {}): Promise<string> {
    const { id, review } = await this.post('/v1/reports', 'rita', this.report(more), 201);
    expect(review).toBe('new');
    await this.sitrep.settled();
    return id as string;
  }

  /** Posts lines to a batch, each a draft unless `query` says otherwise, and returns what became of each. */
  async batch(
    who: keyof Desk['keys'],
    lines: readonly object[],
    query = 'draft=true',
  ): Promise<readonly Answer['body'][]> {
    const response = await fetch(`${this.client.url}/v1/reports/batch?${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.keys[who]}`, 'content-type': 'application/x-ndjson' },
      body: lines.map((line) => JSON.stringify(line)).join('\n'),
    });
    const answers = (await response.text()).trim().split('\n');
    return answers.map((line) => JSON.parse(line)).slice(0, lines.length);
  }

  /** Orders an edition, and waits until it is there. */
  async edition(name: string, definition: object): Promise<void> {
    const { job } = await this.post('/v1/editions', 'reader', { name, definition }, 202);
    await jobDone(() => this.get(`/v1/jobs/${job.id}`, 'reader'));
  }

  stop(): Promise<void> {
    return this.sitrep.stop();
  }
}
