import { Editions, editionEntities, EditionFollower } from '#editions';
import { coreMigrations } from '#migrations';
import { Database, migrate } from '#platform';
import type { SitrepEvent } from '#situation';
import { createTestDatabase, type TestDatabase } from './database.js';
import { editionRows } from './edition-rows.js';
import { recorded } from './recorded-events.js';

/** Folds facts into editions on a database of its own, to compare what comes out. */
export class Folding {
  private made = 0;

  private constructor(
    private readonly server: TestDatabase,
    private readonly database: Database,
    private readonly editions: Editions,
  ) {}

  static async open(): Promise<Folding> {
    const server = await createTestDatabase();
    const options = { url: server.url, applicationName: 'laws', entities: editionEntities, migrations: coreMigrations };
    const database = await Database.open(options);
    await migrate(database);
    return new Folding(server, database, new Editions(database));
  }

  /** Applies these batches, one after the other, to an edition of their own, and answers its rows. */
  rowsOf(batches: readonly (readonly SitrepEvent[])[]): Promise<readonly string[]> {
    return this.fold(batches, editionRows);
  }

  /** Applies these batches to an edition of their own, and answers what is read of it before it is dropped. */
  async fold<Result>(
    batches: readonly (readonly SitrepEvent[])[],
    read: (database: Database, schema: string) => Promise<Result>,
  ): Promise<Result> {
    const edition = await this.editions.create(`run-${(this.made += 1)}`, {}, { partitionCount: 1 }, 'ready');
    const follower = new EditionFollower(this.database, edition);
    await follower.claim([0]);
    let offset = 0;
    for (const events of batches.filter(({ length }) => length > 0)) {
      await follower.apply({ partition: 0, events: recorded(events, offset) });
      offset += events.length;
    }
    const result = await read(this.database, edition.schema);
    await this.editions.drop(edition.name);
    return result;
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.server.drop();
  }
}
