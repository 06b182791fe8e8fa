import { once } from 'node:events';
import { openStorage } from '#editions';
import { PinoLogger, readSettings, SettingsInvalid, startTracing, SystemClock } from '#platform';
import type { ReadinessReport } from './api-parts.js';
import { accessOf } from './access/access-settings.js';
import { requireSafeStart } from './access/safe-start.js';
import { createApi } from './create-api.js';
import { readingObstacle } from './health/reading-obstacle.js';

/** Brokers that are not there yet are waited for; a signal that comes before then ends the process anyway. */
const for_ever = new AbortController().signal;

/** The separate api: serves until it is told to stop, then answers the requests in hand and ends. */
async function run(): Promise<void> {
  const settings = readSettings(process.env);
  const { databaseUrl } = settings;
  if (databaseUrl === undefined)
    throw new SettingsInvalid('DATABASE_URL is not set; the separate api needs the url of a PostgreSQL.');
  const logger = PinoLogger.toStderr(settings.logLevel);
  const onTrouble = (what: string, cause: unknown): void => logger.warn(what, cause, 'EventLog');
  const storage = await openStorage({
    ...settings,
    databaseUrl,
    applicationName: 'sitrep-api',
    onTrouble,
    waitUntil: for_ever,
  });
  const stopTracing = await startTracing('sitrep-api');
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  try {
    await storage.editions.prepareLive(storage.eventLog);
    const ready = async (): Promise<ReadinessReport> => {
      const obstacle = stop.signal.aborted ? 'stopping' : await readingObstacle(storage.editions);
      return { ready: obstacle === undefined, missing: obstacle === undefined ? [] : [obstacle] };
    };
    const access = accessOf(settings, false);
    await requireSafeStart(settings, access, storage.database);
    const api = await createApi({
      ...storage,
      settings: { ...settings, access },
      clock: new SystemClock(),
      ready,
      logger,
    });
    try {
      await api.listen(settings.port, settings.host);
      logger.log(`listening on ${await api.getUrl()}`, 'Api');
      if (!stop.signal.aborted) await once(stop.signal, 'abort');
    } finally {
      await api.close();
    }
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
