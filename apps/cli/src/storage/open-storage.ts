import { editionEntities, Editions } from '#editions';
import { type EventLog, KafkaEventLog, PostgresEventLog } from '#event-log';
import { coreMigrations } from '#migrations';
import { Database, migrate, type PinoLogger, type Settings } from '#platform';
import { CommandFailed } from '../terminal/command-failed.js';
import type { DatabaseServer } from './database-server.js';
import type { StartedParts } from './started-parts.js';

/** The log and what is made of it. */
export interface Storage {
  readonly database: Database;
  readonly editions: Editions;
  readonly eventLog: EventLog;
}

/** Opens the database, brings its schema up to date and opens the log: in Kafka when the settings name brokers. */
export async function openStorage(
  server: DatabaseServer,
  settings: Settings,
  parts: StartedParts,
  logger: PinoLogger,
): Promise<Storage> {
  const database = await openDatabase(server);
  parts.add('database pool', () => database.close());
  await migrate(database);
  const eventLog = await openEventLog(server.url, settings, logger);
  parts.add('log', () => eventLog.close());
  return { database, eventLog, editions: new Editions(database) };
}

async function openDatabase({ url, where }: DatabaseServer): Promise<Database> {
  try {
    return await Database.open({
      ...{ url, applicationName: 'sitrep' },
      ...{ entities: editionEntities, migrations: coreMigrations },
    });
  } catch (cause) {
    const reason = cause instanceof Error && cause.message !== '' ? cause.message : String(cause);
    throw new CommandFailed(`Cannot open ${where}: ${reason}.`, { cause });
  }
}

async function openEventLog(url: string, settings: Settings, logger: PinoLogger): Promise<EventLog> {
  const { kafkaBrokers: brokers, kafkaTopic: topic } = settings;
  const onTrouble = (what: string, cause: unknown): void => logger.warn(what, cause, 'EventLog');
  if (brokers === undefined) return PostgresEventLog.open({ url, onTrouble });
  return KafkaEventLog.open({ brokers, topic, clientId: 'sitrep', onTrouble });
}
