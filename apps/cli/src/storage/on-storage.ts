import type { FillWatch, Storage } from '#editions';
import { isOutage } from '#event-log';
import { PinoLogger, type Settings } from '#platform';
import { CommandFailed } from '../terminal/command-failed.js';
import { exit_stopped } from '../terminal/exit-codes.js';
import { readProgressMode, showProgress } from '../terminal/progress.js';
import { listenForStop } from '../terminal/stop-request.js';
import type { Terminal } from '../terminal/terminal.js';
import { sharedServer } from './database-server.js';
import { openStorage } from './open-storage.js';
import { StartedParts } from './started-parts.js';

/** How a command that works on the storage for a while is watched. */
export interface StorageWork {
  /** The mode of progress, as it was typed. */
  readonly progress: string;
  /** The message after an interruption. */
  readonly stopped: string;
}

/**
 * Does `work` on the storage of these settings, shared with a Sitrep that runs; shows its progress, and stops it on
 * Ctrl-C.
 *
 * @throws {CommandFailed} it was stopped, or the database or the log went away.
 */
export async function onStorage(
  settings: Settings,
  terminal: Terminal,
  { progress: mode, stopped }: StorageWork,
  work: (storage: Storage, watch: FillWatch) => Promise<void>,
): Promise<void> {
  const progress = showProgress(terminal.err, readProgressMode(mode));
  const parts = new StartedParts();
  const stop = listenForStop();
  try {
    const server = await sharedServer(settings, parts);
    const storage = await openStorage(server, settings, parts, PinoLogger.toStderr(settings.logLevel));
    await work(storage, { onProgress: progress.at, signal: stop.signal });
  } catch (error) {
    if (stop.signal.aborted) throw new CommandFailed(stopped, { exitCode: exit_stopped, cause: error });
    if (!isOutage(error)) throw error;
    throw new CommandFailed('The database or the log went away. Run it again, and it goes on.', { cause: error });
  } finally {
    progress.end();
    await parts.stop();
    stop.release();
  }
}
