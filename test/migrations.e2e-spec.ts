import { coreMigrations } from '#migrations';
import { Database, migrate } from '#platform';

import { createTestDatabase, type TestDatabase } from './harness/database.js';

const names = coreMigrations.map(({ name }) => name);

describe('the core migrations', () => {
  let server: TestDatabase;

  beforeEach(async () => {
    server = await createTestDatabase();
  });

  afterEach(async () => {
    await server.drop();
  });

  const open = (): Promise<Database> =>
    Database.open({ url: server.url, applicationName: 'migrations', poolSize: 2, migrations: coreMigrations });

  it('run once, in order, whichever of twenty processes comes first', async () => {
    const databases = await Promise.all(Array.from({ length: 20 }, open));
    const done = await Promise.all(databases.map(migrate));
    expect(done.filter((list) => list.length > 0)).toEqual([names]);
    expect(await migrate(databases[0]!)).toEqual([]);
    await Promise.all(databases.map((database) => database.close()));
  });

  it('can be undone', async () => {
    const database = await open();
    await migrate(database);
    for (const _name of names) await database.dataSource.undoLastMigration();
    const left = await database.query(
      `select table_name from information_schema.tables where table_schema = 'sitrep' and table_name <> 'schema_migration'`,
    );
    expect(left).toEqual([]);
    expect(await migrate(database)).toEqual(names);
    await database.close();
  });
});
