import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { Database } from './database.js';
import { EmbeddedPostgres } from './embedded-postgres.js';
import { readPostmaster } from './postmaster-file.js';

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await Database.open({ url: home.url, applicationName: 'sitrep-spec', poolSize: 3 });
  await database.query('create table note (id int primary key, text text)');
});

afterAll(async () => {
  await database.close();
  await home.drop();
});

beforeEach(() => database.query('truncate note'));

const texts = async (): Promise<string[]> =>
  (await database.query<{ text: string }>('select text from note order by id')).map(({ text }) => text);

/** Ends every other session of this database, as a dying server does. */
const endOtherSessions = (): Promise<unknown> =>
  database.query(`select pg_terminate_backend(pid, 5000) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`);

async function answersAgain(pool: Database): Promise<void> {
  const giveUpAtMs = Date.now() + 30_000;
  for (;;) {
    try {
      return void (await pool.query('select 1'));
    } catch (error) {
      if (Date.now() > giveUpAtMs) throw error;
    }
  }
}

describe('the database', () => {
  it('plans a statement of small transactions once, whatever it is asked, and rolls back what failed', async () => {
    const single = await Database.open({ url: home.url, applicationName: 'sitrep-spec', poolSize: 1 });
    const insert = 'insert into note values ($1, $2)';
    for (const id of [1, 2, 3]) await single.smallTransaction((sql) => sql.query(insert, [id, `note ${id}`]));
    const failing = single.smallTransaction(async (sql) => {
      await sql.query(insert, [4, 'note 4']);
      await sql.query(insert, [4, 'the same']);
    });
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    const plans = `select generic_plans::int "made once", custom_plans::int "made each time" from pg_prepared_statements`;
    expect(await single.query(plans)).toEqual([{ 'made once': 5, 'made each time': 0 }]);
    expect(await single.query('show plan_cache_mode')).toEqual([{ plan_cache_mode: 'auto' }]);
    expect(await texts()).toEqual(['note 1', 'note 2', 'note 3']);
    await single.close();
  });

  it('runs a small transaction again where a table is another one than its statements were planned for', async () => {
    await database.query('create table kept (id int)');
    const one = await Database.open({ url: home.url, applicationName: 'sitrep-spec', poolSize: 1 });
    const run = (): Promise<unknown> =>
      one.smallTransaction(async (sql) => {
        await sql.query('insert into kept values ($1)', [2]);
        return sql.query('select * from kept where id = $1', [2]);
      });
    expect(await run()).toEqual([{ id: 2 }]);
    await database.query('alter table kept add column more text');
    expect(await run()).toEqual([
      { id: 2, more: null },
      { id: 2, more: null },
    ]);
    await one.close();
  });

  it('answers the rows of every kind of statement', async () => {
    const inserted = await database.query('insert into note values ($1, $2) returning id', [1, 'first']);
    const updated = await database.query(`update note set text = 'second' where id = $1 returning text`, [1]);
    const joined = await database.query(
      `with one as (select 1 as id) update note set text = 'third' from one where note.id = one.id returning text`,
    );
    const deleted = await database.query('delete from note returning id');
    expect({ inserted, updated, joined, deleted }).toEqual({
      inserted: [{ id: 1 }],
      updated: [{ text: 'second' }],
      joined: [{ text: 'third' }],
      deleted: [{ id: 1 }],
    });
    expect(await database.query('delete from note')).toEqual([]);
  });

  it('names itself and lets no frozen transaction block the next worker', async () => {
    const [settings] = await database.query(
      `select current_setting('application_name') as name,
        current_setting('idle_in_transaction_session_timeout') as timeout`,
    );
    expect(settings).toEqual({ name: 'sitrep-spec', timeout: '30s' });
  });

  it('commits what a transaction wrote, as one', async () => {
    const answer = await database.transaction(async (sql) => {
      await sql.query(`insert into note values (1, 'a')`);
      expect(await texts()).toEqual([]);
      return (await sql.query<{ id: number }>(`update note set text = 'b' returning id`))[0]?.id;
    });
    expect(answer).toBe(1);
    expect(await texts()).toEqual(['b']);
  });

  it('takes a failed transaction back and throws its error on', async () => {
    const failure = new Error('no');
    const work = database.transaction(async (sql) => {
      await sql.query(`insert into note values (1, 'a')`);
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await texts()).toEqual([]);
  });

  it('survives that a connection ends in the middle of a transaction', async () => {
    const work = database.transaction(async (sql) => {
      await sql.query(`insert into note values (1, 'a')`);
      await endOtherSessions();
      await sql.query(`insert into note values (2, 'b')`);
    });
    await expect(work).rejects.toThrow();
    await answersAgain(database);
    expect(await texts()).toEqual([]);
  });

  it('survives that the server dies while its connections are idle', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sitrep-database-'));
    const postgres = await EmbeddedPostgres.start({ dataDir });
    const pool = await Database.open({ url: postgres.url, applicationName: 'sitrep-spec' });
    try {
      await Promise.all([pool.query('select pg_sleep(0.1)'), pool.query('select pg_sleep(0.1)')]);
      process.kill(readPostmaster(join(dataDir, 'postgres'))?.pid ?? 0, 'SIGKILL');
      await answersAgain(pool);
    } finally {
      await pool.close();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
