import { randomUUID } from 'node:crypto';
import { sendBatch, streamBatch } from '../harness/batch-client.js';
import { readAnswer } from '../harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';

const report = (number: number, more: object = {}) => ({
  externalId: `B${number}`,
  type: 'statement',
  summary: `Report ${number}.`,
  reportedAt: '2023-06-01T08:00:00Z',
  occurred: { from: '2023-05-01' },
  source: { outlet: 'Desk' },
  ...more,
});

describe.each(logKinds())('a batch of lines, with the log in %s', (kind) => {
  let sitrep: RunningSitrep;
  let url: string;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await sitrep.app.listen(0, '127.0.0.1');
    url = await sitrep.app.getUrl();
  });
  afterAll(() => sitrep.stop());

  it('takes what every route takes, and later lines name what earlier ones register', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    const reportedAt = '2023-06-02T08:00:00Z';
    const { results, end } = await sendBatch(url, [
      { kind: 'place', body: { id: 'vale', name: 'Vale', kind: 'region', timeZone: 'UTC' } },
      { kind: 'place', body: { id: 'ford', name: 'Ford', kind: 'city', parent: 'vale', timeZone: 'UTC' } },
      { kind: 'actor', body: { id: 'reds', name: 'Reds', kind: 'state' } },
      '',
      { kind: 'report', body: report(1, { id: first, places: ['ford'], actors: [{ role: 'by', actor: 'reds' }] }) },
      report(2, { id: second, externalId: undefined, places: ['ford'] }),
      { kind: 'grade', id: first, body: { reportedAt, grade: { reliability: 'A', credibility: 1 } } },
      { kind: 'correction', id: second, body: { reportedAt, reason: 'A slip.', report: report(2, { note: 'New.' }) } },
      { kind: 'links', body: { reportIds: [first, second], incident: 'E-FORD', reportedAt, reason: 'One thing.' } },
      { kind: 'unlinks', body: { reportIds: [second], incident: 'E-FORD', reportedAt, reason: 'Two things.' } },
      { kind: 'retraction', id: first, body: { reportedAt, reason: 'Withdrawn.' } },
      { kind: 'reinstatement', id: first, body: { reportedAt: '2023-06-03T08:00:00Z', reason: 'Not withdrawn.' } },
    ]);
    expect(results.map(({ line, status, problem }) => [line, status, problem])).toEqual(
      [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12].map((line) => [line, 201, undefined]),
    );
    expect(results.map(({ id }) => id).slice(0, 5)).toEqual(['vale', 'ford', 'reds', first, second]);
    for (const { eventId, position } of results) {
      expect(eventId).toMatch(/^[0-9a-f-]{36}$/);
      expect(position).toEqual({ partition: expect.any(Number), offset: expect.stringMatching(/^\d+$/) });
    }
    expect(end).toEqual({ done: true, lines: 12, accepted: 11, repeated: 0, refused: 0 });
    await sitrep.settled();
    const { amendments } = await readAnswer<{ amendments: { kind: string }[] }>(sitrep, `/v1/reports/${first}`);
    expect(amendments.map((amendment) => amendment.kind).sort()).toEqual([
      'report_graded',
      'report_reinstated',
      'report_retracted',
      'reports_linked',
    ]);
  });

  it('refuses a line as its route would, and goes on with the next', async () => {
    const { results, end } = await sendBatch(url, [
      report(10),
      '{"externalId": ',
      report(11, { places: ['nowhere'] }),
      report(12, { type: 'rumour' }),
      report(13, { surprise: 1 }),
      { kind: 'rumour', body: {} },
      { kind: 'grade', body: {} },
      {
        kind: 'grade',
        id: randomUUID(),
        body: { reportedAt: '2023-06-02T08:00:00Z', grade: { reliability: 'A', credibility: 1 } },
      },
      { kind: 'report', body: report(14, { note: 'x'.repeat(70_000) }) },
      `{"kind":"report","body":{"type":"a","type":"b"}}`,
      report(15),
      report(10, { summary: 'Something else.' }),
      report(10),
    ]);
    expect(results.map(({ status, problem }) => [status, problem?.code, problem?.errors?.[0]?.pointer])).toEqual([
      [201, undefined, undefined],
      [400, 'malformed', undefined],
      [422, 'meaningless', '/places/0'],
      [422, 'meaningless', '/type'],
      [400, 'malformed', '/surprise'],
      [400, 'malformed', '/kind'],
      [400, 'malformed', '/id'],
      [404, 'not_found', undefined],
      [413, 'too_large', undefined],
      [400, 'malformed', '/type'],
      [201, undefined, undefined],
      [409, 'conflict', undefined],
      [200, undefined, undefined],
    ]);
    const single = await sitrep.http.post('/v1/reports').send(report(11, { places: ['nowhere'] }));
    expect(results[2]?.problem).toEqual(single.body);
    expect(end).toEqual({ done: true, lines: 13, accepted: 2, repeated: 1, refused: 10 });
  });

  it('has a result for every line that came before the next is sent', async () => {
    let release = (): void => undefined;
    const answered = new Promise<void>((resolve) => (release = resolve));
    async function* lines() {
      yield `${JSON.stringify(report(20))}\n`;
      await answered;
      yield JSON.stringify(report(21));
    }
    const seen: number[] = [];
    for await (const result of streamBatch(url, lines())) {
      if ('line' in result) seen.push(result.status);
      release();
    }
    expect(seen).toEqual([201, 201]);
  });

  it('takes the same again as repeated, in whatever pieces it came', async () => {
    const text = Array.from({ length: 1_200 }, (_, index) => `${JSON.stringify(report(100 + index))}\r\n`).join('');
    const ends = [];
    for (const size of [7_777, 500]) {
      const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
      const results = [];
      for await (const result of streamBatch(url, pieces)) results.push(result);
      expect(results.slice(0, -1).map((result) => 'line' in result && result.line)).toEqual(
        Array.from({ length: 1_200 }, (_, index) => index + 1),
      );
      ends.push(results.at(-1));
    }
    expect(ends).toEqual([
      { done: true, lines: 1_200, accepted: 1_200, repeated: 0, refused: 0 },
      { done: true, lines: 1_200, accepted: 0, repeated: 1_200, refused: 0 },
    ]);
    await sitrep.settled();
  });

  it('keeps what had a result of a sender that goes away, and serves the next', async () => {
    async function* lines() {
      for (let number = 2_000; number < 6_000; number += 1) yield `${JSON.stringify(report(number))}\n`;
      await new Promise(() => undefined);
    }
    let seen = 0;
    for await (const result of streamBatch(url, lines())) {
      expect(result).toMatchObject({ status: 201 });
      if ((seen += 1) === 300) break;
    }
    const again = await sendBatch(
      url,
      Array.from({ length: 300 }, (_, index) => report(2_000 + index)),
    );
    expect(again.end).toMatchObject({ repeated: 300 });
  });

  it('registers a gazetteer in one go: parts after what they are parts of, and nothing within its own parts', async () => {
    const place = (id: string, parent?: string) => ({
      kind: 'place',
      body: { id, name: id, kind: 'district', timeZone: 'UTC', ...(parent && { parent }) },
    });
    const wards = Array.from({ length: 60 }, (_, index) => place(`ward-${index}`, `town-${index % 3}`));
    const towns = [0, 1, 2].map((index) => place(`town-${index}`, 'shire'));
    const { end } = await sendBatch(url, [place('shire'), ...towns, ...wards]);
    expect(end).toEqual({ done: true, lines: 64, accepted: 64, repeated: 0, refused: 0 });
    const { results } = await sendBatch(url, [
      place('shire', 'town-0'),
      place('shire', 'ward-9'),
      ...wards,
      place('x', 'y'),
    ]);
    expect(results.map(({ status }) => status)).toEqual([422, 422, ...wards.map(() => 200), 422]);
    const circle = await sendBatch(url, [place('a'), place('b'), place('a', 'b'), place('b', 'a')]);
    expect(circle.results.map(({ status }) => status)).toEqual([201, 201, 201, 422]);
  });

  it('takes these media types alone, and no other route takes them', async () => {
    for (const type of ['application/ndjson', 'application/jsonl'])
      await sitrep.http.post('/v1/reports/batch').set('content-type', type).send('\n').expect(200);
    const json = await sitrep.http.post('/v1/reports/batch').send(report(1)).expect(415);
    expect(json.body.detail).toContain('application/x-ndjson');
    await sitrep.http.post('/v1/reports').set('content-type', 'application/x-ndjson').send('{}').expect(415);
    await sitrep.http.post('/v1/reports/batch').expect(415);
  });
});
