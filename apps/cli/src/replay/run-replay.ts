import { isOutage } from '#event-log';
import { PinoLogger, type Settings } from '#platform';
import { sharedServer } from '../storage/database-server.js';
import { openStorage } from '../storage/open-storage.js';
import { StartedParts } from '../storage/started-parts.js';
import { CommandFailed } from '../terminal/command-failed.js';
import { listenForStop } from '../terminal/stop-request.js';
import { readProgressMode, showProgress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';
import { controlTable } from './control-table.js';
import { readOrder, type ReplayFlags } from './replay-order.js';
import { replay } from './replay.js';

/** Builds the edition that was ordered and prints who held what. Works beside a running Sitrep and without one. */
export async function runReplay(flags: ReplayFlags, settings: Settings, terminal: Terminal): Promise<void> {
  const order = readOrder(flags, settings.timeZone);
  const parts = new StartedParts();
  const stop = listenForStop();
  const progress = showProgress(terminal.err, readProgressMode(flags.progress ?? 'auto'));
  try {
    const server = await sharedServer(settings, parts);
    const storage = await openStorage(server, settings, parts, PinoLogger.toStderr(settings.logLevel));
    const items = await replay(storage, order, { progress, signal: stop.signal }).catch(tellOutage);
    terminal.err.write(`Edition ${order.name} is ready; read it with ?edition=${order.name}\n`);
    terminal.out.write(flags.json === true ? `${JSON.stringify(items, undefined, 2)}\n` : controlTable(items));
  } finally {
    progress.end();
    await parts.stop();
    stop.release();
  }
}

function tellOutage(error: unknown): never {
  if (!isOutage(error)) throw error;
  throw new CommandFailed('The database or the log went away during the replay. Run it again.', { cause: error });
}
