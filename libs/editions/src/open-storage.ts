import { type EventLog, type KafkaConnectionOptions, KafkaEventLog, PostgresEventLog } from '#event-log';
import { Jobs } from '#jobs';
import { coreMigrations } from '#migrations';
import { Database, migrate, type Settings } from '#platform';
import { LoadedSampleRow } from './registry/edition.entity.js';
import { Editions } from './registry/editions.js';

/** The log, the database, the editions made of the log in it, and the jobs that make them. */
export interface Storage {
  readonly database: Database;
  readonly editions: Editions;
  /** The same editions over connections of their own: a question that takes long keeps neither intake nor projector waiting. */
  readonly readers: Editions;
  readonly jobs: Jobs;
  readonly eventLog: EventLog;
  /** Closes the log, then the connections to the database. */
  close(): Promise<void>;
}

/** So many questions read the database at once. */
const reader_connections = 8;
/** So many that are about a few rows are read beside these: none of them waits for a dear one. */
const small_question_connections = 4;
/** A question that takes longer is refused: it asks for too much. */
const question_timeout_ms = 10_000;

type Closable = Pick<Database, 'close'>;

/** Which storage, and who opens it. */
export interface StorageOptions extends Pick<Settings, 'kafkaBrokers' | 'kafkaSecurity' | 'kafkaTopic'> {
  readonly databaseUrl: string;
  /** Shown in pg_stat_activity and in the brokers' logs. */
  readonly applicationName: string;
  /** Told of trouble that is being dealt with. */
  readonly onTrouble: (what: string, cause: unknown) => void;
  /** Until when a Kafka that is not there yet is waited for; without it opening fails in a minute. */
  readonly waitUntil?: AbortSignal;
}

/**
 * Opens the database, brings its schema up to date and opens the log: in Kafka where brokers are named, else in the
 * same database.
 *
 * @throws {HistoryLost} the log is set up so that it could lose events.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { databaseUrl: url, applicationName } = options;
  const entities = [LoadedSampleRow];
  const database = await Database.open({ url, applicationName, entities, migrations: coreMigrations });
  const opened: Closable[] = [database];
  const close = async (): Promise<void> => {
    for (const one of opened.reverse()) await one.close();
  };
  try {
    await migrate(database);
    const reading = await Database.open({
      url,
      applicationName: `${applicationName}-readers`,
      poolSize: reader_connections,
      preparedPoolSize: small_question_connections,
      statementTimeoutMs: question_timeout_ms,
    });
    opened.push(reading);
    const eventLog = await openEventLog(options);
    opened.push(eventLog);
    return {
      database,
      eventLog,
      editions: new Editions(database),
      readers: new Editions(reading),
      jobs: new Jobs(database),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function openEventLog(options: StorageOptions): Promise<EventLog> {
  const { databaseUrl: url, applicationName, kafkaBrokers: brokers, kafkaTopic: topic, onTrouble, waitUntil } = options;
  if (brokers === undefined)
    return PostgresEventLog.open({ url, applicationName: `${applicationName}-log`, onTrouble });
  const security = kafkaAccess(options);
  const connection = { brokers, topic, clientId: applicationName, ...security };
  return KafkaEventLog.open({ ...connection, onTrouble, ...(waitUntil && { waitUntil }) });
}

/** How the settings have the brokers reached. */
export const kafkaAccess = ({
  kafkaSecurity,
}: Pick<Settings, 'kafkaSecurity'>): Pick<KafkaConnectionOptions, 'ssl' | 'sasl'> => {
  if (kafkaSecurity === undefined) return {};
  const { tls, sasl } = kafkaSecurity;
  return { ssl: typeof tls === 'boolean' ? tls : { ca: [tls.ca] }, ...(sasl !== undefined && { sasl }) };
};
