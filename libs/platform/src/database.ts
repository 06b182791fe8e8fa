import { DataSource, type DataSourceOptions, type QueryResult, type QueryRunner } from 'typeorm';
import { isOfStalePlan, nameOf, PreparedStatements } from './prepared-statements.js';
import { StartupRefused } from './startup-refused.js';
import { tlsFaultIn } from './tls-fault.js';

/** One connection: either a plain read or the inside of a transaction. */
export interface Sql {
  /** Runs one statement with numbered parameters and answers its rows. */
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The same for a statement that is run over and over: each connection plans it once. Only where there is a pool of them. */
  prepared?<Row = Record<string, unknown>>(text: string, values: readonly unknown[]): Promise<Row[]>;
}

/** What a caller may choose about the pool. */
export interface DatabaseOptions {
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  readonly poolSize?: number;
  readonly entities?: NonNullable<DataSourceOptions['entities']>;
  readonly migrations?: NonNullable<DataSourceOptions['migrations']>;
  /** True for work whose statements may take as long as they need, such as making an index. */
  readonly patient?: boolean;
  /**
   * Connections of their own for what is prepared, which is planned once whatever it is asked: such statements name the
   * few rows that they are about. By default they share the others.
   */
  readonly preparedPoolSize?: number;
  /** How long one statement may take, in milliseconds; by default a minute. */
  readonly statementTimeoutMs?: number;
  /** The role that its connections work as; by default the login itself. */
  readonly role?: string | undefined;
}

const pool_size = 10;
/** One connection reads while the other one writes. */
const patient_pool_size = 2;
/**
 * A frozen worker's open transaction must not block its successor for longer than this. It counts our own reckoning
 * between two statements as well, so it is no shorter.
 */
const idle_in_transaction_timeout_ms = 30_000;
/** A query to a frozen server fails after this long. */
const statement_timeout_ms = 60_000;
/** How much longer the answer is waited for than the server may take. */
const answer_grace_ms = 5_000;
const connect_timeout_ms = 5_000;
/** A connection is replaced after this long: what it has prepared of editions that are gone goes with it. */
const connection_lifetime_s = 3_600;
/** Long work computes between its statements too; a frozen process still loses its connection after this long. */
const patient_idle_in_transaction_timeout_ms = 600_000;

/** The pool of connections, owned by TypeORM; projections run their set-based SQL through it. */
export class Database implements Sql {
  private constructor(
    readonly dataSource: DataSource,
    private readonly options: DatabaseOptions,
    private readonly small: PreparedStatements | undefined,
  ) {}

  static async open(options: DatabaseOptions): Promise<Database> {
    const dataSource = new DataSource({
      type: 'postgres',
      url: options.url,
      schema: 'sitrep',
      applicationName: options.applicationName,
      poolSize: options.poolSize ?? pool_size,
      connectTimeoutMS: connect_timeout_ms,
      installExtensions: false,
      synchronize: false,
      entities: options.entities ?? [],
      migrations: options.migrations ?? [],
      migrationsTableName: 'schema_migration',
      extra: connectionOptions(options),
      // A connection that dies while idle is the pool's to replace, not a reason for the process to end.
      poolErrorHandler: () => undefined,
    });
    try {
      return new Database(await dataSource.initialize(), options, preparedOver(options));
    } catch (error) {
      const fault = tlsFaultIn(error);
      if (fault === undefined) throw error;
      const { host } = new URL(options.url);
      const advice = 'Check sslmode and sslrootcert in DATABASE_URL, and the name in the certificate of the server';
      throw new StartupRefused(`TLS to PostgreSQL at ${host} failed: ${fault.message}. ${advice}.`, { cause: error });
    }
  }

