import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import pg from 'pg';
import { openStorage, type StorageOptions } from '#editions';
import { EmbeddedPostgres, faultsOfRoles } from '#platform';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';
import { Logins } from '../harness/database-logins.js';
import { passingFolder } from '../harness/passing-folder.js';

const options = (databaseUrl: string, more: Partial<StorageOptions> = {}): StorageOptions => ({
  databaseUrl,
  kafkaTopic: 'none',
  applicationName: 'roles-suite',
  onTrouble: () => undefined,
  ...more,
});

describe('the roles of the database at the start', () => {
  let server: TestDatabase;
  let logins: Logins;
  beforeAll(async () => {
    server = await createTestDatabase();
    logins = new Logins(server.url);
  });
  afterAll(async () => {
    await logins?.close();
    await server?.drop();
  });

  const started = async (more: Partial<StorageOptions> = {}): Promise<string | undefined> => {
    try {
      const storage = await openStorage(options(server.url, more));
      await storage.editions.prepareLive(storage.eventLog);
      await storage.close();
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('rights that are missing are granted anew, and one too many is refused by name', async () => {
    expect(await started()).toBeUndefined();
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    const sql = {
      query: async <Row>(text: string, values: readonly unknown[] = []) =>
        (await client.query(text, [...values])).rows as Row[],
    };
    expect(await faultsOfRoles(sql)).toEqual([]);
    await client.query('revoke select on sitrep.log_event from sitrep_appender');
    const { rows } = await client.query<{ schema: string }>(`select schema_name as schema from sitrep.edition`);
    await client.query(`alter table "${rows[0]?.schema}".report_event disable row level security`);
    expect((await faultsOfRoles(sql)).map(({ text }) => text)).toEqual([
      'sitrep_appender may not SELECT on sitrep.log_event, and must: select sitrep.grant_roles().',
      `${rows[0]?.schema}.report_event has no row level security.`,
    ]);
    expect(await started()).toBeUndefined();
    expect(await faultsOfRoles(sql)).toEqual([]);
    await client.query('grant delete, truncate on sitrep.log_event to sitrep_appender');
    expect(await started()).toMatch(
      /sitrep_appender may DELETE, TRUNCATE on sitrep.log_event, and must not: revoke it/,
    );
    await client.query('revoke delete, truncate on sitrep.log_event from sitrep_appender');
    await client.query('grant select on sitrep.api_key to public');
    expect(await started()).toMatch(/sitrep_questions may SELECT on sitrep.api_key, and must not/);
    await client.query('revoke select on sitrep.api_key from public');
    expect(await started()).toBeUndefined();
    await client.end();
  });

  it('a part may log in by a url of its own, as somebody who is in its role and not the owner', async () => {
    const [reader, appender, none] = [
      await logins.connect('sitrep_questions', 'sitrep_cleared'),
      await logins.connect('sitrep_appender'),
      await logins.connect(),
    ];
    expect(await started({ databaseUrls: { reader: reader.url, appender: appender.url } })).toBeUndefined();
    expect(await started({ databaseUrls: { reader: none.url } })).toMatch(
      /^The login of DATABASE_READER_URL is login_\w+, which is not in sitrep_questions, sitrep_cleared, and must be/,
    );
    expect(await started({ databaseUrls: { projector: server.url } })).toMatch(
      /^The login of DATABASE_PROJECTOR_URL is \w+, which is a superuser, and must not/,
    );
    // A new one after the failure works: nothing was left open.
    expect(await started()).toBeUndefined();
  });

  it('an owner who may make no roles and is in none works with its own rights, and is told what is missing', async () => {
    const { client, url } = await logins.connect();
    const { rows } = await client.query<{ name: string }>('select current_user as name');
    const name = `owned_${randomUUID().replaceAll('-', '')}`;
    const admin = new pg.Client({ connectionString: server.url });
    await admin.connect();
    await admin.query(`create database ${name} owner ${rows[0]?.name}`);
    const owned = new URL(url);
    owned.pathname = `/${name}`;
    const troubles: string[] = [];
    const storage = await openStorage(options(owned.href, { onTrouble: (what) => troubles.push(what) }));
    try {
      await storage.editions.prepareLive(storage.eventLog);
      const [row] = await storage.guarded.with({}).query<{ name: string }>('select current_user as name');
      expect(row?.name).toBe(rows[0]?.name);
      expect(troubles).toEqual([expect.stringMatching(/^The login has no use of the roles sitrep_appender, .* docs/)]);
    } finally {
      await storage.close();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    }
  });

  it('an owner who is no superuser, and may make roles, makes them and has every part work as its own', async () => {
    const dataDir = passingFolder('sitrep-roles-');
    const own = await EmbeddedPostgres.start({ dataDir, settings: { fsync: 'off' } });
    const admin = new pg.Client({ connectionString: own.url });
    await admin.connect();
    await admin.query(`create role sitrep_login login createrole password 'of-the-owner'`);
    await admin.query(`create database owned owner sitrep_login`);
    await admin.end();
    const url = new URL(own.url);
    [url.pathname, url.username, url.password] = ['/owned', 'sitrep_login', 'of-the-owner'];
    const troubles: string[] = [];
    const storage = await openStorage(options(url.href, { onTrouble: (what) => troubles.push(what) }));
    try {
      await storage.editions.prepareLive(storage.eventLog);
      const who = 'select current_user as name';
      const names = await Promise.all([
        storage.database.query<{ name: string }>(who),
        storage.readers.database.query<{ name: string }>(who),
        storage.guarded.with({}).query<{ name: string }>(who),
        storage.projecting.query<{ name: string }>(who),
      ]);
      expect(names.map(([row]) => row?.name)).toEqual([
        'sitrep_login',
        'sitrep_cleared',
        'sitrep_questions',
        'sitrep_projector',
      ]);
      expect(troubles).toEqual([]);
      expect(await faultsOfRoles(storage.database)).toEqual([]);
    } finally {
      await storage.close();
      await own.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  }, 60_000);
});
