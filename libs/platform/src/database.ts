import { DataSource, type DataSourceOptions, type QueryResult, type QueryRunner } from 'typeorm';

/** One connection: either a plain read or the inside of a transaction. */
export interface Sql {
  /** Runs one statement with numbered parameters and answers its rows. */
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** What a caller may choose about the pool. */
export interface DatabaseOptions {
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  readonly poolSize?: number;
  readonly entities?: NonNullable<DataSourceOptions['entities']>;
  readonly migrations?: NonNullable<DataSourceOptions['migrations']>;
}

const pool_size = 10;
/**
 * A frozen worker's open transaction must not block its successor for longer than this. It counts our own reckoning
 * between two statements as well, so it is no shorter.
 */
const idle_in_transaction_timeout_ms = 30_000;
/** A server that is frozen answers nothing; whoever asks is told so after this long. */
const statement_timeout_ms = 60_000;
const answer_timeout_ms = 65_000;
const connect_timeout_ms = 5_000;

/** The pool of connections, owned by TypeORM; projections run their set-based SQL through it. */
export class Database implements Sql {
  private constructor(readonly dataSource: DataSource) {}

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
      extra: {
        idle_in_transaction_session_timeout: idle_in_transaction_timeout_ms,
        statement_timeout: statement_timeout_ms,
        query_timeout: answer_timeout_ms,
        keepAlive: true,
      },
      // A connection that dies while idle is the pool's to replace, not a reason for the process to end.
      poolErrorHandler: () => undefined,
    });
    return new Database(await dataSource.initialize());
  }

  async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const connection = this.dataSource.createQueryRunner();
    try {
      return await rowsOf<Row>(connection, text, values);
    } finally {
      await connection.release();
    }
  }

  /** Runs `work` in one transaction and commits; any error rolls back and is thrown on. */
  async transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(({ queryRunner: connection }) => {
      if (connection === undefined) throw new Error('TypeORM began a transaction without a connection.');
      return work({ query: (text, values = []) => rowsOf(connection, text, values) });
    });
  }

  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

/** Without the structured result TypeORM answers `[rows, count]` for UPDATE and DELETE, and rows for all others. */
async function rowsOf<Row>(connection: QueryRunner, text: string, values: readonly unknown[]): Promise<Row[]> {
  const answer: QueryResult<Row> = await connection.query(text, [...values], true);
  return answer.records;
}
