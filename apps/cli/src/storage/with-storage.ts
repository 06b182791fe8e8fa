import type { EditionRecord, Storage } from '#editions';
import { isOutage } from '#event-log';
import { PinoLogger, type Settings } from '#platform';
import { CommandFailed } from '../terminal/command-failed.js';
import { listenForStop } from '../terminal/stop-request.js';
import { sharedServer } from './database-server.js';
import { openStorage } from './open-storage.js';
import { StartedParts } from './started-parts.js';

/**
 * Opens the storage of a Sitrep that runs, or starts its own, for work that takes a while; closes it, whatever comes of
 * the work. The signal is aborted when somebody wishes an end.
 *
 * @throws {CommandFailed} the work was stopped, or the database or the log went away.
 */
export async function withStorage<Result>(
  settings: Settings,
  work: (storage: Storage, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const parts = new StartedParts();
  const stop = listenForStop();
  try {
    const server = await sharedServer(settings, parts);
    const storage = await openStorage(server, settings, parts, PinoLogger.toStderr(settings.logLevel));
    return await work(storage, stop.signal);
  } catch (error) {
    if (stop.signal.aborted) throw new CommandFailed('Stopped; nothing was changed.', { cause: error });
    if (!isOutage(error)) throw error;
    throw new CommandFailed('The database or the log went away. Run it again.', { cause: error });
  } finally {
    await parts.stop();
    stop.release();
  }
}

/** The edition of this name. Throws `CommandFailed` when there is none that can be read. */
export async function readableEdition({ editions }: Storage, name: string): Promise<EditionRecord> {
  const edition = await editions.find(name);
  if (edition !== undefined) return edition;
  throw new CommandFailed(`No edition named "${name}" can be read.`);
}
