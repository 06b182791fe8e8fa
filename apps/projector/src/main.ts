import { followLive, openStorage, runJobs } from '#editions';
import { PinoLogger, readSettings, SettingsInvalid, startTracing } from '#platform';
import { startHealthServer } from './health-server.js';

/** Brokers that are not there yet are waited for; a signal that comes before then ends the process anyway. */
const for_ever = new AbortController().signal;

/** The separate projector: follows the log into the live edition, and builds others, until it is told to stop. */
async function run(): Promise<void> {
  const settings = readSettings(process.env);
  if (settings.databaseUrl === undefined)
    throw new SettingsInvalid('DATABASE_URL is not set; the separate projector needs the url of a PostgreSQL.');
  const logger = PinoLogger.toStderr(settings.logLevel);
  const onTrouble = (what: string, cause: unknown): void => logger.warn(what, cause, 'EventLog');
  const { databaseUrl } = settings;
  const storage = await openStorage({
    ...settings,
    databaseUrl,
    applicationName: 'sitrep-projector',
    onTrouble,
    waitUntil: for_ever,
  });
  const stopTracing = await startTracing('sitrep-projector');
  try {
    const following = await followLive(storage);
    const health =
      settings.healthPort === undefined
        ? undefined
        : await startHealthServer(storage, settings.host, settings.healthPort);
    const jobs = runJobs(storage, {
      limits: settings.editionLimits,
      onTrouble: (what, cause) => logger.warn(what, cause, 'Jobs'),
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void following.stop());
    logger.log('following the log', 'Projector');
    await following.ended.finally(async () => {
      await jobs.stop();
      await health?.close();
    });
  } finally {
    await storage.close();
    await stopTracing();
  }
}

try {
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
