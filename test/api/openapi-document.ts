import { Editions } from '#editions';
import { Jobs } from '#jobs';
import { EventLog } from '#event-log';
import { PinoLogger, ReadingFor, SystemClock } from '#platform';
import { fileURLToPath } from 'node:url';
import { createApi, describeApi } from '../../apps/api/src/index.js';

/** Where the description of the api is committed, so that a review sees what changes in it. */
export const openApiFile = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));

/** The description of the api as the code has it now, as text. Nothing is asked of log or database. */
export async function openApiDocument(): Promise<string> {
  const unasked = Object.create(EventLog.prototype) as EventLog;
  const app = await createApi({
    eventLog: unasked,
    editions: Object.create(Editions.prototype) as Editions,
    readers: Object.create(Editions.prototype) as Editions,
    guarded: Object.create(ReadingFor.prototype) as ReadingFor,
    jobs: Object.create(Jobs.prototype) as Jobs,
    clock: new SystemClock(),
    settings: { timeZone: 'UTC' },
    ready: () => ({ ready: false, missing: [] }),
    logger: PinoLogger.toStderr('fatal'),
  });
  const text = `${JSON.stringify(describeApi(app), null, 2)}\n`;
  await app.close();
  return text;
}
