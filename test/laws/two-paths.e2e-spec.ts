import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { EditionFollower, fillEdition, openStorage, type Storage } from '#editions';
import { encodeEvent, Fenced, type NewEvent, startOf } from '#event-log';
import type { SitrepEvent, Slice } from '#situation';
import { generatedEvents } from '../generated/generated-events.js';
import { amendedCampaign } from '../harness/amended-campaign.js';
import { compiled } from '../harness/compiled-apps.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { editionDifferences, rowCounts } from '../harness/edition-differences.js';

const march8_ms = Date.parse('2017-03-08T20:59:59.999Z');
const slices: readonly Slice[] = [
  {},
  { knownUntilMs: march8_ms },
  { withoutOutlets: ['SANA', 'Reuters'] },
  { knownUntilMs: march8_ms + 4 * 86_400_000, leastGrade: { reliability: 'C', credibility: 3 } },
];

/** One log and the editions that are made of it. */
class Site {
  private made = 0;

  private constructor(
    readonly server: TestDatabase,
    readonly storage: Storage,
  ) {}

  static async of(events: Iterable<NewEvent>): Promise<Site> {
    const server = await createTestDatabase();
    const storage = await openStorage({
      databaseUrl: server.url,
      applicationName: 'two-paths',
      kafkaTopic: 'none',
      onTrouble: () => undefined,
    });
    await storage.eventLog.append([...events]);
    return new Site(server, storage);
  }

  /** The schema of an edition that nothing has been applied to. */
  async empty(): Promise<string> {
    return (await this.storage.editions.create(`made-${(this.made += 1)}`, {}, this.storage.eventLog, 'building'))
      .schema;
  }

  /** The schema of an edition that was told batch by batch. */
  async grown(slice: Slice = {}): Promise<string> {
    const { database, eventLog } = this.storage;
    const schema = await this.empty();
    const follower = new EditionFollower(database, { schema, slice });
    await follower.claim([0]);
    const batches = eventLog.read(startOf(1), await eventLog.head());
    for await (const batch of batches)
      for (let start = 0; start < batch.events.length; start += 90)
        await follower.apply({ ...batch, events: batch.events.slice(start, start + 90) });
    return schema;
  }

  async fill(schema: string, slice: Slice, watch: Parameters<typeof fillEdition>[3] = {}): Promise<void> {
    await fillEdition(this.storage, { schema, slice }, await this.storage.eventLog.head(), { chunkSize: 60, ...watch });
  }

  /** What differs between two editions: rows, what is parked, how far they are, keys and indexes. */
  async differences(a: string, b: string): Promise<readonly string[]> {
    const [first, second] = await Promise.all([this.bookkeeping(a), this.bookkeeping(b)]);
    expect(first).toEqual(second);
    return editionDifferences(this.storage.database, a, b);
  }

  private async bookkeeping(schema: string): Promise<unknown> {
    const { database } = this.storage;
    const parked = `select partition, "offset", event_id, reason, body from "${schema}".parked_event order by 1, 2`;
    const indexes = `select replace(indexdef, $1, '') index from pg_indexes where schemaname = $1 order by 1`;
    const constraints = `select replace(pg_get_constraintdef(oid), $1, '') "constraint" from pg_constraint
      where connamespace = $1::regnamespace and contype <> 'n' order by 1`;
    return [
      await database.query(`select partition, next_offset from "${schema}".checkpoint order by 1`),
      await database.query(parked),
      await database.query(indexes, [schema]),
      await database.query(constraints, [schema]),
      await database.query(`select * from "${schema}".build_progress`),
    ];
  }

  async dispose(): Promise<void> {
    await this.storage.close();
    await this.server.drop();
  }
}

/** Every twentieth report came in as a draft, of which two in three were approved, some before the draft is read. */
function withDrafts(generated: readonly SitrepEvent[]): readonly SitrepEvent[] {
  const approvals: SitrepEvent[] = [];
  const all = generated.map((event, index): SitrepEvent => {
    if (event.kind !== 'reported' || index % 20 !== 3) return event;
    const { data: report } = event;
    const id = report.id.replace(/^.{4}/, 'aaaa');
    if (index % 3 !== 0)
      approvals.push({
        kind: 'report_approved',
        data: { id, reportId: report.id, reportedAt: '2017-06-01T00:00:00Z', draft: String(report.id) },
      });
    return { kind: 'report_drafted', data: report };
  });
  const early = approvals.splice(0, 10);
  return [...early, ...all, ...approvals];
}

const events = withDrafts([...generatedEvents({ seed: 5, reports: 700, places: 9 })]).map((event) =>
  encodeEvent(event),
);
/** Now and then an event that nobody can read. */
const unreadable = Math.ceil((events.length - 5) / 97);
const withUnreadable = events.map((event, index) =>
  index % 97 === 5 ? { ...event, body: new TextEncoder().encode('{"id":') } : event,
);

