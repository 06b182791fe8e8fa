import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { buildEdition, openStorage, orderBuild, type Storage } from '#editions';
import type { Job } from '#jobs';
import { encodeEvent } from '#event-log';
import { inject } from 'vitest';
import { AppProcess } from '../harness/app-process.js';
import { campaignStream } from '../harness/campaign-stream.js';
import { compiled } from '../harness/compiled-apps.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { editionRows } from '../harness/edition-rows.js';
import { logKinds } from '../harness/running-sitrep.js';

const event_count = 3_000;
const events_per_append = 300;
const deadline_ms = 120_000;
const limits = { most: 20, mostBytes: 1e12 };

describe.each(logKinds())('jobs in processes that are killed, on the %s log', (kind) => {
  let server: TestDatabase;
  let storage: Storage;
  let projectors: readonly AppProcess[] = [];

  beforeAll(async () => {
    server = await createTestDatabase();
    const kafkaTopic = `sitrep.jobs-${randomUUID()}`;
    const brokers = kind === 'kafka' ? inject('kafkaBrokers') : undefined;
    storage = await openStorage({
      databaseUrl: server.url,
      applicationName: 'jobs-suite',
      kafkaTopic,
      ...(brokers === undefined ? {} : { kafkaBrokers: brokers }),
      onTrouble: () => undefined,
    });
    const stream = campaignStream();
    for (let sent = 0; sent < event_count; sent += events_per_append)
      await storage.eventLog.append(Array.from({ length: events_per_append }, () => encodeEvent(stream.next().value)));
    const settings = {
      DATABASE_URL: server.url,
      ...(brokers === undefined ? {} : { KAFKA_BROKERS: brokers.join(), SITREP_KAFKA_TOPIC: kafkaTopic }),
    };
    const file = compiled('apps/projector/src/main.ts');
    projectors = [1, 2].map(() => new AppProcess({ file, settings, readyLine: /following the log/ }));
  });
  afterAll(async () => {
    await Promise.all(projectors.map((projector) => projector.kill()));
    await storage.close();
    await server.drop();
  });

  const reads = async (id: string, isSo: (job: Job) => boolean): Promise<Job> => {
    const until = Date.now() + deadline_ms;
    for (;;) {
      const job = await storage.jobs.find(id);
      if (job !== undefined && isSo(job)) return job;
      if (Date.now() > until) throw new Error(`the job stays ${job?.status}: ${job?.message}`);
      await delay(10);
    }
  };

  it('go on in the next process where they stood, and come to the rows of a build that nobody disturbed', async () => {
    const definition = { withoutOutlets: ['Reuters'] };
    const { job, edition } = await orderBuild(storage, { name: 'disturbed', definition }, limits);
    let kills = 0;
    for (const projector of projectors) {
      void projector.start();
      const attempts = kills + 1;
      await reads(job.id, (now) => now.attempts === attempts && now.progress !== null);
      await projector.kill();
      kills += 1;
      // It was killed half-way: nothing that can be read is there yet.
      expect(await storage.jobs.find(job.id)).toMatchObject({ status: 'running', attempts });
      expect(await storage.editions.byId(edition.id)).toMatchObject({ status: 'building' });
    }
    await Promise.all(projectors.map((projector) => projector.start()));
    const done = await reads(job.id, ({ finishedAt }) => finishedAt !== null);
    expect(done).toMatchObject({ status: 'successful', attempts: kills + 1 });
    const disturbed = await storage.editions.find('disturbed');
    const undisturbed = await buildEdition(storage, { name: 'undisturbed', definition });
    expect(disturbed).toMatchObject({ id: edition.id, end: undisturbed.end });
    const rows = await editionRows(storage.database, edition.schema);
    expect(rows.length).toBeGreaterThan(1_000);
    expect(rows).toEqual(await editionRows(storage.database, undisturbed.schema));
  });

  it('are dealt out among the projectors that run', async () => {
    const names = ['first', 'second', 'third'];
    const ordered = await Promise.all(
      names.map((name) =>
        orderBuild(storage, { name, definition: { until: { knownAtMs: Date.parse('2017-03-08') } } }, limits),
      ),
    );
    for (const { job } of ordered) {
      const done = await reads(job.id, ({ finishedAt }) => finishedAt !== null);
      expect(done).toMatchObject({ status: 'successful', attempts: 1 });
    }
    const schemas = await Promise.all(names.map(async (name) => (await storage.editions.find(name))!.schema));
    const [rows, ...others] = await Promise.all(schemas.map((schema) => editionRows(storage.database, schema)));
    for (const other of others) expect(other).toEqual(rows);
  });

  it('are dismissed while their process is busy with them, and leave nothing behind', async () => {
    const { job, edition } = await orderBuild(storage, { name: 'unwanted', definition: {} }, limits);
    await reads(job.id, ({ status }) => status === 'running');
    await storage.jobs.requestDismissal(job.id);
    expect(await reads(job.id, ({ finishedAt }) => finishedAt !== null)).toMatchObject({ status: 'dismissed' });
    expect(await storage.editions.byId(edition.id)).toBeUndefined();
    const left = await storage.database.query(`select from pg_namespace where nspname = $1`, [edition.schema]);
    expect(left).toEqual([]);
  });
});
