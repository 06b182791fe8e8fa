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
  type Items = readonly Record<string, unknown>[];

  it('is not named by what stands in its place: in a report, a batch and a draft that is refused', async () => {
    const { items } = await json('/v1/reports');
    const pseudonym = String((items as Items).find(({ withheld: isWithheld }) => isWithheld === true)?.['id']);
    expect(pseudonym[14]).toBe('8');
    const body = report('O-9', 'Desk', { related: ['O-1', pseudonym] });
    const refusal = { errors: [{ pointer: '/related/1', code: 'pseudonym' }] };
    for (const [path, sent] of [
      ['/v1/reports', body],
      ['/v1/reports?draft=true', body],
      ['/v1/reports?dryRun=true', body],
    ] as const) {
      const answer = await client.ask('POST', path, below, sent);
      if (path.endsWith('dryRun=true')) expect([200, 422]).toContain(answer.status);
      else expect([answer.status, await answer.json()]).toMatchObject([422, refusal]);
    }
    const headers = { authorization: `Bearer ${below}`, 'content-type': 'application/x-ndjson' };
    const batch = await fetch(`${client.url}/v1/reports/batch`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    expect(await batch.text()).toContain('"code":"pseudonym"');
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
    const links = await Promise.all(
      [id, unknown].map((one) => client.ask('POST', '/v1/incidents/links', below, linked([one]))),
    );
    expect(links.map(({ status }) => status)).toEqual([links[1]?.status, links[1]?.status]);
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
