import { createReadModels, project } from '#read-models';
import { Database } from '#platform';
import type { SitrepEvent } from '#situation';
import { createTestDatabase, type TestDatabase } from './database.js';
import { editionRows } from './edition-rows.js';
import { factsOf } from './recorded-events.js';

/** Every row of an edition, and how many statements were kept as deciding, counted after each batch. */
export interface GrownEdition {
  readonly rows: readonly string[];
  readonly kept: number;
}

/** Editions of a database of their own that are given events so many at a time, without a log. */
export class GrownEditions {
  private constructor(
    private readonly server: TestDatabase,
    readonly database: Database,
  ) {}

  static async open(name: string): Promise<GrownEditions> {
    const server = await createTestDatabase();
    return new GrownEditions(server, await Database.open({ url: server.url, applicationName: name, poolSize: 2 }));
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.server.drop();
  }

  async grow(schema: string, events: readonly SitrepEvent[], size: number, model?: string): Promise<GrownEdition> {
    const { database } = this;
    await database.query(`create schema ${schema}`);
    await createReadModels(database, schema);
    let kept = 0;
    for (let at = 0; at < events.length; at += size) {
      await database.smallTransaction((sql) => project({ sql, schema }, factsOf(events.slice(at, at + size)), {}));
      const which = model === undefined ? [] : [model];
      const where = model === undefined ? '' : 'where model = $1';
      kept += (await database.query(`select from "${schema}".frontier ${where}`, which)).length;
    }
    return { rows: await editionRows(database, schema), kept };
  }
}
