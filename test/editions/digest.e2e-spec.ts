import { editionDigest, editionDigests, Editions, editionEntities, EditionFollower, type EditionRef } from '#editions';
import { coreMigrations } from '#migrations';
import { Database, migrate } from '#platform';
import { projection_version } from '#read-models';
import type { SitrepEvent } from '#situation';
import { amendedCampaign } from '../harness/amended-campaign.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { recorded } from '../harness/recorded-events.js';

describe(`the digest of an edition (projections version ${projection_version})`, () => {
  let server: TestDatabase;
  let database: Database;
  let editions: Editions;
  let edition: EditionRef;
  const events = amendedCampaign();

  beforeAll(async () => {
    server = await createTestDatabase();
    const options = { applicationName: 'digest-suite', entities: editionEntities, migrations: coreMigrations };
    database = await Database.open({ url: server.url, ...options });
    await migrate(database);
    editions = new Editions(database);
    edition = await editionOf('in-order', [events]);
  });
  afterAll(async () => {
    await database.close();
    await server.drop();
  });

  async function editionOf(name: string, batches: readonly (readonly SitrepEvent[])[]): Promise<EditionRef> {
    const made = await editions.create(name, {}, { partitionCount: 1 }, 'ready');
    const follower = new EditionFollower(database, made);
    await follower.claim([0]);
    let offset = 0;
    for (const batch of batches) {
      await follower.apply({ partition: 0, events: recorded(batch, offset) });
      offset += batch.length;
    }
    return made;
  }

  it('is that of the rows, whatever the order and the batches they came in', async () => {
    const backwards = [...events].reverse();
    const other = await editionOf('backwards', [backwards.slice(0, 71), backwards.slice(71)]);
    expect(await editionDigests(editions.scope(other))).toEqual(await editionDigests(editions.scope(edition)));
  });

  it('is the same whatever the session is set to, and leaves its settings as they were', async () => {
    const plain = await editionDigest(editions.scope(edition));
    await database.transaction(async (sql) => {
      await sql.query(`set local timezone = 'Asia/Baghdad'`);
      await sql.query(`set local datestyle = 'German'`);
      await sql.query(`set local extra_float_digits = 0`);
      await sql.query(`set local bytea_output = 'escape'`);
      expect(await editionDigest({ sql, schema: edition.schema })).toBe(plain);
      expect(await sql.query('select 1 from pg_class where relname like $1', ['row_digest%'])).toEqual([]);
      expect(await sql.query('show timezone')).toEqual([{ TimeZone: 'Asia/Baghdad' }]);
    });
  });

  it('names the table that differs, and no other', async () => {
    const { tables } = await editionDigests(editions.scope(edition));
    expect(tables.map(({ rows }) => rows).every((rows) => rows > 0)).toBe(true);
    await database
      .transaction(async (sql) => {
        await sql.query(`update "${edition.schema}".tally_span set best = best + 1 where ctid =
          (select min(ctid) from "${edition.schema}".tally_span where best is not null)`);
        const damaged = await editionDigests({ sql, schema: edition.schema });
        const differing = damaged.tables.filter(({ digest }, index) => digest !== tables[index]?.digest);
        expect(differing.map(({ table }) => table)).toEqual(['tally_span']);
        expect(damaged.digest).not.toBe(await editionDigest(editions.scope(edition)));
        throw new RolledBack();
      })
      .catch((error: unknown) => {
        if (!(error instanceof RolledBack)) throw error;
      });
  });

  it('tells nothing of the bookkeeping', async () => {
    const before = await editionDigest(editions.scope(edition));
    await database.query(`update "${edition.schema}".checkpoint set epoch = epoch + 1`);
    expect(await editionDigest(editions.scope(edition))).toBe(before);
  });
});

class RolledBack extends Error {}
