import { setTimeout as delay } from 'node:timers/promises';
import { violationsOf } from '../harness/api-client.js';
import { campaignLines } from '../harness/campaign-events.js';
import { recordCampaign } from '../harness/recorded-campaign.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { jobOver } from '../harness/job-done.js';

const deadline_ms = 30_000;
const most = 4;

describe('editions that are ordered over HTTP', () => {
  let sitrep: RunningSitrep;
  beforeAll(async () => {
    sitrep = await startSitrep('postgres', { most, mostBytes: 1e12 });
    await recordCampaign(sitrep, campaignLines<object>('reports.ndjson').slice(0, 20));
  });
  afterAll(() => sitrep.stop());
  afterEach(async () => {
    for (const { id, name, pinned } of await sitrep.editions.list()) {
      if (name === 'live') continue;
      if (pinned) await sitrep.editions.change(id, { pinned: false });
      await sitrep.editions.drop(id);
    }
  });

  const order = (body: object) => sitrep.http.post('/v1/editions').send(body);
  const job = async (id: string) => (await sitrep.http.get(`/v1/jobs/${id}`).expect(200)).body;
  const over = (id: string) => jobOver(() => job(id));
  const built = async (body: object) => {
    const ordered = (await order(body).expect(202)).body;
    expect(await over(ordered.job.id)).toMatchObject({ status: 'successful' });
    return (await sitrep.http.get(`/v1/editions/${ordered.edition.id}`).expect(200)).body;
  };

  it('are answered at once, and once they are built tell what they are made of', async () => {
    const { body, headers } = await order({
      name: 'whole',
      definition: { policy: 'all-sources@1' },
      expiresAt: '2999-01-01T00:00:00Z',
    }).expect(202);
    expect(headers['location']).toBe(`/v1/jobs/${body.job.id}`);
    expect(body.edition).toMatchObject({ name: 'whole', status: 'building', follows: false, digest: null });
    expect(body.job).toMatchObject({ kind: 'build', status: 'accepted', edition: body.edition.id, progress: null });
    await over(body.job.id);
    const position = (await sitrep.http.get('/v1/control?limit=1')).body.position;
    const edition = (await sitrep.http.get('/v1/editions/whole').expect(200)).body;
    expect(edition).toMatchObject({
      id: body.edition.id,
      status: 'ready',
      position,
      end: position,
      failure: null,
      pinned: false,
      definition: { policy: 'all-sources@1' },
      expiresAt: '2999-01-01T00:00:00.000Z',
      counts: { events: Number(position), reports: 20, parked: 0 },
      links: [
        { rel: 'self', href: `/v1/editions/${body.edition.id}` },
        { rel: 'job', href: `/v1/jobs/${body.job.id}` },
      ],
    });
    const { items } = (await sitrep.http.get('/v1/editions').expect(200)).body;
    expect(items.map(({ name, follows }: { name: string; follows: boolean }) => [name, follows])).toEqual([
      ['live', true],
      ['whole', false],
    ]);
    expect(items[1]).toEqual(edition);
    const { items: jobs } = (await sitrep.http.get('/v1/jobs?edition=whole').expect(200)).body;
    expect(jobs).toEqual([await job(body.job.id)]);
  });

  it('are the same when the same is ordered again, and refused with another definition', async () => {
    const wanted = { name: 'again', definition: { until: { knownAt: '2017-03-08' }, without: { outlets: ['SANA'] } } };
    const first = (await order(wanted).expect(202)).body;
    const again = (
      await order({ ...wanted, definition: { ...wanted.definition, without: { outlets: ['sana '] } } }).expect(202)
    ).body;
    expect([again.edition.id, again.job.id]).toEqual([first.edition.id, first.job.id]);
    await over(first.job.id);
    expect((await order(wanted).expect(202)).body).toMatchObject({
      edition: { id: first.edition.id, status: 'ready' },
      job: { id: first.job.id, status: 'successful' },
    });
    const other = await order({ name: 'again' }).expect(409);
    expect(other.body).toMatchObject({ code: 'conflict', errors: [{ pointer: '/name', code: 'other_definition' }] });
    expect(other.body.detail).toContain(first.edition.id);
  });

  it.each<[object, number, readonly string[]]>([
    [{}, 400, ['/name missing']],
    [{ name: 'Live' }, 400, ['/name not_understood']],
    [{ name: 'live' }, 422, ['/name bad_name']],
    [{ name: 'live-next' }, 422, ['/name bad_name']],
    [{ name: '0190d5a2-7c1e-4b4e-8f0a-3d2c1b0a9f8e' }, 422, ['/name bad_name']],
    [{ name: 'a', definition: { until: {} } }, 422, ['/definition/until not_one']],
    [
      { name: 'a', definition: { until: { knownAt: '2017-03-08', position: '3' } } },
      422,
      ['/definition/until not_one'],
    ],
    [{ name: 'a', definition: { until: { position: '3-4' } } }, 422, ['/definition/until/position other_partitions']],
    [{ name: 'a', definition: { until: { position: '999999' } } }, 422, ['/definition/until/position beyond_the_log']],
    [{ name: 'a', definition: { until: { position: 'here' } } }, 400, ['/definition/until/position not_understood']],
    [{ name: 'a', definition: { until: { knownAt: '2999-01-01' } } }, 422, ['/definition/until/knownAt in_future']],
    [
      { name: 'a', definition: { until: { recordedAt: '2999-01-01T00:00:00Z' } } },
      422,
      ['/definition/until/recordedAt in_future'],
    ],
    [{ name: 'a', definition: { until: { knownAt: '2017-02-30' } } }, 400, ['/definition/until/knownAt not_a_moment']],
    [{ name: 'a', definition: { policy: 'loudest@1' } }, 422, ['/definition/policy unknown_policy']],
    [{ name: 'a', definition: { without: { outlets: [' '] } } }, 400, ['/definition/without/outlets/0 not_text']],
    [{ name: 'a', definition: { without: { gradesBelow: {} } } }, 422, ['/definition/without/gradesBelow not_one']],
    [
      { name: 'a', definition: { without: { gradesBelow: { reliability: 'G' } } } },
      400,
      ['/definition/without/gradesBelow/reliability not_one_of'],
    ],
    [{ name: 'a', definition: { from: '2017-03-08' } }, 400, ['/definition/from unknown_field']],
    [{ name: 'a', expiresAt: '2017-03-08T00:00:00Z' }, 422, ['/expiresAt in_past']],
    [{ name: 'a', pinned: 'yes' }, 400, ['/pinned not_a_flag']],
  ])('are refused when they cannot be meant: %j', async (body, status, violations) => {
    const answer = await order(body).expect(status);
    expect(violationsOf(answer)).toEqual(violations);
    expect(await sitrep.editions.list()).toHaveLength(1);
  });

  it('are no more than the limit, which says what could go', async () => {
    for (let count = 0; count < most; count += 1) await built({ name: `n${count}`, pinned: count === 0 });
    const refused = await order({ name: 'one-more' }).expect(409);
    expect(refused.body).toMatchObject({ code: 'limit_reached', errors: [{ code: 'too_many_editions' }] });
    expect(refused.body.detail).toMatch(/4 editions of at most 4\..*the oldest: n1, n2, n3/);
    await sitrep.http.delete('/v1/editions/n1').expect(204);
    await built({ name: 'one-more' });
  });

  it('are dropped when somebody says so or they expire, but neither the live one nor a pinned one is', async () => {
    const { id } = await built({ name: 'kept', pinned: true });
    expect(violationsOf(await sitrep.http.delete('/v1/editions/live').expect(409))).toEqual(['edition live']);
    expect(violationsOf(await sitrep.http.delete('/v1/editions/kept').expect(409))).toEqual(['edition pinned']);
    await sitrep.http.delete('/v1/editions/none').expect(404);
    await sitrep.database.query(`update sitrep.edition set expires_at = now() - interval '1 s' where id = $1`, [id]);
    await built({ name: 'other' });
    await sitrep.http.get(`/v1/editions/${id}`).expect(200);
    const unpinned = await sitrep.http.patch(`/v1/editions/${id}`).send({ pinned: false }).expect(200);
    expect(unpinned.body).toMatchObject({ name: 'kept', pinned: false });
    const until = Date.now() + deadline_ms;
    while ((await sitrep.http.get(`/v1/editions/${id}`)).status !== 404) {
      if (Date.now() > until) throw new Error('an edition that has expired is still there');
      await delay(100);
    }
    await sitrep.http.get('/v1/control?edition=kept').expect(404);
    await sitrep.http.delete('/v1/editions/other').expect(204);
  });

  it('know nothing later than their end, whatever is asked', async () => {
    const { createdAt } = await built({ name: 'ended' });
    const { body } = await sitrep.http.get('/v1/control?edition=ended&knownAt=2999-01-01&limit=1').expect(200);
    expect(body.knownAt).toBe(createdAt);
  });

  it('are named anew, and kept longer, without becoming others', async () => {
    const { id } = await built({ name: 'first-name', expiresAt: '2998-01-01T00:00:00Z' });
    await built({ name: 'taken' });
    const change = (body: object) => sitrep.http.patch('/v1/editions/first-name').send(body);
    expect(violationsOf(await change({ name: 'taken' }).expect(409))).toEqual(['/name name_taken']);
    expect(violationsOf(await change({ name: 'live' }).expect(422))).toEqual(['/name bad_name']);
    expect(violationsOf(await change({ expiresAt: '2017-01-01T00:00:00Z' }).expect(422))).toEqual([
      '/expiresAt in_past',
    ]);
    expect((await change({ expiresAt: 'never' }).expect(200)).body).toMatchObject({ id, expiresAt: null });
    expect((await change({ name: 'second-name' }).expect(200)).body).toMatchObject({ id, name: 'second-name' });
    await sitrep.http.get('/v1/control?edition=first-name').expect(404);
    await sitrep.http.get('/v1/control?edition=second-name').expect(200);
    await sitrep.http.patch('/v1/editions/live').send({ pinned: true }).expect(409);
  });

  it('leave nothing behind when their job is dismissed', async () => {
    // While nobody can read the log, the job is under way.
    const operator = sitrep.database.dataSource.createQueryRunner();
    await operator.startTransaction();
    await operator.query('lock table sitrep.log_event in access exclusive mode');
    const { edition, job: begun } = (await order({ name: 'unwanted' }).expect(202)).body;
    const until = Date.now() + deadline_ms;
    while ((await job(begun.id)).status !== 'running') {
      if (Date.now() > until) throw new Error('the job was not taken up');
      await delay(20);
    }
    const asked = (await sitrep.http.delete(`/v1/jobs/${begun.id}`).expect(200)).body;
    expect(asked).toMatchObject({ status: 'running', dismissRequested: true });
    const busy = await sitrep.http.delete('/v1/editions/unwanted').expect(409);
    expect(violationsOf(busy)).toEqual(['edition being_built']);
    // Its runner has looked again since.
    while ((await job(begun.id)).updatedAt <= asked.updatedAt) await delay(20);
    await operator.commitTransaction();
    await operator.release();
    expect(await over(begun.id)).toMatchObject({ status: 'dismissed', result: null });
    await sitrep.http.get(`/v1/editions/${edition.id}`).expect(404);
    await sitrep.http.delete(`/v1/jobs/${begun.id}`).expect(200);
    const { job: done } = (await order({ name: 'wanted' }).expect(202)).body;
    await over(done.id);
    expect(violationsOf(await sitrep.http.delete(`/v1/jobs/${done.id}`).expect(409))).toEqual(['id over']);
    const none = '/v1/jobs/0190d5a2-7c1e-4b4e-8f0a-3d2c1b0a9f8e';
    expect(violationsOf(await sitrep.http.get(none).expect(404))).toEqual(['id unknown_job']);
    const first = (await sitrep.http.get('/v1/jobs?limit=1').expect(200)).body;
    expect(first.items.map(({ id }: { id: string }) => id)).toEqual([done.id]);
    const next = first.links.find(({ rel }: { rel: string }) => rel === 'next').href;
    expect((await sitrep.http.get(next).expect(200)).body.items[0].id).toBe(begun.id);
  });
});
