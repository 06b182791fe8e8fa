import { Editions, editionEntities } from '#editions';
import { coreMigrations } from '#migrations';
import { Database, migrate, type Sql } from '#platform';
import { type Fact, project } from '#read-models';
import type { SitrepEvent } from '#situation';
import { campaignEvents } from '../harness/campaign-events.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { factsOf } from '../harness/recorded-events.js';

/** What events may cost, in statements, never in time (law 9). */
describe('the cost of projecting', () => {
  let server: TestDatabase;
  let database: Database;
  let schema: string;
  const events = campaignEvents();
  const registrations = events.filter(({ kind }) => kind === 'place_registered' || kind === 'actor_registered');
  const reports = events.filter(({ kind }) => kind === 'reported');

  beforeAll(async () => {
    server = await createTestDatabase();
    const options = { url: server.url, applicationName: 'laws', entities: editionEntities, migrations: coreMigrations };
    database = await Database.open(options);
    await migrate(database);
    ({ schema } = await new Editions(database).create('costs', {}, { partitionCount: 1 }, 'ready'));
    await statementsOf(factsOf(registrations));
    await statementsOf(factsOf(reports));
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  /** Projects the facts in one transaction and returns the statements that this took. */
  async function statementsOf(facts: readonly Fact[]): Promise<readonly string[]> {
    const texts: string[] = [];
    await database.transaction(async (sql) => {
      const counted: Sql = {
        query: (text, values) => {
          texts.push(text);
          return sql.query(text, values);
        },
      };
      await project({ sql: counted, schema }, facts, {});
    });
    return texts;
  }

  const anew = (event: SitrepEvent, index: number, more: object): SitrepEvent =>
    event.kind !== 'reported'
      ? event
      : {
          kind: 'reported',
          report: {
            ...event.report,
            id: `00000000-0000-4000-9000-${index.toString(16).padStart(12, '0')}`,
            externalId: `again-${index}`,
            ...more,
          },
        };

  it('a place registered anew with another note reads and resolves no claim', async () => {
    const [place] = events.flatMap((event) =>
      event.kind === 'place_registered' && event.place.id === 'mosul' ? [event.place] : [],
    );
    const noted = { ...place!, note: 'Nineveh’s capital.', registeredAt: '2017-03-30T00:00:00Z' };
    const statements = await statementsOf(factsOf([{ kind: 'place_registered', place: noted }]));
    expect(statements.filter((text) => /claim|span|support|figure/.test(text))).toEqual([]);
    expect(statements.length).toBeLessThanOrEqual(3);
  });

  it('a report takes few statements by itself: one about what is known already no more than sixteen', async () => {
    const told = reports.map((event, index) => anew(event, 5_000 + index, { control: [], condition: [], figures: [] }));
    expect((await statementsOf(factsOf(told.slice(0, 1)))).length).toBeLessThanOrEqual(7);
    let most = 0;
    for (const [index, event] of reports.slice(0, 60).entries()) {
      const statements = await statementsOf(factsOf([anew(event, 6_000 + index, {})]));
      most = Math.max(most, statements.length);
    }
    expect(most).toBeLessThanOrEqual(16);
  });

  it('many reports take hardly more statements than one', async () => {
    const one = await statementsOf(factsOf(reports.slice(0, 1).map((event) => anew(event, 1, {}))));
    const many = await statementsOf(factsOf(reports.map((event, index) => anew(event, 1_000 + index, {}))));
    expect(many.length).toBeLessThanOrEqual(one.length + 20);
  });

  it('what has been projected already is not resolved again', async () => {
    const statements = await statementsOf(factsOf(events));
    expect(statements.filter((text) => /span/.test(text))).toEqual([]);
  });
});
