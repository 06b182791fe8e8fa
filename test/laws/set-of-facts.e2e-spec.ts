import fc from 'fast-check';
import { Editions, editionEntities, EditionFollower } from '#editions';
import type { RecordedEvent } from '#event-log';
import { coreMigrations } from '#migrations';
import { Database, migrate } from '#platform';
import type { Report, SitrepEvent } from '#situation';
import { campaignEvents } from '../harness/campaign-events.js';
import { recorded } from '../harness/recorded-events.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { editionRows } from '../harness/edition-rows.js';

describe('law 1: read models are functions of the set of facts', () => {
  let server: TestDatabase;
  let database: Database;
  let editions: Editions;
  let reference: readonly string[];
  let made = 0;
  const events = withAmendments(campaignEvents());

  beforeAll(async () => {
    server = await createTestDatabase();
    const options = { url: server.url, applicationName: 'laws', entities: editionEntities, migrations: coreMigrations };
    database = await Database.open(options);
    await migrate(database);
    editions = new Editions(database);
    reference = await fold([events]);
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  /** Applies these batches to an edition of their own and answers its rows. */
  async function fold(batches: readonly (readonly SitrepEvent[])[]): Promise<readonly string[]> {
    const edition = await editions.create(`run-${(made += 1)}`, {}, { partitionCount: 1 }, 'ready');
    const follower = new EditionFollower(database, edition);
    await follower.claim([0]);
    let offset = 0;
    for (const batch of batches) {
      const recordedEvents: readonly RecordedEvent[] = recorded(batch, offset);
      offset += batch.length;
      if (batch.length > 0) await follower.apply({ partition: 0, events: recordedEvents });
    }
    const rows = await editionRows(database, edition.schema);
    await editions.drop(edition.name);
    return rows;
  }

  it('the campaign makes rows in every read model', () => {
    const tables = new Set(reference.map((row) => row.split(' ')[0]));
    expect(tables.size).toBe(11);
    expect(reference.length).toBeGreaterThan(900);
  });

  it('one event at a time gives the same rows as all at once', async () => {
    expect(await fold(events.map((event) => [event]))).toEqual(reference);
  });

  it('any order, duplication and batch split give the same rows, amendments before their reports included', async () => {
    const positions = events.map((_event, index) => index);
    const order = fc.tuple(
      fc.shuffledSubarray(positions, { minLength: positions.length, maxLength: positions.length }),
      fc.shuffledSubarray(positions, { maxLength: 60 }),
      fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(order, async ([shuffled, doubled, sizes]) => {
        const sequence = [...shuffled, ...doubled].map((index) => events[index] as SitrepEvent);
        expect(await fold(split(sequence, sizes))).toEqual(reference);
      }),
      { numRuns: 12 },
    );
  });

  it('reports in their own order, one by one from the back, end in the same rows', async () => {
    expect(await fold([...events].reverse().map((event) => [event]))).toEqual(reference);
  });
});

/** Cuts a sequence into batches of these sizes, over and over. */
function split<Value>(sequence: readonly Value[], sizes: readonly number[]): readonly (readonly Value[])[] {
  const batches: Value[][] = [];
  for (let start = 0, turn = 0; start < sequence.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    batches.push(sequence.slice(start, start + size));
    start += size;
  }
  return batches;
}

/** The campaign with every tenth report retracted or corrected, and some told twice with other words. */
function withAmendments(events: readonly SitrepEvent[]): readonly SitrepEvent[] {
  const reports = events.flatMap((event) => (event.kind === 'reported' ? [event.report] : []));
  const amendments = reports.flatMap((report, index): SitrepEvent[] => {
    const id = report.id.replace(/^.{8}/, (index + 0x10000000).toString(16));
    const later = `2017-03-${12 + (index % 5)}T10:00:00Z`;
    const told = { id, reportId: report.id, reportedAt: later, reason: 'the desk was told otherwise' };
    if (index % 10 === 0) return [{ kind: 'report_retracted', retraction: told }];
    if (index % 10 === 1)
      return [{ kind: 'report_corrected', correction: { ...told, report: corrected(report, later) } }];
    if (index % 10 === 2) return [{ kind: 'reported', report: { ...report, summary: `${report.summary} (again)` } }];
    return [];
  });
  return [...events, ...amendments];
}

const corrected = (report: Report, reportedAt: string): Report => ({
  ...report,
  reportedAt,
  control: report.control.map((claim) => ({ ...claim, holders: ['iraq'], conditions: ['besieged'] })),
  ...(report.condition && {
    condition: report.condition.map((claim) => ({ ...claim, since: '2017-03-01', windowFrom: '2017-02-20' })),
  }),
  figures: report.figures.map((figure) => ({ ...figure, low: 7, best: 7 })),
});
