import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { createProgram } from '../../apps/cli/src/program.js';
import { KeyedClient } from '../access/keyed-client.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { allowingPrivate, quick } from './quick-pace.js';
import { until, WebhookReceiver } from './receiver.js';

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly secret: string | null;
  readonly note: string | null;
  readonly lastSequence: string;
  readonly responsible: string;
  readonly createdBy: string;
}

const publicId = (key: string): string => key.split('_')[1] ?? '';

describe('who answers for a watch', () => {
  let sitrep: RunningSitrep;
  let client: KeyedClient;
  let receiver: WebhookReceiver;
  let webhook: { readonly url: string };
  let editor: string;
  let days = 0;
  beforeAll(async () => {
    receiver = new WebhookReceiver();
    webhook = { url: await receiver.listen() };
    sitrep = await startSitrep('postgres', undefined, {}, allowingPrivate);
    client = await KeyedClient.of(sitrep);
    editor = await client.keyFor(['editor'], { name: 'Edith' });
    for (const id of ['reds', 'blues']) await asked('POST', '/v1/actors', { id, name: id, kind: 'militia' }, 201);
    await asked('POST', '/v1/places', { id: 'hill', name: 'Hill', kind: 'position', timeZone: 'UTC' }, 201);
    await sitrep.settled();
  });
  afterAll(async () => {
    await sitrep.stop();
    await receiver.close();
  });

  const asked = async <Answer = Shown>(method: string, path: string, body?: object, status = 200, key = editor) => {
    const response = await client.ask(method, path, key, body);
    const text = await response.text();
    expect([response.status, text]).toEqual([status, text]);
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  };
  const shown = (id: string) => asked('GET', `/v1/watches/${id}`);
  /** The hill is taken by one or the other: a message. */
  const gain = () => {
    const [holder, takenFrom] = (days += 1) % 2 === 0 ? ['reds', 'blues'] : ['blues', 'reds'];
    const effective = new Date(Date.UTC(2020, 0, days)).toISOString().slice(0, 10);
    return asked(
      'POST',
      '/v1/reports',
      {
        externalId: `G${days}`,
        type: 'area_seized',
        summary: `Gain ${days}`,
        occurred: { from: effective },
        reportedAt: '2020-12-31T00:00:00Z',
        places: ['hill'],
        control: [{ place: 'hill', effect: 'gained', status: 'held', holders: [holder], takenFrom, effective }],
        source: { outlet: 'Desk' },
      },
      201,
    );
  };
  const hill = { name: 'hill', question: { kinds: ['changedHands'] } };

  it.each<[string, (key: string, name: string) => Promise<unknown>]>([
    ['revoked', (key) => client.keys.revoke(publicId(key))],
    ['erased', (_key, name) => client.keys.erase(name)],
    [
      'expired',
      (key) => sitrep.database.query('update sitrep.api_key set expires_at = now() where id = $1', [publicId(key)]),
    ],
  ])('its key %s, it sends no more, until somebody else takes it over', async (refusal, end) => {
    const name = `Leaving ${refusal}`;
    const key = await client.keyFor(['editor'], { name });
    await sitrep.settled();
    receiver.received.length = 0;
    const watch = await asked('POST', '/v1/watches', { ...hill, webhook }, 201, key);
    expect(watch).toMatchObject({ createdBy: `key:${publicId(key)}`, responsible: `key:${publicId(key)}` });
    await end(key, name);
    await gain();
    await until(async () => (await shown(watch.id)).state === 'paused', 'it is paused');
    const detail = expect.stringContaining(`key:${publicId(key)}, who answers for this watch, is ${refusal}`) as string;
    expect(await shown(watch.id)).toMatchObject({
      paused: { code: 'creator_refused', detail },
      sending: { waiting: 1 },
    });
    expect(await asked('GET', `/v1/watches/${watch.id}/deliveries`)).toMatchObject({
      items: [{ outcome: 'failed', status: null, sequence: '1', detail }],
    });
    expect(receiver.received).toEqual([]);
    await gain();
    expect(await asked('PATCH', `/v1/watches/${watch.id}`, { state: 'active' })).toMatchObject({
      createdBy: `key:${publicId(key)}`,
      responsible: `key:${publicId(editor)}`,
    });
    await until(() => receiver.received.length === 2, 'what waited is sent');
    expect(receiver.received.map(({ sequence }) => sequence)).toEqual(['1', '2']);
    await asked('DELETE', `/v1/watches/${watch.id}`, undefined, 204);
  });

  it('is counted where a key is revoked on the command line', async () => {
    const key = await client.keyFor(['editor']);
    const made = await asked('POST', '/v1/watches', { ...hill, webhook }, 201, key);
    await asked('POST', '/v1/watches', hill, 201, key);
    for (const [name, value] of Object.entries(sitrep.environment)) vi.stubEnv(name, value);
    const [out, err] = [new PassThrough(), new PassThrough()];
    await createProgram({ out, err, exitCode: 0 }).parseAsync(['node', 'sitrep', 'key', 'revoke', publicId(key)]);
    vi.unstubAllEnvs();
    expect(String(err.read())).toContain('It answers for 1 of the watches that send');
    await asked('DELETE', `/v1/watches/${made.id}`, undefined, 204);
  });

  it('stands in the audit: which watch, and what was done to it', async () => {
    const { id } = await asked('POST', '/v1/watches', { ...hill, webhook }, 201);
    await asked('PATCH', `/v1/watches/${id}`, { state: 'paused' });
    await asked('PATCH', `/v1/watches/${id}`, { name: 'the hill', question: { within: 'hill' } });
    await asked('POST', `/v1/watches/${id}/test`);
    await asked('DELETE', `/v1/watches/${id}`, undefined, 204);
    const admin = await client.keyFor(['admin'], { name: 'Ada' });
    const { items } = await asked<{ items: { action: string }[] }>('GET', '/v1/audit', undefined, 200, admin);
    const by = { principal: `key:${publicId(editor)}`, subject: `/v1/watches/${id}` };
    const within = expect.objectContaining({ within: 'hill' }) as object;
    expect(items.slice(1, 6)).toMatchObject([
      { ...by, action: 'watch_dropped', detail: { id, name: 'the hill' } },
      { ...by, action: 'watch_tested', detail: { id, name: 'the hill' } },
      { ...by, action: 'watch_changed', detail: { id, changed: { name: 'the hill', question: within } } },
      { ...by, action: 'watch_changed', detail: { id, name: 'hill', changed: { state: 'paused' } } },
      { ...by, action: 'watch_created', detail: { id, name: 'hill', channel: 'webhook', question: hill.question } },
    ]);
  });

  it('gets the secret once, also where the answer is repeated under its Idempotency-Key', async () => {
    const headers = {
      'idempotency-key': randomUUID(),
      'content-type': 'application/json',
      authorization: `Bearer ${editor}`,
    };
    const send = async () =>
      (await (await client.send('POST', '/v1/watches', headers, { ...hill, webhook })).json()) as Shown;
    const [first, second] = [await send(), await send()];
    expect([first.secret, first.note]).toEqual([expect.stringMatching(/^whsec_/), null]);
    expect(second).toEqual({ ...first, secret: null, note: expect.stringContaining('shown once') });
    const kept = await sitrep.database.query(`select 1 from sitrep.keyed_request where body like '%whsec_%'`);
    expect(kept).toEqual([]);
    await asked('DELETE', `/v1/watches/${first.id}`, undefined, 204);
  });

  it('gets the first briefing tomorrow where its time is over, also of a question that was changed', async () => {
    const briefing = { kinds: [], briefing: { at: '00:00' } };
    const { id } = await asked('POST', '/v1/watches', hill, 201);
    await asked('PATCH', `/v1/watches/${id}`, { question: briefing });
    const resumed = await asked('POST', '/v1/watches', { name: 'b', question: briefing }, 201);
    await asked('PATCH', `/v1/watches/${resumed.id}`, { state: 'paused' });
    const aDayPasses = `update sitrep.watch set briefed_day = briefed_day - 1 where id = $1`;
    await sitrep.database.query(aDayPasses, [resumed.id]);
    await asked('PATCH', `/v1/watches/${resumed.id}`, { state: 'active' });
    const other = await asked('POST', '/v1/watches', { name: 'c', question: briefing }, 201);
    await sitrep.database.query(aDayPasses, [other.id]);
    await until(async () => (await shown(other.id)).lastSequence === '1', 'mornings are looked at');
    await new Promise((resolve) => setTimeout(resolve, 3 * quick.tickMs));
    for (const one of [id, resumed.id]) expect((await shown(one)).lastSequence).toBe('0');
  });
});
