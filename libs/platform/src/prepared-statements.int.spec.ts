import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.js';
import { Database } from './database.js';

describe('prepared statements over connections of their own', () => {
  let home: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    home = await createTestDatabase();
    database = await Database.open({
      url: home.url,
      applicationName: 'sitrep-spec',
      poolSize: 1,
      preparedPoolSize: 2,
      statementTimeoutMs: 1_000,
    });
  });
  afterAll(async () => {
    await database.close();
    await home.drop();
  });
  const numbered = (number: number) =>
    database.prepared<{ n: number }>(`select $1::int n, '${number % 3}' kind`, [number]);

  it('are answered each with its own rows, however many come at once', async () => {
    const numbers = Array.from({ length: 200 }, (_, index) => index);
    const rows = await Promise.all(numbers.map(numbered));
    expect(rows.map(([row]) => row)).toEqual(numbers.map((n) => ({ n, kind: `${n % 3}` })));
  });

  it('fail alone: those beside them are answered', async () => {
    const found = await Promise.allSettled([
      numbered(1),
      database.prepared('select 1 / $1::int', [0]),
      database.prepared('select 1 from nowhere where $1', [true]),
      database.prepared('select 1 from nowhere where $1', [true]),
      numbered(2),
    ]);
    expect(found.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled']);
    const codes = found.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []));
    expect(codes).toEqual(['22012', '42P01', '42P01']);
  });

  it('go on where the columns of an answer are others since they were prepared', async () => {
    await database.query('create table kept (id int)');
    await database.query('insert into kept values (1)');
    const read = () => database.prepared('select * from kept where id = $1', [1]);
    expect(await Promise.all([read(), read(), read()])).toEqual([[{ id: 1 }], [{ id: 1 }], [{ id: 1 }]]);
    await database.query('alter table kept add column more text');
    expect(await Promise.all([read(), read()])).toEqual([[{ id: 1, more: null }], [{ id: 1, more: null }]]);
  });

  it('have connections again after the server ended all of them, and end when they take too long', async () => {
    const ended = Promise.allSettled([database.prepared('select pg_sleep($1)', [0.8]), numbered(1)]);
    await database.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`);
    await ended;
    expect(await numbered(7)).toEqual([{ n: 7, kind: '1' }]);
    await expect(database.prepared('select pg_sleep($1)', [5])).rejects.toMatchObject({ code: '57014' });
    expect(await numbered(8)).toEqual([{ n: 8, kind: '2' }]);
  });
});
