import { openStorage as open, type Storage } from '#editions';
import { isOutage } from '#event-log';
import type { PinoLogger, Settings } from '#platform';
import { CommandFailed } from '../terminal/command-failed.js';
import type { DatabaseServer } from './database-server.js';
import type { StartedParts } from './started-parts.js';

/**
 * Opens the database of this server and the log, and adds them to the started parts. With `stop`, a Kafka that is not
 * there yet is waited for until then.
 *
 * @throws {CommandFailed} one of the two cannot be reached or does not let us in.
 */
export async function openStorage(
  { url: databaseUrl, where }: DatabaseServer,
  { kafkaBrokers, kafkaSecurity, kafkaTopic, databaseUrls }: Settings,
  parts: StartedParts,
  logger: PinoLogger,
  stop?: AbortSignal,
): Promise<Storage> {
  const onTrouble = (what: string, cause: unknown): void => logger.warn(what, cause, 'EventLog');
  const kafka = kafkaBrokers === undefined ? {} : { kafkaBrokers, ...(kafkaSecurity && { kafkaSecurity }) };
  const waiting = stop === undefined ? {} : { waitUntil: stop };
  try {
    const urls = databaseUrls === undefined ? {} : { databaseUrls };
    const storage = await open({
      databaseUrl,
      ...urls,
      ...kafka,
      kafkaTopic,
      applicationName: 'sitrep',
      onTrouble,
      ...waiting,
    });
    parts.add('storage', () => storage.close());
    return storage;
  } catch (cause) {
    if (!(cause instanceof Error) || !(isOutage(cause) || isRefusal(cause))) throw cause;
    const log = kafkaBrokers === undefined ? '' : ` or Kafka at ${kafkaBrokers.join(', ')}`;
    throw new CommandFailed(`Cannot open ${where}${log}: ${cause.message || String(cause)}.`, { cause });
  }
}

/** SQLSTATE: wrong user or password, no such database, not allowed. */
const not_let_in = /^(28...|3D000|42501)$/;

const isRefusal = (error: Error): boolean =>
  error.name.startsWith('KafkaJS') || ('code' in error && not_let_in.test(String(error.code)));
