import { startSitrep, type RunningSitrep } from '../harness/running-sitrep.js';
import { KeyedClient } from './keyed-client.js';
import { linked, open, registered, report, withheld } from './withheld-report.js';

describe('a report that is withheld from who writes', () => {
  let sitrep: RunningSitrep;
  let client: KeyedClient;
  let [below, at] = ['', ''];
  let id = '';
  beforeAll(async () => {
    sitrep = await startSitrep('postgres', undefined, { anonymous: 'none' });
    client = await KeyedClient.of(sitrep);
    at = await client.keyFor(['editor']);
    below = await client.keyFor(['editor'], { clearance: 'internal' });
    for (const [path, bodies] of registered)
      for (const body of bodies) expect((await client.ask('POST', path, at, body)).status).toBe(201);
    await sitrep.settled();
    for (const body of [open, withheld])
      ({ id } = (await (await client.ask('POST', '/v1/reports', at, body)).json()) as { id: string });
    await sitrep.settled();
  });
  afterAll(() => sitrep?.stop());

  const json = async (path: string, key = below): Promise<Record<string, unknown>> =>
    (await (await client.ask('GET', path, key)).json()) as Record<string, unknown>;
  const lines = async (sent: readonly object[]): Promise<Items> => {
    const headers = { authorization: `Bearer ${below}`, 'content-type': 'application/x-ndjson' };
    const body = sent.map((one) => `${JSON.stringify(one)}\n`).join('');
    const answer = await fetch(`${client.url}/v1/reports/batch`, { method: 'POST', headers, body });
    return (await answer.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Items[number]);
  };
  type Items = readonly Record<string, unknown>[];

  it('is not named by what stands in its place: in a report, a batch and a draft that is refused', async () => {
    const { items } = await json('/v1/reports');
    const pseudonym = String((items as Items).find(({ withheld: isWithheld }) => isWithheld === true)?.['id']);
    expect(pseudonym[14]).toBe('8');
    const body = report('O-9', 'Desk', { related: ['O-1', pseudonym] });
    const refusal = { errors: [{ pointer: '/related/1', code: 'pseudonym' }] };
    for (const path of ['/v1/reports', '/v1/reports?draft=true']) {
      const answer = await client.ask('POST', path, below, body);
      expect([answer.status, await answer.json()]).toMatchObject([422, refusal]);
    }
    const tried = await client.ask('POST', '/v1/reports?dryRun=true', below, body);
    expect([tried.status, await tried.text()]).toEqual([200, expect.stringContaining('"code":"pseudonym"')]);
    expect((await lines([body]))[0]).toMatchObject({ status: 422, problem: refusal });
    const unlinked = await client.ask('POST', '/v1/incidents/unlinks', below, linked([pseudonym]));
    expect([unlinked.status, await unlinked.json()]).toMatchObject([422, { errors: [{ pointer: '/reportIds/0' }] }]);
  });

  it('does not tell when it was made known to who amends it', async () => {
    const unknown = '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11';
    const said = { reportedAt: '2020-03-17T00:00:00Z', reason: 'No.' };
    const graded = { ...said, grade: { reliability: 'B', credibility: 2 } };
    for (const [as, body] of [
      ['retractions', said],
      ['corrections', { ...said, report: { ...open, externalId: 'O-77' } }],
      ['reinstatements', said],
      ['grades', graded],
    ] as const) {
      const answers: string[] = [];
      for (const one of [id, unknown]) {
        const sent = JSON.parse(JSON.stringify(body).replaceAll(id, one)) as object;
        const answer = await client.ask('POST', `/v1/reports/${one}/${as}`, below, sent);
        answers.push(
          `${answer.status} ${(await answer.text())
            .replaceAll(one, 'ID')
            .replaceAll(/urn:uuid:[\w-]+|"(id|offset|recordedAt)":"[^"]+"/g, '')}`,
        );
      }
      expect(answers[0], as).toBe(answers[1]);
      expect(answers[0], as).not.toContain('07:31');
    }
    for (const as of ['links', 'unlinks']) {
      const [hidden, absent] = await Promise.all(
        [id, unknown].map(async (one) => {
          const answer = await client.ask('POST', `/v1/incidents/${as}`, below, linked([one]));
          return { status: answer.status, text: (await answer.text()).replaceAll(one, 'ID') };
        }),
      );
      expect(hidden).toEqual(absent);
      expect(hidden?.status).toBe(422);
    }
  });

  it('is amended by a line of many as by a body of its own', async () => {
    const unknown = '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b12';
    const said = { reportedAt: '2020-03-17T00:00:00Z', reason: 'Not so.' };
    const { externalId: _own, ...words } = open;
    for (const [kind, body, status] of [
      ['grade', { ...said, grade: { reliability: 'B', credibility: 2 } }, 404],
      ['reinstatement', said, 404],
      ['links', 'linked', 422],
      ['unlinks', 'linked', 422],
      ['retraction', said, 201],
      ['correction', { ...said, report: words }, 201],
    ] as const) {
      const results = await Promise.all(
        [id, unknown].map(async (one) => {
          const [result] = await lines([body === 'linked' ? { kind, body: linked([one]) } : { kind, id: one, body }]);
          const text = JSON.stringify(result).replaceAll(one, 'ID');
          return text.replaceAll(/urn:uuid:[\w-]+|"(id|eventId|position|offset|recordedAt)":"[^"]+"/g, '');
        }),
      );
      expect(results[0], kind).toBe(results[1]);
      expect(results[0], kind).toContain(`"status":${status}`);
    }
  });

  it('is not told of to a key with bounds: neither its outlet nor that it is there', async () => {
    const alone = { ...withheld, externalId: 'NJ-1', incident: { key: 'E-ALONE' } };
    const { id: one } = (await (await client.ask('POST', '/v1/reports', at, alone)).json()) as { id: string };
    await sitrep.settled();
    const bounded = await client.keyFor(['editor'], { clearance: 'internal', outlets: ['Desk'] });
    const joining = report('O-11', 'Desk', { incident: { key: 'E-ALONE' } });
    const joined = await client.ask('POST', '/v1/reports', bounded, joining);
    const told = await joined.text();
    expect([joined.status, told]).toEqual([403, expect.stringContaining('has a report beyond the bounds')]);
    expect(told).not.toMatch(/Nightjar|house/);
    const said = { reportedAt: '2020-03-20T00:00:00Z', reason: 'No.' };
    const answer = await client.ask('POST', `/v1/reports/${one}/retractions`, bounded, said);
    expect([answer.status, await answer.json()]).toMatchObject([403, { errors: [{ code: 'unknown_report' }] }]);
  });

  it('is not told of by the refusal of another with its id: not that it is retracted, nor that it is a draft', async () => {
    const own = report('NJ-2', 'Nightjar Wire', { sensitivity: 'restricted' });
    const draft = { ...own, externalId: 'NJ-3' };
    const { id: retracted } = (await (await client.ask('POST', '/v1/reports', at, own)).json()) as { id: string };
    const { id: drafted } = (await (await client.ask('POST', '/v1/reports?draft=true', at, draft)).json()) as {
      id: string;
    };
    const said = { reportedAt: '2020-03-20T00:00:00Z', reason: 'Not so.' };
    await sitrep.settled();
    expect((await client.ask('POST', `/v1/reports/${retracted}/retractions`, at, said)).status).toBe(201);
    await sitrep.settled();
    for (const one of [own, draft]) {
      const other = { ...one, summary: 'Other words.' };
      const refusals = await Promise.all(
        [below, at].map(async (key) => (await client.ask('POST', '/v1/reports', key, other)).json()),
      );
      expect(refusals.map((refusal) => (refusal as { code: string }).code)).toEqual(['conflict', 'conflict']);
      const [plain, full] = refusals.map((refusal) => JSON.stringify(refusal));
      expect(full).toMatch(/retracted since|stands for a draft/);
      expect(plain).not.toMatch(/retracted|draft/);
    }
    const ahead = await client.ask('POST', `/v1/reports/${drafted}/retractions`, below, said);
    expect([ahead.status, await ahead.json()]).toMatchObject([201, { waiting: true }]);
  });

  it('is corrected by who sent it, whatever it may read now, and retracted by anybody who knows of it', async () => {
    const own = report('NJ-8', 'Nightjar Wire', { sensitivity: 'secret' });
    const { id: mine } = (await (await client.ask('POST', '/v1/reports', below, own)).json()) as { id: string };
    await sitrep.settled();
    const graded = { reportedAt: '2020-03-19T00:00:00Z', grade: { reliability: 'B', credibility: 2 } };
    expect((await client.ask('POST', `/v1/reports/${mine}/grades`, below, graded)).status).toBe(201);
    expect((await client.ask('POST', `/v1/reports/${id}/grades`, below, graded)).status).toBe(404);
    const retraction = { reportedAt: '2020-03-20T00:00:00Z', reason: 'It was another hill.' };
    const sent = await client.ask('POST', `/v1/reports/${id}/retractions`, below, retraction);
    expect([sent.status, await sent.json()]).toMatchObject([201, { reportId: id, waiting: true }]);
    await sitrep.settled();
    expect(await json(`/v1/reports/${id}`, at)).toMatchObject({
      amendments: expect.arrayContaining([expect.objectContaining({ reason: 'It was another hill.' })]),
    });
  });
});
