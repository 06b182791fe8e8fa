import { Editions, editionEntities } from '#editions';
import { coreMigrations } from '#migrations';
import { Database, migrate, type Sql } from '#platform';
import { project } from '#read-models';
import type { SitrepEvent } from '#situation';
import { createMigratedDatabase, type TestDatabase } from './database.js';
import { factsOf } from './recorded-events.js';

/** What one transaction took. Written are the rows that statements are given to insert, change or delete. */
export interface Cost {
  readonly statements: number;
  readonly read: number;
  readonly written: number;
}

/** Editions on a database of their own, of which every statement is counted. */
export class CountedEditions {
  private readonly schemas = new Map<string, string>();

  private constructor(
    private readonly server: TestDatabase,
    private readonly database: Database,
  ) {}

  static async open(): Promise<CountedEditions> {
    const server = await createMigratedDatabase();
    const options = { url: server.url, applicationName: 'laws', entities: editionEntities, migrations: coreMigrations };
    const database = await Database.open(options);
    await migrate(database);
    return new CountedEditions(server, database);
  }

  /** Projects the events into an edition, made where there is none of this name, in one transaction. */
  async costOf(edition: string, events: readonly SitrepEvent[]): Promise<Cost> {
    const schema = await this.schemaOf(edition);
    const cost = { statements: 0, read: 0, written: 0 };
    await this.database.transaction(async (sql) => {
      const counted: Sql = {
        query: async <Row>(text: string, values: readonly unknown[] = []) => {
          const rows = await sql.query<Row>(text, values);
          cost.statements += 1;
          if (/^\s*select/.test(text)) cost.read += rows.length;
          else if (/unnest/.test(text) && Array.isArray(values[0])) cost.written += values[0].length;
          return rows;
        },
      };
      await project({ sql: counted, schema }, factsOf(events), {});
    });
    return cost;
  }

  /** How many rows the tables of an edition have that tell answers and what they rest on. */
  async rowsToldIn(edition: string): Promise<number> {
    const schema = await this.schemaOf(edition);
    const tables = [
      'control_span',
      'control_support',
      'condition_span',
      'condition_support',
      'tally_figure',
      'tally_span',
    ];
    const counts = tables.map((table) => `(select count(*) from "${schema}".${table})`).join(' + ');
    const [row] = await this.database.query<{ n: string }>(`select ${counts} n`);
    return Number(row?.n);
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.server.drop();
  }

  private async schemaOf(edition: string): Promise<string> {
    const known = this.schemas.get(edition);
    if (known !== undefined) return known;
    const { schema } = await new Editions(this.database).create(edition, {}, { partitionCount: 1 }, 'ready');
    this.schemas.set(edition, schema);
    return schema;
  }
}
