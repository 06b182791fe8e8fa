import { type EventLog, type KafkaConnectionOptions, KafkaEventLog, PostgresEventLog } from '#event-log';
import { Jobs } from '#jobs';
import { coreMigrations } from '#migrations';
import {
  Database,
  type DatabaseOptions,
  migrate,
  ReadingFor,
  requireOwnLogin,
  type RolePart,
  type RolesInUse,
  rolesInUse,
  type Settings,
} from '#platform';
import { LoadedSampleRow } from './registry/edition.entity.js';
import { Editions } from './registry/editions.js';

/** The log, the database, the editions made of the log in it, and the jobs that make them. */
export interface Storage {
  readonly database: Database;
  readonly editions: Editions;
  /** The same editions over connections of their own: a question that takes long keeps neither intake nor projector waiting. */
  readonly readers: Editions;
  /** Connections for readers who are not cleared for everything: each finds the rows that it may read. */
  readonly guarded: ReadingFor;
  /** What follows the log writes the rows of editions over these. */
  readonly projecting: Database;
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
export interface StorageOptions extends Pick<
  Settings,
  'kafkaBrokers' | 'kafkaSecurity' | 'kafkaTopic' | 'databaseUrls'
> {
  /** Of the owner, who migrates, makes editions, and keeps keys, jobs and watches. */
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
 * same database. Each part works as the role of the database that is meant for it.
 *
 * @throws {HistoryLost} the log is set up so that it could lose events.
 * @throws {StartupRefused} a role or a login of a part may do more than it needs, or less.
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
    const roles = await rolesInUse(database, (what) => options.onTrouble(what, undefined));
    await requireOwnLogins(options, roles);
    const parts = { options, roles, opened };
    const reading = await openPart('cleared', parts, reader_options(applicationName));
    const guarded = guardedReads(parts);
    opened.push(guarded);
    const projecting =
      roles.projector === undefined && options.databaseUrls?.projector === undefined
        ? database
        : await openPart('projector', parts, { applicationName });
    const eventLog = await openEventLog(options, roles);
    opened.push(eventLog);
    const [editions, readers] = [new Editions(database), new Editions(reading)];
    return { database, eventLog, editions, readers, guarded, projecting, jobs: new Jobs(database), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @throws {StartupRefused} a part has a login of its own with more rights than it needs, or less. */
async function requireOwnLogins({ databaseUrls = {} }: StorageOptions, roles: RolesInUse): Promise<void> {
  const { appender, projector, reader } = databaseUrls;
  const own = (variable: string, url: string | undefined, ...as: readonly (string | undefined)[]) =>
    url === undefined ? Promise.resolve() : requireOwnLogin({ variable, url, roles: as });
  await own('DATABASE_APPENDER_URL', appender, roles.appender);
  await own('DATABASE_PROJECTOR_URL', projector, roles.projector);
  await own('DATABASE_READER_URL', reader, roles.questions, roles.cleared);
}

interface Parts {
  readonly options: StorageOptions;
  readonly roles: RolesInUse;
  readonly opened: Closable[];
}

const reader_options = (applicationName: string): Omit<DatabaseOptions, 'url'> => ({
  applicationName: `${applicationName}-readers`,
  poolSize: reader_connections,
  preparedPoolSize: small_question_connections,
  statementTimeoutMs: question_timeout_ms,
});

const guardedReads = ({ options, roles }: Parts): ReadingFor =>
  new ReadingFor({
    ...reader_options(options.applicationName),
    url: urlOf('questions', options),
    role: roles.questions,
  });

/** By which url a part logs in: one of its own, or that of the owner. */
function urlOf(part: RolePart, { databaseUrl, databaseUrls = {} }: StorageOptions): string {
  return databaseUrls[part === 'questions' || part === 'cleared' ? 'reader' : part] ?? databaseUrl;
}

async function openPart(part: RolePart, parts: Parts, options: Omit<DatabaseOptions, 'url'>): Promise<Database> {
  const opened = await Database.open({ ...options, url: urlOf(part, parts.options), role: parts.roles[part] });
  parts.opened.push(opened);
  return opened;
}

function openEventLog(options: StorageOptions, { appender: role }: RolesInUse): Promise<EventLog> {
  const { applicationName, kafkaBrokers: brokers, kafkaTopic: topic, onTrouble, waitUntil } = options;
  if (brokers === undefined)
    return PostgresEventLog.open({
      url: urlOf('appender', options),
      role,
      applicationName: `${applicationName}-log`,
      onTrouble,
    });
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
