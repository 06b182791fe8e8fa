import { setTimeout as pause } from 'node:timers/promises';
import { buildEdition, live_edition, runJobs } from '#editions';
import type { JobRunner } from '#jobs';
import { recordCampaign } from '../harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { cursorOf, sealedCursor } from '../harness/sealed-cursor.js';

const deadline_ms = 60_000;
const poll_ms = 50;

interface Verdict {
  readonly equal: boolean;
  readonly differing: number;
  readonly differences: readonly { readonly table: string; readonly key: string }[];
}
interface LastVerification {
  readonly job: { readonly id: string; readonly status: string };
  readonly verifiedAt: string | null;
  readonly verdict: Verdict | null;
}

describe.each(logKinds())('verifying and comparing over HTTP, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  let jobs: JobRunner;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    jobs = sitrep.runner;
    await recordCampaign(sitrep);
  });
  afterAll(async () => {
    await jobs.stop();
    await sitrep.stop();
  });

  const address = '/v1/editions/live/verification';

  /** Orders a verification and waits for its verdict. */
  async function verified(): Promise<LastVerification> {
    const ordered = await sitrep.http.post(address).expect(202);
    const { id } = ordered.body.job as { id: string };
    expect(ordered.headers['location']).toBe(`/v1/jobs/${id}`);
    const giveUpAtMs = performance.now() + deadline_ms;
    for (;;) {
      const { body } = (await sitrep.http.get(address).expect(200)) as { body: LastVerification };
      if (body.job.id === id && body.job.status === 'successful') return body;
      if (body.job.status === 'failed' || performance.now() > giveUpAtMs) throw new Error(JSON.stringify(body));
      await pause(poll_ms);
    }
  }

  it('an edition that is being built is neither read nor dropped, and its job is named', async () => {
    await jobs.stop();
    const { body } = await sitrep.http.post('/v1/editions').send({ name: 'begun' }).expect(202);
    const read = await sitrep.http.get('/v1/control?edition=begun').expect(409);
    expect(read.body.errors).toMatchObject([{ parameter: 'edition', code: 'not_ready' }]);
    const dropped = await sitrep.http.delete('/v1/editions/begun').expect(409);
    expect(dropped.body.errors[0].detail).toContain(`/v1/jobs/${body.job.id}`);
    await sitrep.http.delete(`/v1/jobs/${body.job.id}`).expect(200);
    jobs = runJobs(sitrep);
    await expect
      .poll(async () => (await sitrep.http.get(`/v1/jobs/${body.job.id}`)).body.status, { timeout: deadline_ms })
      .toBe('dismissed');
  });

  it('has no verdict before one was asked for, and no edition that is not there', async () => {
    const unasked = await sitrep.http.get(address).expect(404);
    expect(unasked.body).toMatchObject({ code: 'not_found' });
    const unknown = await sitrep.http.post('/v1/editions/nowhere/verification').expect(404);
    expect(unknown.body.errors).toMatchObject([{ parameter: 'id', code: 'unknown_edition' }]);
  });

  it('gives a verdict while the edition goes on, and names what was damaged by hand', async () => {
    const { verdict, verifiedAt } = await verified();
    expect(verdict).toMatchObject({ equal: true, differing: 0, differences: [] });
    expect(verifiedAt).not.toBeNull();
    const live = await sitrep.editions.find(live_edition);
    const damage = `update "${live?.schema}".control_span set status = 'divided' where place_id = 'mosul'`;
    await sitrep.database.query(damage);
    const found = await verified();
    expect(found.verdict?.equal).toBe(false);
    expect(new Set(found.verdict?.differences.map(({ table, key }) => `${table} ${key}`))).toEqual(
      new Set(['control_span mosul']),
    );
  });

  it('answers the job that is under way rather than begin another', async () => {
    await jobs.stop();
    const first = await sitrep.http.post(address).expect(202);
    const second = await sitrep.http.post(address).expect(202);
    expect(second.body.job).toEqual(first.body.job);
    jobs = runJobs(sitrep);
  });

  it('says what two editions answer differently, page by page', async () => {
    const definition = { withoutOutlets: ['Reuters'] };
    await buildEdition(sitrep, { name: 'without-reuters', definition });
    const all = await sitrep.http.get('/v1/editions/live/diff/without-reuters?limit=1000').expect(200);
    const models = new Set(all.body.items.map(({ readModel }: { readModel: string }) => readModel));
    expect(models).toEqual(new Set(['control', 'conditions', 'tallies', 'reports', 'incidents']));
    let next = '/v1/editions/live/diff/without-reuters?limit=7';
    const paged: unknown[] = [];
    while (next !== '') {
      const { body } = await sitrep.http.get(next).expect(200);
      expect(body.items.length).toBeLessThanOrEqual(7);
      paged.push(...body.items);
      next = body.links.find(({ rel }: { rel: string }) => rel === 'next')?.href ?? '';
    }
    expect(paged).toEqual(all.body.items);
  });

  it('says what was learnt between two dates, and what changed in the world', async () => {
    const learnt = await sitrep.http
      .get('/v1/editions/live/diff/live')
      .query({ validAt: '2017-03-07', knownAt: '2017-03-07', andKnownAt: '2017-03-09', readModel: 'control' })
      .expect(200);
    expect(learnt.body).toMatchObject({
      a: { edition: 'live', validAt: '2017-03-07', knownAt: '2017-03-07T23:59:59.999Z' },
      b: { edition: 'live', validAt: '2017-03-07', knownAt: '2017-03-09T23:59:59.999Z' },
    });
    const road = learnt.body.items.find(
      ({ subject }: { subject: { id: string } }) => subject.id === 'road-mosul-tal-afar',
    );
    expect(road).toMatchObject({
      readModel: 'control',
      period: null,
      a: { words: 'unknown', answer: null },
      b: { words: 'inferred: islamic-state (low)', answer: { status: 'inferred' } },
    });
    const world = await sitrep.http
      .get('/v1/editions/live/diff/live')
      .query({ validAt: '2017-03-06', andValidAt: '2017-03-09', readModel: 'control' })
      .expect(200);
    expect(world.body.items.length).toBeGreaterThan(0);
  });

  it.each([
    ['live/diff/live', 400, { parameter: 'b', code: 'same' }],
    ['live/diff/live?andValidAt=2017-03-07', 400, { parameter: 'validAt', code: 'missing' }],
    ['live/diff/nowhere', 404, { parameter: 'b', code: 'unknown_edition' }],
    ['live/diff/live?andKnownAt=2017-03-07&readModel=maps', 400, { parameter: 'readModel', code: 'not_one_of' }],
  ])('refuses %s', async (path, status, violation) => {
    const { body } = await sitrep.http.get(`/v1/editions/${path}`).expect(status);
    expect(body.errors).toMatchObject([violation]);
  });

  it('goes on with a cursor of these two editions alone, of which no part is made up', async () => {
    const path = '/v1/editions/live/diff/live';
    const asked = async (inside: string, given = path) => {
      const after = await sealedCursor(sitrep.editions, given, inside);
      const { status, body } = await sitrep.http.get(path).query({ andKnownAt: '2017-03-07', after });
      return [status, (body.errors ?? []).map(({ code }: { code: string }) => code)];
    };
    expect(await asked(cursorOf('control', 'mosul', 0))).toEqual([200, []]);
    for (const inside of [
      'x',
      cursorOf('maps', 'mosul', 0),
      cursorOf('control', 'mosul', 0.5),
      cursorOf('control', 7, 0),
    ])
      expect(await asked(inside)).toEqual([400, ['not_a_cursor']]);
    expect(await asked(cursorOf('control', 'mosul', 0), '/v1/editions/live/diff/other')).toEqual([
      400,
      ['not_a_cursor'],
    ]);
  });
});
