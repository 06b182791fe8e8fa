import { draft, figure } from '../harness/api-client.js';
import { logKinds, type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';

const asked = '/v1/control?validAt=2017-03-07&knownAt=2017-03-12';

const quarter_ms = 15 * 60_000;
const remainsOfQuarter = async (ms: number): Promise<void> => {
  const left = quarter_ms - (Date.now() % quarter_ms);
  if (left < ms) await new Promise((resolve) => setTimeout(resolve, left));
};

describe.each(logKinds())('what caches are told of answers, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    for (const id of ['iraq', 'islamic-state'])
      await sitrep.http.post('/v1/actors').send({ id, name: id, kind: 'state' }).expect(201);
    const mosul = { id: 'mosul', name: 'Mosul', kind: 'city', timeZone: 'Asia/Baghdad' };
    await sitrep.http.post('/v1/places').send(mosul).expect(201);
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  const tagOf = async (path: string): Promise<string> =>
    (await sitrep.http.get(path).expect(200)).headers['etag'] ?? '';
  const again = (path: string, tag: string) => sitrep.http.get(path).set('If-None-Match', tag);

  it('an answer is not sent again until the edition has come further', async () => {
    const first = await sitrep.http.get(asked).expect(200);
    const tag = first.headers['etag'] ?? '';
    expect(first.headers).toMatchObject({
      'cache-control': 'no-cache',
      vary: 'Accept',
      etag: expect.stringMatching(/^"/),
    });
    const other = await again('/v1/control?knownAt=2017-03-12&validAt=2017-03-07', `"x", W/${tag}`).expect(304);
    expect(other.text).toBe('');
    expect(other.headers).toMatchObject({ 'cache-control': 'no-cache', etag: tag });
    expect(other.headers).not.toHaveProperty('content-type');
    expect((await sitrep.http.head(asked)).headers['etag']).toBe(tag);
    await sitrep.http.post('/v1/reports').send(draft).expect(201);
    await sitrep.settled();
    const later = await again(asked, tag).expect(200);
    expect(later.body.items).toHaveLength(1);
    expect(later.headers['etag']).not.toBe(tag);
  });

  it('another question, format or method has another tag or none', async () => {
    const tag = await tagOf(asked);
    for (const path of [`${asked}&limit=7`, asked.replace('2017-03-12', '2017-03-11'), `${asked}&format=csv`])
      await again(path, tag).expect(200);
    const file = await sitrep.http.get(asked).set('Accept', 'text/csv').set('If-None-Match', tag).expect(200);
    expect(file.headers['etag']).toMatch(/^W\/"/);
    await again(`${asked}&format=csv`, await tagOf(`${asked}&format=csv`)).expect(304);
  });

  it.each([
    ['no moment', '/v1/control'],
    ['no moment of the world', '/v1/control?knownAt=2017-03-12'],
    ['a comparison with now', '/v1/map?validAt=2017-03-07&knownAt=2017-03-12&since=2017-03-07,2999-01-01'],
  ])('an answer to a question with %s is never taken for a later one', async (_what, path) => {
    const first = await sitrep.http.get(path);
    if (first.status !== 200) throw new Error(first.text);
    await new Promise((resolve) => setTimeout(resolve, 2));
    await again(path, first.headers['etag'] ?? '').expect(200);
  });

  it('lists and entries without a moment are tagged, and so is what no edition holds', async () => {
    const report = (await sitrep.http.get('/v1/reports?limit=1')).body.items[0].id;
    const known = 'knownAt=2017-03-12';
    for (const path of [
      `/v1/incidents?${known}`,
      `/v1/contradictions?${known}`,
      `/v1/control/mosul/answers?${known}`,
      `/v1/days?from=2017-03-01&to=2017-03-09&by=day&${known}`,
      '/v1/places',
      '/v1/places/mosul',
      '/v1/actors',
      `/v1/reports/${report}`,
      '/v1/policies',
      '/v1/editions',
    ])
      await again(path, await tagOf(path)).expect(304);
    await again('/v1/policies', '*').expect(304);
  });

  it('refusals, writes and health may not be kept', async () => {
    const refused = await sitrep.http.get('/v1/places/nowhere').set('If-None-Match', '*').expect(404);
    const health = await sitrep.http.get('/livez').expect(200);
    const written = await sitrep.http.post('/v1/reports').send(draft).expect(200);
    for (const { headers } of [refused, health, written]) {
      expect(headers['cache-control']).toBe('no-store');
      expect(headers).not.toHaveProperty('etag');
    }
  });

  it('an answer that must rest on a report waits for it, and has the tag of any other', async () => {
    for (const [index, externalId] of ['N1', 'N2', 'N3'].entries()) {
      const { position } = (
        await sitrep.http
          .post('/v1/reports')
          .send({ ...draft, externalId })
          .expect(201)
      ).body;
      const path = `/v1/reports?knownAt=2017-03-12&minPosition=${position.partition}:${position.offset}`;
      const { body, headers } = await sitrep.http.get(path).expect(200);
      expect(body.items).toHaveLength(index + 2);
      expect(JSON.stringify(body.links)).not.toContain('minPosition');
      await again('/v1/reports?knownAt=2017-03-12', headers['etag'] ?? '').expect(304);
      await sitrep.http.get(`/v1/control?minPosition=${body.position}`).expect(200);
    }
  });

  it.each([
    '/v1/control?validAt=2017-03-07',
    '/v1/control?validAt=2017-03-07&knownAt=2999-01-01',
    '/v1/tallies?measure=killed',
    '/v1/tallies?measure=killed&by=month&from=2017-01-01&to=2017-12-31',
    '/v1/tallies/explanation?measure=killed',
    '/v1/control/mosul/timeline',
    '/v1/conditions/mosul/timeline',
    '/v1/changes?validFrom=2017-03-01&validTo=2017-03-09',
    '/v1/map?validAt=2017-03-07',
    '/v1/desk',
    '/v1/incidents',
    '/v1/contradictions',
    '/v1/days?from=2017-03-01&to=2017-03-09&by=day',
  ])('what is known now is not sent again until something is recorded: %s', async (path) => {
    // A quarter of an hour ends what is taken for the same moment: one that ends in between is waited for.
    await remainsOfQuarter(2_000);
    const first = await sitrep.http.get(path).expect(200);
    const tag = first.headers['etag'] ?? '';
    expect(tag).toMatch(/^W\//);
    await new Promise((resolve) => setTimeout(resolve, 2));
    const { headers } = await again(path, tag).expect(304);
    expect(headers).toMatchObject({ 'cache-control': 'no-cache', etag: tag });
    await sitrep.http
      .post('/v1/reports')
      .send({ ...draft, externalId: path })
      .expect(201);
    await sitrep.settled();
    const later = await again(path, tag).expect(200);
    expect(later.body.position).not.toBe(first.body.position);
  });

  it('what is told of a moment to come is told when that comes', async () => {
    const path = '/v1/tallies?measure=killed';
    const reportedAt = new Date(Date.now() + 1_500).toISOString();
    await sitrep.http
      .post('/v1/reports')
      .send({ ...draft, externalId: 'soon', reportedAt, figures: [{ ...figure, best: 7 }] })
      .expect(201);
    await sitrep.settled();
    const before = await sitrep.http.get(path).expect(200);
    await new Promise((resolve) => setTimeout(resolve, Date.parse(reportedAt) - Date.now() + 5));
    const after = await again(path, before.headers['etag'] ?? '').expect(200);
    expect(after.body.position).toBe(before.body.position);
    expect(after.body.items).not.toEqual(before.body.items);
  });
});
