import { encodeEvent } from '#event-log';
import { campaignStream } from '../../../../test/harness/campaign-stream.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/harness/database.js';
import { editionRows } from '../../../../test/harness/edition-rows.js';
import { Jobs } from '#jobs';
import { editionLock } from './edition-name.js';
import { tryAdvisoryLock } from '#platform';
import { buildEdition, completeEdition } from '../build/build-edition.js';
import { EditionUnusable } from './edition-unusable.js';
import type { FillProgress } from '../build/fill-edition.js';
import { openStorage, type Storage } from '../open-storage.js';
import { orderBuild } from '../build/order-build.js';
import { orderEdition } from './order-edition.js';

const event_count = 1_500;
const limits = { most: 20, mostBytes: 1e12 };

describe('the editions of a database', () => {
  let server: TestDatabase;
  let storage: Storage;

  beforeAll(async () => {
    server = await createTestDatabase();
    storage = await openStorage({
      databaseUrl: server.url,
      applicationName: 'editions-suite',
      kafkaTopic: 'none',
      onTrouble: () => undefined,
    });
    await storage.editions.prepareLive(storage.eventLog);
    const stream = campaignStream();
    await storage.eventLog.append(Array.from({ length: event_count }, () => encodeEvent(stream.next().value)));
  });
  afterAll(async () => {
    await storage.close();
    await server.drop();
  });
  afterEach(async () => {
    for (const { id, name, pinned } of await storage.editions.list()) {
      if (name === 'live') continue;
      if (pinned) await storage.editions.change(id, { pinned: false });
      await storage.editions.drop(id);
    }
  });

  const obstacle = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'none',
      (error: unknown) => (error instanceof EditionUnusable ? error.obstacle : String(error)),
    );
  const schemas = async (): Promise<readonly string[]> => {
    const rows = await storage.database.query<{ name: string }>(
      `select schema_name name from information_schema.schemata where schema_name like 'edition%'`,
    );
    return rows.map(({ name }) => name);
  };

  it('are found by name and by id, and keep their id and their rows when they are named anew', async () => {
    const { editions } = storage;
    const made = await editions.create('one', { withoutOutlets: ['SANA'] }, { partitionCount: 1 }, 'ready');
    expect(await editions.find('one')).toEqual(made);
    expect(await editions.find(made.id)).toEqual(made);
    expect(await editions.byId('one')).toBeUndefined();
    const renamed = await editions.change('one', { name: 'two' });
    expect(renamed).toEqual({ ...made, name: 'two' });
    expect(await editions.find('one')).toBeUndefined();
    expect((await editions.list()).map(({ name }) => name)).toEqual(['live', 'two']);
  });

  it('are not given a name that is taken, that looks like an id, or that is served', async () => {
    const { editions } = storage;
    await editions.create('one', {}, { partitionCount: 1 }, 'ready');
    const { id } = await editions.create('two', {}, { partitionCount: 1 }, 'ready');
    expect(await obstacle(editions.change('two', { name: 'one' }))).toBe('name_taken');
    for (const name of ['live', 'live-before-2', id, 'Two', 'two-', '', 'x'.repeat(49)])
      expect(await obstacle(editions.change('two', { name })), name).toBe('bad_name');
    expect(await obstacle(editions.change('two', { name: 'two' }))).toBe('none');
    expect(await obstacle(editions.change('three', { pinned: true }))).toBe('unknown');
    expect(await obstacle(editions.change('live', { pinned: true }))).toBe('live');
  });

  it('are dropped with all their rows, except the live one and those that are pinned', async () => {
    const { editions } = storage;
    const { schema } = await editions.create('one', {}, { partitionCount: 1 }, 'ready', { pinned: true });
    expect(await obstacle(editions.drop('live'))).toBe('live');
    expect(await obstacle(editions.drop('one'))).toBe('pinned');
    expect(await schemas()).toContain(schema);
    await editions.change('one', { pinned: false });
    await editions.drop('one');
    expect(await schemas()).not.toContain(schema);
    expect(await obstacle(editions.drop('one'))).toBe('none');
  });

  it('go when they have expired, unless they are pinned or still being built', async () => {
    const { editions } = storage;
    const past = new Date(Date.now() - 1_000);
    const soon = new Date(Date.now() + 60_000);
    await editions.create('over', {}, { partitionCount: 1 }, 'ready', { expiresAt: past });
    await editions.create('kept', {}, { partitionCount: 1 }, 'ready', { expiresAt: past, pinned: true });
    await editions.create('begun', {}, { partitionCount: 1 }, 'building', { expiresAt: past });
    await editions.create('later', {}, { partitionCount: 1 }, 'ready', { expiresAt: soon });
    expect(await editions.dropExpired()).toEqual(['over']);
    await editions.change('kept', { expiresAt: null });
    expect((await editions.record('kept'))?.expiresAt).toBeNull();
    expect((await editions.list()).map(({ name }) => name)).toEqual(['live', 'kept', 'begun', 'later']);
  });

  it('end where the log ended when they were ordered, and tell their size', async () => {
    const built = await buildEdition(storage, { name: 'whole', definition: {} });
    expect(built).toMatchObject({ status: 'ready', end: [BigInt(event_count)], failure: null });
    expect(await storage.editions.position(built)).toEqual(built.end);
    expect(built.sizeBytes).toBeGreaterThan(100_000);
    const half = await buildEdition(storage, { name: 'half', definition: { until: { position: '1000' } } });
    expect(await storage.editions.position(half)).toEqual([1_000n]);
    const [first] = await storage.database.query<{ recorded_at: Date }>(
      `select recorded_at from sitrep.log_event where log_offset = 0`,
    );
    const recordedAtMs = first!.recorded_at.getTime();
    const early = await orderEdition(
      storage,
      { name: 'early', definition: { until: { recordedAtMs } } },
      { whenThere: 'keep' },
    );
    expect(early.end).toEqual(await storage.eventLog.positionAt(recordedAtMs + 1));
    expect(early.end?.[0]).toBeGreaterThan(0n);
  });

  it('go on where building was interrupted, and have the rows of one that was not', async () => {
    const order = { name: 'interrupted', definition: { withoutOutlets: ['Reuters'] } };
    const stop = new AbortController();
    const seen: FillProgress[] = [];
    const onProgress = (progress: FillProgress): void => {
      seen.push(progress);
      stop.abort(new Error('interrupted here'));
    };
    await expect(buildEdition(storage, order, { onProgress, signal: stop.signal })).rejects.toThrow('interrupted here');
    expect(await storage.editions.find('interrupted')).toBeUndefined();
    const begun = await storage.editions.record('interrupted');
    expect(begun).toMatchObject({ status: 'building', end: [BigInt(event_count)] });
    const other = { ...order, definition: { withoutOutlets: ['AFP'] } };
    expect(await obstacle(buildEdition(storage, other, { whenThere: 'keep' }))).toBe('other_definition');
    const resumed = await buildEdition(storage, order);
    expect(resumed).toMatchObject({ id: begun?.id, status: 'ready' });
    const whole = await buildEdition(storage, { ...order, name: 'uninterrupted' });
    expect(await editionRows(storage.database, resumed.schema)).toEqual(
      await editionRows(storage.database, whole.schema),
    );
  });

  it('are built by one at a time, and not dropped meanwhile', async () => {
    const order = { name: 'contended', definition: {} };
    const { id } = await orderEdition(storage, order, { whenThere: 'keep' });
    const builder = await tryAdvisoryLock(storage.database, editionLock(id));
    expect(await obstacle(completeEdition(storage, id))).toBe('being_built');
    expect(await obstacle(storage.editions.drop(id))).toBe('being_built');
    const other = { ...order, definition: { withoutOutlets: ['AFP'] } };
    expect(await obstacle(buildEdition(storage, other))).toBe('being_built');
    await builder?.release();
    expect(await obstacle(storage.editions.drop(id))).toBe('none');
    expect(await obstacle(completeEdition(storage, id))).toBe('unknown');
  });

  it('are ordered once with their job, however often the same is sent, and refused with another definition', async () => {
    const parts = { ...storage, jobs: new Jobs(storage.database) };
    const order = { name: 'once', definition: { withoutOutlets: ['SANA'] } };
    const all = await Promise.all(Array.from({ length: 4 }, () => orderBuild(parts, order, limits)));
    expect(new Set(all.map(({ edition, job }) => `${edition.id} ${job.id}`)).size).toBe(1);
    const same = { name: 'once', definition: { withoutOutlets: ['sana'] } };
    expect((await orderBuild(parts, same, limits)).job.id).toBe(all[0]?.job.id);
    expect(await obstacle(orderBuild(parts, { name: 'once', definition: {} }, limits))).toBe('other_definition');
  });

  it('are refused beyond the limits, with the names of those that could go', async () => {
    const parts = { ...storage, jobs: new Jobs(storage.database) };
    await storage.editions.create('old', {}, { partitionCount: 1 }, 'ready');
    await storage.editions.create('kept', {}, { partitionCount: 1 }, 'ready', { pinned: true });
    const order = { name: 'more', definition: {} };
    const tooMany = orderBuild(parts, order, { ...limits, most: 2 });
    await expect(tooMany).rejects.toThrow(/2 editions of at most 2\. Drop one .*\(the oldest: old\)/);
    expect(await obstacle(orderBuild(parts, order, { ...limits, most: 2 }))).toBe('too_many_editions');
    expect(await obstacle(orderBuild(parts, order, { ...limits, mostBytes: 10_000 }))).toBe('editions_too_large');
    expect(await obstacle(orderBuild(parts, order, { ...limits, most: 3 }))).toBe('none');
    expect((await orderBuild(parts, order, { ...limits, most: 1 })).edition.name).toBe('more');
  });
});