describe('an edition built whole', () => {
  let site: Site;
  let grown: string;

  beforeAll(async () => {
    site = await Site.of(withUnreadable);
    grown = await site.grown();
  });
  afterAll(() => site.dispose());

  it('is told enough for every read model, doubles and unreadable events among it', async () => {
    const counts = await rowCounts(site.storage.database, grown);
    expect(Object.entries(counts).filter(([, count]) => count < 5)).toEqual([]);
    const { database } = site.storage;
    expect(await database.query(`select count(*)::int count from "${grown}".parked_event`)).toEqual([
      { count: unreadable },
    ]);
    expect(new Set(events.map(({ id }) => id)).size).toBeLessThan(events.length);
  });

  it('has the rows, keys and indexes of one that was told batch by batch', async () => {
    const whole = await site.empty();
    const phases = new Set<string>();
    await site.fill(whole, {}, { onProgress: ({ phase }) => phases.add(phase) });
    expect([...phases]).toEqual(['facts', 'versions', 'keys', 'indexes']);
    expect(await site.differences(whole, grown)).toEqual([]);
  });

  it('would be seen to differ by one row', async () => {
    const whole = await site.empty();
    await site.fill(whole, {});
    await site.storage.database.query(
      `update "${whole}".control_span set stale = not stale where ctid = (select min(ctid) from "${whole}".control_span)`,
    );
    expect(await site.differences(whole, grown)).toHaveLength(2);
  });

  it('stopped again and again, wherever it is, goes on and ends in the same rows', async () => {
    const whole = await site.empty();
    let stops = 0;
    for (let pace = 1; ; pace = (pace % 4) + 1) {
      const stop = new AbortController();
      let told = 0;
      const onProgress = (): void => {
        if ((told += 1) === pace) stop.abort();
      };
      const outcome = await site.fill(whole, {}, { onProgress, signal: stop.signal }).then(
        () => 'complete',
        (reason: unknown) => (reason as Error).name,
      );
      if (outcome === 'complete') break;
      expect(outcome).toBe('AbortError');
      stops += 1;
    }
    expect(stops).toBeGreaterThan(10);
    expect(await site.differences(whole, grown)).toEqual([]);
  });

  it('killed again and again goes on and ends in the same rows', async () => {
    const whole = await site.empty();
    const [dice] = fc.sample(fc.infiniteStream(fc.integer({ min: 2, max: 25 })), 1);
    const points: number[] = [];
    for (const point of dice ?? []) {
      if (await killAfter(point, site.server.url, whole)) break;
      points.push(point);
    }
    process.stderr.write(`\nbuilt whole: killed after ${points.join(', ')} chunks\n`);
    expect(points.length).toBeGreaterThan(1);
    expect(await site.differences(whole, grown)).toEqual([]);
  });

  it('by two at once ends in the same rows: the one that comes second writes nothing', async () => {
    const whole = await site.empty();
    const outcomes = await Promise.allSettled([site.fill(whole, {}), site.fill(whole, {})]);
    const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(failures.filter((reason) => !(reason instanceof Fenced))).toEqual([]);
    await site.fill(whole, {});
    expect(await site.differences(whole, grown)).toEqual([]);
  });

  it('up to a position, then caught up from there, ends in the same rows, and cannot be followed before', async () => {
    const whole = await site.empty();
    const { database, eventLog } = site.storage;
    const edition = { schema: whole, slice: {} };
    const stop = new AbortController();
    const stopped = fillEdition(site.storage, edition, [500n], { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(stopped).rejects.toThrow('abort');
    await expect(new EditionFollower(database, edition).claim([0])).rejects.toThrow(Fenced);
    await fillEdition(site.storage, edition, [500n]);
    expect(await site.storage.editions.position(edition)).toEqual([500n]);
    const phases = new Set<string>();
    await fillEdition(site.storage, edition, await eventLog.head(), { onProgress: ({ phase }) => phases.add(phase) });
    expect([...phases]).toEqual(['events']);
    expect(await site.differences(whole, grown)).toEqual([]);
  });

  it('filled again with nothing to apply, is not taken for one whose next event ends whoever applies it', async () => {
    const whole = await site.empty();
    const claimed = (): Promise<readonly object[]> =>
      site.storage.database.query(`select epoch from "${whole}".checkpoint`);
    await site.fill(whole, {});
    const before = await claimed();
    await site.fill(whole, {});
    expect(await claimed()).toEqual(before);
  });
});

describe('the two ways of building an edition', () => {
  const campaign = amendedCampaign();
  const positions = campaign.map((_event, index) => index);
  const order = fc.record({
    shuffled: fc.shuffledSubarray(positions, { minLength: positions.length, maxLength: positions.length }),
    doubled: fc.shuffledSubarray(positions, { maxLength: 60 }),
    slice: fc.constantFrom(...slices),
    chunkSize: fc.integer({ min: 1, max: 400 }),
  });

  type Order = typeof order extends fc.Arbitrary<infer Value> ? Value : never;

  it('end in the same rows, whatever the order, the doubles, the slice and the size of the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(order, async ({ shuffled, doubled, slice, chunkSize }) => {
        const sequence = [...shuffled, ...doubled].map((index) => encodeEvent(campaign[index] as SitrepEvent));
        const site = await Site.of(sequence);
        try {
          const whole = await site.empty();
          await site.fill(whole, slice, { chunkSize });
          expect(await site.differences(whole, await site.grown(slice))).toEqual([]);
        } finally {
          await site.dispose();
        }
      }),
      {
        numRuns: 5,
        examples: slices.map(
          (slice) => [{ shuffled: positions, doubled: [] as number[], slice, chunkSize: 50 }] as [Order],
        ),
      },
    );
  });
});

/** Builds in a process of its own, and kills that after some chunks; true when it was complete before. */
async function killAfter(chunks: number, databaseUrl: string, schema: string): Promise<boolean> {
  const child = spawn(process.execPath, [compiled('test/harness/own-build.ts'), schema], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  let told = 0;
  let complete = false;
  for await (const line of createInterface(child.stdout)) {
    complete ||= line === 'complete';
    if ((told += 1) === chunks) child.kill('SIGKILL');
  }
  await gone;
  return complete;
}
