import { live_edition, redriveParked } from '#editions';
import { PinoLogger, type Settings } from '#platform';
import { sharedServer } from '../storage/database-server.js';
import { openStorage } from '../storage/open-storage.js';
import { StartedParts } from '../storage/started-parts.js';
import { CommandFailed } from '../terminal/command-failed.js';
import type { Terminal } from '../terminal/terminal.js';

/** Tries the parked events of the live edition again, and says how many could be applied. */
export async function runRedrive(settings: Settings, terminal: Terminal): Promise<void> {
  const parts = new StartedParts();
  try {
    const server = await sharedServer(settings, parts);
    const logger = PinoLogger.toStderr(settings.logLevel);
    const { database, editions } = await openStorage(server, settings, parts, logger);
    const live = await editions.find(live_edition);
    if (live === undefined) throw new CommandFailed('There is no live edition yet; sitrep up makes it.');
    const { applied, stillParked } = await redriveParked(database, live);
    terminal.out.write(`${applied} applied, ${stillParked} still parked\n`);
  } finally {
    await parts.stop();
  }
}
