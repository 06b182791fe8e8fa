import { setTimeout as delay } from 'node:timers/promises';
import type { Job, JobRunner } from '#jobs';
import { createTestDatabase, type TestDatabase } from '../../../../test/harness/database.js';
import { openStorage, type Storage } from '../open-storage.js';
import { orderBuild } from '../build/order-build.js';
import { buildWork, type EditionWork } from './edition-work.js';
import { runJobs, type RunJobsOptions } from './run-jobs.js';

const deadline_ms = 20_000;
const limits = { most: 20, mostBytes: 1e12 };

describe('the runners of jobs', () => {
  let server: TestDatabase;
  let storage: Storage;
  const running: JobRunner[] = [];

  beforeEach(async () => {
    server = await createTestDatabase();
    storage = await openStorage({
      databaseUrl: server.url,
      applicationName: 'jobs-suite',
      kafkaTopic: 'none',
      onTrouble: () => undefined,
    });
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((runner) => runner.stop()));
    await storage.close();
    await server.drop();
  });

  const start = (run?: EditionWork['run'], options: RunJobsOptions = {}): JobRunner => {
    const work = run === undefined ? {} : { work: { build: { ...buildWork, run } } };
    const runner = runJobs(storage, { limits, ...work, ...options });
    running.push(runner);
    return runner;
  };
  const order = (name: string) => orderBuild(storage, { name, definition: {} }, limits);
  const reads = async (id: string, isSo: (job: Job) => boolean): Promise<Job> => {
    const until = Date.now() + deadline_ms;
    for (;;) {
      const job = await storage.jobs.find(id);
      if (job !== undefined && isSo(job)) return job;
      if (Date.now() > until) throw new Error(`the job stays ${JSON.stringify(job?.status)}: ${job?.message}`);
      await delay(20);
    }
  };
  const ends = (id: string) => reads(id, ({ finishedAt }) => finishedAt !== null);

  /** Works until it is told to end, and says at each start whether it is the first. */
  const endless = (told: string[]) => async (job: Job, context: Parameters<EditionWork['run']>[1]) => {
    told.push(`${job.attempts}`);
    context.onProgress({ phase: 'facts', done: 3n, total: 10n });
    await new Promise<void>((resolve) => context.signal.addEventListener('abort', () => resolve(), { once: true }));
    throw context.signal.reason;
  };

  it('do a job, say what came of it, and leave it alone afterwards', async () => {
    const { edition, job } = await order('built');
    expect(job).toMatchObject({ status: 'accepted', kind: 'build', editionId: edition.id });
    start();
    const done = await ends(job.id);
    expect(done).toMatchObject({ status: 'successful', attempts: 1, result: { edition: 'built', position: '0' } });
    expect(await storage.editions.find('built')).toMatchObject({ id: edition.id, status: 'ready' });
  });

  it('do each job once, however many there are', async () => {
    const told: string[] = [];
    const run: EditionWork['run'] = async ({ id }) => {
      told.push(id);
      await delay(300);
      return {};
    };
    for (let count = 0; count < 3; count += 1) start(run);
    const jobs = await Promise.all(['a', 'b', 'c', 'd'].map(order));
    await Promise.all(jobs.map(({ job }) => ends(job.id)));
    expect([...told].sort()).toEqual(jobs.map(({ job }) => job.id).sort());
  });

  it('write down how far it is, and give it up within a second or so when its end is wanted', async () => {
    start(endless([]));
    const { edition, job } = await order('unwanted');
    const seen = await reads(job.id, ({ progress }) => progress !== null);
    expect(seen).toMatchObject({ status: 'running', progress: { phase: 'facts', done: 3n, total: 10n } });
    const asked = performance.now();
    await storage.jobs.requestDismissal(job.id);
    expect(await ends(job.id)).toMatchObject({ status: 'dismissed' });
    expect(performance.now() - asked).toBeLessThan(3_000);
    expect(await storage.editions.byId(edition.id)).toBeUndefined();
  });

  it('dismiss a job that nobody had begun without beginning it', async () => {
    const { edition, job } = await order('never-begun');
    await storage.jobs.requestDismissal(job.id);
    const told: string[] = [];
    start(endless(told));
    expect(await ends(job.id)).toMatchObject({ status: 'dismissed' });
    expect(told).toEqual([]);
    expect(await storage.editions.byId(edition.id)).toBeUndefined();
  });

  it('leave what they have in hand to another one when they are stopped', async () => {
    const told: string[] = [];
    const first = start(endless(told));
    const { job } = await order('handed-on');
    await reads(job.id, ({ progress }) => progress !== null);
    await first.stop();
    expect(await storage.jobs.find(job.id)).toMatchObject({ status: 'running', finishedAt: null });
    start(async () => ({ by: 'the second' }));
    expect(await ends(job.id)).toMatchObject({ status: 'successful', attempts: 2, result: { by: 'the second' } });
    expect(told).toEqual(['1']);
  });

  it('try again what failed, and give it up after three failures, with the reason at the job and the edition', async () => {
    const told: string[] = [];
    start(async () => {
      told.push('tried');
      throw new Error('the rows do not add up');
    });
    const { edition, job } = await order('hopeless');
    expect(await ends(job.id)).toMatchObject({ status: 'failed', message: 'the rows do not add up' });
    expect(told).toHaveLength(3);
    const failed = await storage.editions.byId(edition.id);
    expect(failed).toMatchObject({ status: 'failed', failure: 'the rows do not add up' });
    const [schema] = await storage.database.query(`select from pg_namespace where nspname = $1`, [edition.schema]);
    expect(schema).toBeUndefined();
    // Ordered again it is another edition, with another job.
    const again = await order('hopeless');
    expect([again.edition.id, again.job.id]).not.toEqual([edition.id, job.id]);
    expect(again.edition.status).toBe('building');
  });

  it('wait for a log that is away', async () => {
    let tries = 0;
    start(async () => {
      tries += 1;
      if (tries < 4) throw Object.assign(new Error('nobody there'), { code: 'ECONNREFUSED' });
      return {};
    });
    const { job } = await order('patient');
    expect(await ends(job.id)).toMatchObject({ status: 'successful', attempts: 1 });
    expect(tries).toBe(4);
  });

  it('give up a job whose process ends every time', async () => {
    const { job } = await order('deadly');
    await storage.database.query(`update sitrep.job set attempts = 50, status = 'running' where id = $1`, [job.id]);
    start(endless([]));
    expect(await ends(job.id)).toMatchObject({ status: 'failed', message: expect.stringContaining('50 times') });
  });

  it('drop editions that have expired', async () => {
    const expiresAt = new Date(Date.now() - 1_000);
    await storage.editions.create('over', {}, { partitionCount: 1 }, 'ready', { expiresAt });
    start();
    const until = Date.now() + deadline_ms;
    while ((await storage.editions.record('over')) !== undefined && Date.now() < until) await delay(50);
    expect(await storage.editions.record('over')).toBeUndefined();
  });

  it('leave kinds of jobs alone that they do not know', async () => {
    const unknown = await storage.jobs.submit({ kind: 'verification' });
    start(undefined, { work: { build: buildWork } });
    const { job } = await order('known');
    await ends(job.id);
    expect(await storage.jobs.find(unknown.id)).toMatchObject({ status: 'accepted', attempts: 0 });
    expect((await storage.jobs.list({ limit: 1 })).map(({ id }) => id)).toEqual([job.id]);
    expect((await storage.jobs.list({ limit: 9, after: job.id })).map(({ id }) => id)).toEqual([unknown.id]);
  });
});
