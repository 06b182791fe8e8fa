// The api as it runs beside a projector, but for the pace of its watches: a year passes in minutes.
import { openStorage } from '#editions';
import { PinoLogger, SystemClock } from '#platform';
import { usual_pace } from '#watches';
import { createApi } from '../../../apps/api/src/index.js';

const logger = PinoLogger.toStderr('info');
const storage = await openStorage({
  databaseUrl: process.env['DATABASE_URL'] ?? '',
  applicationName: 'bench-api',
  kafkaTopic: 'unused',
  onTrouble: (what, cause) => logger.warn(what, cause, 'Storage'),
});
await storage.editions.prepareLive(storage.eventLog);
const api = await createApi({
  ...storage,
  settings: {
    timeZone: 'UTC',
    access: { anonymous: 'write' },
    watches: { allowsPrivate: true },
    watchPace: { ...usual_pace, tickMs: 100, mostAMinute: Number.MAX_SAFE_INTEGER },
  },
  clock: new SystemClock(),
  ready: () => ({ ready: true, missing: [] }),
  logger,
});
await api.listen(0, '127.0.0.1');
logger.log(`listening on ${await api.getUrl()}`, 'Api');
