import { randomUUID } from 'node:crypto';
import { AppendUnconfirmed } from '#event-log';
import { PinoLogger, SystemClock } from '#platform';
import pg from 'pg';
import { inject } from 'vitest';
import { createApi } from '../apps/api/src/index.js';
import { AppProcess } from './harness/app-process.js';
import { compiled } from './harness/compiled-apps.js';
import { createTestDatabase, type TestDatabase } from './harness/database.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

/** A report by its own id, which says `summary`. */
const report = (id: string, summary: string) => ({
  id,
  type: 'statement',
  summary,
  reportedAt: '2023-06-01T08:00:00Z',
  occurred: { from: '2023-05-01' },
  source: { outlet: 'Desk' },
});

interface Answer {
  readonly status: number;
  readonly body: { readonly alreadyRecorded?: true; readonly position?: object };
}

async function post(url: string, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/v1/reports`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const positionOf = ({ position }: Answer['body']): string => {
  const { partition, offset } = position as { readonly partition: number; readonly offset: string };
  return `${partition}:${offset}`;
};

/** How far the live edition is, by its own rows. */
async function committed(server: TestDatabase): Promise<readonly bigint[]> {
  const client = new pg.Client(server.url);
  await client.connect();
  try {
    const {
      rows: [live],
    } = await client.query<{ schema_name: string }>(`select schema_name from sitrep.edition where name = 'live'`);
    const { rows } = await client.query<{ next_offset: string }>(
      `select next_offset from "${live?.schema_name}".checkpoint order by partition`,
    );
    return rows.map(({ next_offset }) => BigInt(next_offset));
  } finally {
    await client.end();
  }
}

describe.each(logKinds())('two api processes on one %s log', (kind) => {
  let server: TestDatabase;
  let processes: readonly AppProcess[];
  let urls: readonly string[];

  beforeAll(async () => {
    server = await createTestDatabase();
    const kafka = {
      KAFKA_BROKERS: (inject('kafkaBrokers') ?? []).join(),
      SITREP_KAFKA_TOPIC: `sitrep.${randomUUID()}`,
    };
    const settings = { DATABASE_URL: server.url, PORT: '0', ...(kind === 'kafka' ? kafka : {}) };
    const start = { file: compiled('apps/api/src/main.ts'), settings, readyLine: /listening on/ };
    const apis = [new AppProcess(start), new AppProcess(start)];
    const projector = { ...start, file: compiled('apps/projector/src/main.ts'), readyLine: /following the log/ };
    processes = [...apis, new AppProcess(projector)];
    await Promise.all(processes.map((process) => process.start()));
    urls = apis.map(({ lines }) => /listening on (http:[^"\s]+)/.exec(lines.join('\n'))?.[1] ?? '');
  });
  afterAll(async () => {
    await Promise.all(processes.map((process) => process.kill()));
    await server.drop();
  });

  const together = (bodies: readonly object[]): Promise<readonly Answer[]> =>
    Promise.all(bodies.map((body, index) => post(urls[index % urls.length] ?? '', body)));

  it('never both take one id with two contents: one is recorded, the other refused', async () => {
    for (let round = 0; round < 20; round += 1) {
      const id = randomUUID();
      const answers = await together([report(id, 'One thing.'), report(id, 'Another.')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    }
  });

  it('never both record one content as new, and both acknowledge it', async () => {
    for (let round = 0; round < 20; round += 1) {
      const body = report(randomUUID(), 'The same.');
      const answers = await together([body, body, body, body]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
      for (const { status, body: answer } of answers) expect(answer.alreadyRecorded === true).toBe(status === 200);
    }
  });

  it('answer from all that was committed when the question came, and alike under the same tag', async () => {
    const id = randomUUID();
    const asked = '/v1/tallies?measure=killed&from=2023-01-01&to=2023-12-31&knownAt=2023-07-01';
    const texts = new Map<string, Set<string>>();
    const ask = async (url: string, least: readonly bigint[]): Promise<void> => {
      const answer = await fetch(url + asked);
      const text = await answer.text();
      const { position } = JSON.parse(text) as { readonly position: string };
      // Without a tag its rows may rest on more than it says.
      const tag = answer.headers.get('etag');
      if (tag !== null) texts.set(tag, (texts.get(tag) ?? new Set()).add(text));
      position.split('-').forEach((offset, index) => expect(BigInt(offset)).toBeGreaterThanOrEqual(least[index] ?? 0n));
    };
    let isOver = false;
    const asking = urls.flatMap((url) =>
      [1, 2, 3].map(async () => {
        while (!isOver) await ask(url, []);
      }),
    );
    const ended = Promise.allSettled(asking);
    try {
      for (let round = 0; round < 12; round += 1) {
        const figures = [{ measure: 'killed', group: 'anyone', best: 1, basis: 'incremental' }];
        const told = { ...report(randomUUID(), `${id} ${round}`), figures };
        const { status, body } = await post(urls[round % urls.length]!, told);
        expect(status, JSON.stringify(body)).toBe(201);
        await fetch(`${urls[0]}${asked}&minPosition=${positionOf(body)}`);
        const least = await committed(server);
        await Promise.all(urls.flatMap((url) => [ask(url, least), ask(url, least)]));
      }
    } finally {
      // Those who ask end with the round that failed, too: nothing may ask on while the processes are killed.
      isOver = true;
      await ended;
    }
    await Promise.all(asking);
    expect(texts.size).toBeGreaterThan(2);
    for (const same of texts.values()) expect(same.size).toBe(1);
  });

  it('refuse and repeat alike, whichever of them took it', async () => {
    const id = randomUUID();
    expect((await post(urls[0]!, report(id, 'First.'))).status).toBe(201);
    for (const url of urls) {
      expect((await post(url, report(id, 'First.'))).status).toBe(200);
      expect((await post(url, report(id, 'Second.'))).status).toBe(409);
    }
  });
});

describe.each(logKinds())('an api that ends in the middle, on the %s log', (kind) => {
  let sitrep: RunningSitrep;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
  });
  afterAll(() => sitrep.stop());

  /** Sends to an api of the same Sitrep whose appends fail, before or after the log has the event. */
  async function postUnconfirmed(body: object, isAppended: boolean): Promise<number> {
    const { eventLog } = sitrep;
    const append: typeof eventLog.append = async (events) => {
      if (isAppended) await eventLog.append(events);
      throw new AppendUnconfirmed('the process ended');
    };
    const app = await createApi({
      ...sitrep,
      eventLog: Object.create(eventLog, { append: { value: append } }),
      clock: new SystemClock(),
      settings: { timeZone: 'UTC', access: { anonymous: 'write' } },
      ready: () => ({ ready: true, missing: [] }),
      logger: PinoLogger.toStderr('fatal'),
    });
    await app.listen(0, '127.0.0.1');
    const { status } = await post(await app.getUrl(), body);
    await app.close();
    return status;
  }

  const send = (body: object) => sitrep.http.post('/v1/reports').send(body);

  it('before the append leaves the id to the same content alone, and sending it again records it', async () => {
    const id = randomUUID();
    expect(await postUnconfirmed(report(id, 'Half sent.'), false)).toBe(503);
    await send(report(id, 'Something else.')).expect(409);
    await send(report(id, 'Half sent.')).expect(201);
    await send(report(id, 'Half sent.')).expect(200);
    await send(report(id, 'Something else.')).expect(409);
  });

  it('after the append is settled by sending it again: the report is there once', async () => {
    const id = randomUUID();
    expect(await postUnconfirmed(report(id, 'In the log.'), true)).toBe(503);
    await send(report(id, 'Something else.')).expect(409);
    await sitrep.settled();
    const { body } = await send(report(id, 'In the log.')).expect(200);
    expect(body).toMatchObject({ id, alreadyRecorded: true });
    const { body: listed } = await sitrep.http.get(`/v1/reports/${id}`).expect(200);
    expect(listed.versions).toHaveLength(1);
  });

  it('what only the log and the live edition know, such as what other writers sent, has its id as well', async () => {
    const id = randomUUID();
    await send(report(id, 'Known.')).expect(201);
    await sitrep.settled();
    await sitrep.database.query(`delete from sitrep.intake where event_id = $1`, [id]);
    await send(report(id, 'Something else.')).expect(409);
    await send(report(id, 'Known.')).expect(200);
  });
});
