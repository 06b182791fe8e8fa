import { PinoLogger, type Settings } from '#platform';
import { sharedServer } from '../storage/database-server.js';
import { openStorage } from '../storage/open-storage.js';
import { StartedParts } from '../storage/started-parts.js';
import type { Terminal } from '../terminal/terminal.js';

/** Brings database and log to what this version needs: schema, topic, live edition. Does nothing where all is there. */
export async function runMigrate(settings: Settings, terminal: Terminal): Promise<void> {
  const parts = new StartedParts();
  try {
    const server = await sharedServer(settings, parts, { mayCreate: true });
    const logger = PinoLogger.toStderr(settings.logLevel);
    const { editions, eventLog } = await openStorage(server, settings, parts, logger);
    await editions.prepareLive(eventLog);
    terminal.out.write('schema, log and live edition are there\n');
  } finally {
    await parts.stop();
  }
}
