import { Editions, editionEntities, EditionFollower } from '#editions';
import { coreMigrations } from '#migrations';
import { Database, migrate } from '#platform';
import type { SitrepEvent, Slice } from '#situation';
import { createTestDatabase, type TestDatabase } from './database.js';
import { editionRows } from './edition-rows.js';
import { recorded } from './recorded-events.js';
import { refolded } from './refolded.js';

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
  async rowsOf(batches: readonly (readonly SitrepEvent[])[], slice: Slice = {}): Promise<readonly string[]> {
    return this.fold(batches, slice, (schema) => editionRows(this.database, schema));
  }

  /** Where the rows of an edition of these facts and those of an independent refold of them differ. */
  async refoldDifferences(events: readonly SitrepEvent[], slice: Slice = {}): Promise<readonly string[]> {
    const log = recorded(events, 0);
    const eventLog = {
      partitionCount: 1,
      head: async () => [BigInt(log.length)],
      read: async function* () {
        yield { partition: 0, events: log };
      },
    };
    return this.fold([events], slice, async (schema) => {
      const { differences } = await refolded({ database: this.database, eventLog }, { schema, slice });
      return differences;
    });
  }

  /** Applies the batches of each partition by a projector of its own, all at once, to one edition, and returns its rows. */
  async rowsOfProjectors(partitions: readonly (readonly (readonly SitrepEvent[])[])[]): Promise<readonly string[]> {
    const shape = { partitionCount: partitions.length };
    const edition = await this.editions.create(`run-${(this.made += 1)}`, {}, shape, 'ready');
    await Promise.all(
      partitions.map(async (batches, partition) => {
        const follower = new EditionFollower(this.database, { ...edition, slice: {} });
        await follower.claim([partition]);
        let offset = 0;
        for (const batch of batches) {
          await follower.apply({ partition, events: recorded(batch, offset).map((one) => ({ ...one, partition })) });
          offset += batch.length;
        }
      }),
    );
    const rows = await editionRows(this.database, edition.schema);
    await this.editions.drop(edition.name);
    return rows;
  }

  private async fold<Answer>(
    batches: readonly (readonly SitrepEvent[])[],
    slice: Slice,
    read: (schema: string) => Promise<Answer>,
  ): Promise<Answer> {
    const edition = await this.editions.create(`run-${(this.made += 1)}`, {}, { partitionCount: 1 }, 'ready');
    const follower = new EditionFollower(this.database, { ...edition, slice });
    await follower.claim([0]);
    let offset = 0;
    for (const events of batches.filter(({ length }) => length > 0)) {
      await follower.apply({ partition: 0, events: recorded(events, offset) });
      offset += events.length;
    }
    const answer = await read(edition.schema);
    await this.editions.drop(edition.name);
    return answer;
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.server.drop();
  }
}