  /** Runs `work` over connections of its own, whose statements may take as long as they need. */
  async withLongTimeouts<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
    const { entities: _entities, migrations: _migrations, preparedPoolSize: _prepared, ...options } = this.options;
    const patient = await Database.open({ ...options, poolSize: patient_pool_size, patient: true });
    try {
      return await work(patient);
    } finally {
      await patient.close();
    }
  }

  async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const connection = this.dataSource.createQueryRunner();
    try {
      return await rowsOf<Row>(connection, text, values);
    } finally {
      await connection.release();
    }
  }

  async prepared<Row>(text: string, values: readonly unknown[]): Promise<Row[]> {
    if (this.small !== undefined) return this.small.query(text, values);
    const { master } = this.dataSource.driver as unknown as { readonly master: Preparing };
    return (await master.query<Row>({ name: nameOf(text), text, values })).rows;
  }

  /** Runs `work` in one transaction and commits; any error rolls back and is thrown on. */
  async transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(({ queryRunner }) => {
      const connection = begun(queryRunner);
      return work({ query: (text, values = []) => rowsOf(connection, text, values) });
    });
  }

  /**
   * The same of statements that name the few rows that they are about: each connection plans them once, whatever they are asked.
   * Where what it has planned no longer fits its tables, `work` is run again by statements that are planned anew.
   */
  async smallTransaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
    try {
      return await this.transactionOfPrepared(work);
    } catch (error) {
      if (!isOfStalePlan(error)) throw error;
      return await this.transaction(work);
    }
  }

  private transactionOfPrepared<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(async ({ queryRunner }) => {
      const connection = begun(queryRunner);
      const client = (await connection.connect()) as Preparing;
      await connection.query('set local plan_cache_mode = force_generic_plan');
      const query = async <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
        (await client.query<Row>({ name: nameOf(text), text, values })).rows;
      return work({ query });
    });
  }

  async close(): Promise<void> {
    await this.small?.close();
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

/**
 * How statements are planned on every connection: the rows that a question is about lie in memory or on a disk without
 * a head to move, so that an index is worth its while; and none runs so long that compiling it would be.
 */
const planning = '-c random_page_cost=1.1 -c jit=off';

/** As an option of the connection, so that nothing has to be asked when it is made, and a reset comes back to it. */
export const roleOption = (role: string | undefined): { readonly options?: string } =>
  role === undefined ? {} : { options: `-c role=${role}` };

const connectionOptions = (options: DatabaseOptions) => ({
  ...timeouts(options),
  options: [planning, roleOption(options.role).options].filter(Boolean).join(' '),
  keepAlive: true,
  maxLifetimeSeconds: connection_lifetime_s,
});

/** The same for a pool of pg. */
export const poolOptions = (options: DatabaseOptions) => ({
  ...connectionOptions(options),
  connectionString: options.url,
  application_name: options.applicationName,
  connectionTimeoutMillis: connect_timeout_ms,
});

const preparedOver = (options: DatabaseOptions): PreparedStatements | undefined =>
  options.preparedPoolSize === undefined
    ? undefined
    : PreparedStatements.over({ ...poolOptions(options), max: options.preparedPoolSize });

/** A pool of pg, which TypeORM keeps as `master`, or a client of it: they prepare what has a name. */
interface Preparing {
  query<Row>(statement: { name: string; text: string; values: readonly unknown[] }): Promise<{ readonly rows: Row[] }>;
}

/** In milliseconds; zero waits for ever. */
const timeouts = ({ patient = false, statementTimeoutMs = statement_timeout_ms }: DatabaseOptions) => ({
  idle_in_transaction_session_timeout: patient
    ? patient_idle_in_transaction_timeout_ms
    : idle_in_transaction_timeout_ms,
  statement_timeout: patient ? 0 : statementTimeoutMs,
  // Who waits for a lock hears that it is one, before its statement has used up its time, and after a frozen worker has lost its own.
  lock_timeout: patient ? 0 : Math.ceil(statementTimeoutMs * 0.75),
  query_timeout: patient ? 0 : statementTimeoutMs + answer_grace_ms,
});

function begun(connection: QueryRunner | undefined): QueryRunner {
  if (connection === undefined) throw new Error('TypeORM began a transaction without a connection.');
  return connection;
}

/** Without the structured result TypeORM answers `[rows, count]` for UPDATE and DELETE, and rows for all others. */
async function rowsOf<Row>(connection: QueryRunner, text: string, values: readonly unknown[]): Promise<Row[]> {
  const answer: QueryResult<Row> = await connection.query(text, [...values], true);
  return answer.records;
}
