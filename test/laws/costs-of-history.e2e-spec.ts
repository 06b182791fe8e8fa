import { Editions, editionEntities } from '#editions';
import { coreMigrations } from '#migrations';
import { Database, migrate, type Sql } from '#platform';
import { project } from '#projections';
import type { Report, SitrepEvent } from '#situation';
import { observations } from '../bench/observations.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { factsOf } from '../harness/recorded-events.js';

const hour_ms = 3_600_000;
const start_ms = Date.parse('2017-01-01T00:00:00Z');
const instant = (hour: number): string => new Date(start_ms + hour * hour_ms).toISOString();
const uuid = (number: number): string => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

type Reported = Extract<SitrepEvent, { kind: 'reported' }>;

/** A report of one place, which changes hands at every tenth, about an hour of its own; with an account of one incident. */
function reported(number: number, hour: number): Reported {
  const [pattern] = observations(Math.floor(hour), 1, 1) as [Reported];
  const figure: Report['figures'][number] = {
    measure: 'killed',
    group: 'anyone',
    unit: 'people',
    basis: 'incremental',
    place: 'place-0',
    best: 5,
    lowExclusive: false,
    period: { from: '2017-01-01', to: '2017-01-01' },
  };
  const control = pattern.report.control.map((claim) => ({ ...claim, effective: instant(hour) }));
  const id = uuid(number);
  return {
    kind: 'reported',
    report: { ...pattern.report, id, externalId: `X${number}`, reportedAt: instant(hour), control, figures: [figure] },
  };
}

const graded = (number: number, of: number, hour: number): SitrepEvent => ({
  kind: 'report_graded',
  grading: {
    id: uuid(number),
    reportId: uuid(of),
    reportedAt: instant(hour),
    reason: 'checked',
    grade: { reliability: 'A', credibility: 1 },
  },
});
const linked = (number: number, of: readonly number[], hour: number): SitrepEvent => ({
  kind: 'reports_linked',
  link: {
    id: uuid(number),
    reportIds: of.map(uuid),
    incident: `i-${number}`,
    reportedAt: instant(hour),
    reason: 'one',
  },
});

/** What one transaction took. */
interface Cost {
  readonly statements: number;
  readonly read: number;
  readonly written: number;
}

describe('the cost of one event', () => {
  let server: TestDatabase;
  let database: Database;
  const lengths = [120, 480] as const;
  const schemas = new Map<number, string>();

  beforeAll(async () => {
    server = await createTestDatabase();
    const options = { url: server.url, applicationName: 'laws', entities: editionEntities, migrations: coreMigrations };
    database = await Database.open(options);
    await migrate(database);
    for (const length of lengths) {
      const made = await new Editions(database).create(`costs-${length}`, {}, { partitionCount: 1 }, 'ready');
      schemas.set(length, made.schema);
      await costOf(
        length,
        Array.from({ length }, (_, number) => reported(number, number)),
      );
    }
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  /** Projects the events in one transaction. Written are the rows that statements are given to insert, change or delete. */
  async function costOf(length: number, events: readonly SitrepEvent[]): Promise<Cost> {
    const cost = { statements: 0, read: 0, written: 0 };
    await database.transaction(async (sql) => {
      const counted: Sql = {
        query: async <Row>(text: string, values: readonly unknown[] = []) => {
          const rows = await sql.query<Row>(text, values);
          cost.statements += 1;
          if (/^\s*select/.test(text)) cost.read += rows.length;
          else if (/unnest/.test(text) && Array.isArray(values[0])) cost.written += values[0].length;
          return rows;
        },
      };
      await project({ sql: counted, schema: schemas.get(length) ?? '' }, factsOf(events), {});
    });
    return cost;
  }

  /** Whether the rows read do not grow either; of what is late they grow with what is known since. */
  const cases: readonly (readonly [string, (length: number) => SitrepEvent, boolean])[] = [
    ['told in order', (length) => reported(length, length), true],
    ['told late', (length) => reported(10_000, length / 2 + 0.5), false],
    ['told of the same moment as another', (length) => reported(10_001, length / 2), false],
    ['graded', (length) => graded(10_002, length / 2 + 3, length + 20), false],
    ['linked with another', (length) => linked(10_003, [5, length / 2 + 5], length + 21), true],
  ];

  it.each(cases)('%s does not grow with what is known already', async (_what, event, isReadAlike) => {
    const [short, long] = lengths;
    const few = await costOf(short, [event(short)]);
    const many = await costOf(long, [event(long)]);
    expect(many.statements).toBeLessThanOrEqual(few.statements + 3);
    expect(many.written).toBeLessThanOrEqual(40);
    expect(many.read).toBeLessThanOrEqual(isReadAlike ? few.read + 20 : 4 * long);
  });

  it('a grade of a report of many grades reads and writes what it changes', async () => {
    const [short] = lengths;
    const grades = Array.from({ length: 30 }, (_, number) => graded(20_000 + number, 7, short + 100 + number));
    const first = await costOf(short, grades.slice(0, 1));
    for (const grade of grades.slice(1, -1)) await costOf(short, [grade]);
    const last = await costOf(short, grades.slice(-1));
    expect(last.written).toBeLessThanOrEqual(first.written + 4);
    // Its facts and its versions are read whole.
    expect(last.read).toBeLessThanOrEqual(first.read + 3 * grades.length);
  });

  it('a link of a report that was linked to and fro reads and writes what it changes', async () => {
    const [short] = lengths;
    const links = Array.from({ length: 20 }, (_, number) => linked(30_000 + number, [9, 11], short + 300 + number));
    const first = await costOf(short, links.slice(0, 1));
    for (const link of links.slice(1, -1)) await costOf(short, [link]);
    const last = await costOf(short, links.slice(-1));
    expect(last.written).toBeLessThanOrEqual(first.written + 6);
    // The decisions about each report and where it has been are read whole.
    expect(last.read).toBeLessThanOrEqual(first.read + 5 * links.length);
  });
});
