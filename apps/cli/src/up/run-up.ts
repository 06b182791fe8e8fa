import { accessOf, type AccessSettings, type ApiParts, createApi, requireSafeStart } from '../../../api/src/index.js';
import { startProjector } from '../../../projector/src/index.js';
import type { AddressInfo } from 'node:net';
import type { Storage } from '#editions';
import type { Following } from '#event-log';
import { newKey, PinoLogger, type Settings, startTracing, SystemClock } from '#platform';
import { campaignCover } from '../campaign/campaign-folder.js';
import { sampleFolder } from '../campaign/sample-folder.js';
import { claimFolder, type DatabaseServer, startServer } from '../storage/database-server.js';
import { openStorage } from '../storage/open-storage.js';
import { StartedParts } from '../storage/started-parts.js';
import { CommandFailed } from '../terminal/command-failed.js';
import { describeFailure } from '../terminal/describe-failure.js';
import type { Terminal } from '../terminal/terminal.js';
import { greeting } from './greeting.js';
import { checkPort, listeningFailed, urlOf } from './listening.js';
import { loadSample } from './load-sample.js';
import { Readiness } from './readiness.js';

const catch_up_step_ms = 1_000;

/**
 * Runs everything in this process until `stop` is aborted, then ends it in order: no longer ready, requests in hand
 * answered, API, projector, log, database, data folder.
 *
 * @throws {CommandFailed} a part could not be started, or has ended by itself.
 */
export async function runUp(settings: Settings, stop: AbortSignal, terminal: Terminal): Promise<void> {
  const parts = new StartedParts();
  try {
    await serve(settings, parts, stop, terminal);
  } catch (error) {
    if (!stop.aborted) throw error;
  } finally {
    for (const failure of await parts.stop()) {
      terminal.err.write(describeFailure(failure));
      terminal.exitCode = 1;
    }
  }
}

async function serve(settings: Settings, parts: StartedParts, stop: AbortSignal, terminal: Terminal): Promise<void> {
  parts.add('tracing', await startTracing('sitrep'));
  const logger = PinoLogger.toStderr(settings.logLevel);
  const claim = claimFolder(settings, parts);
  await checkPort(settings);
  const server = await startServer(settings, parts);
  const storage = await openStorage(server, settings, parts, logger, stop);
  const projector = await startProjector({ ...settings, databaseUrl: server.url }, storage);
  parts.add('projector', () => projector.stop());
  const readiness = new Readiness(storage.editions);
  const own = newKey().text;
  const access = { ...accessOf(settings, true), ownKey: own };
  const url = await startApi(settings, access, { ...storage, ready: readiness.report, logger }, parts);
  parts.add('readiness', async () => readiness.notServing('stopping'));
  claim?.publish(url);
  const sample = settings.loadsSample ? sampleFolder() : undefined;
  const over = Promise.race([aborted(stop), endOfPart(projector, server)]);
  const busy = new AbortController();
  parts.add('sample', async () => busy.abort());
  await Promise.race([over, prepare({ url, key: own }, storage, { sample, signal: busy.signal, terminal })]);
  stop.throwIfAborted();
  readiness.serving();
  const cover = sample === undefined ? undefined : await campaignCover(sample);
  terminal.out.write(greeting(url, server.where, cover, access.anonymous));
  await over;
}

type ApiNeeds = Pick<ApiParts, 'editions' | 'readers' | 'guarded' | 'jobs' | 'eventLog' | 'ready' | 'logger'>;

/** Answers the address at which the API listens. */
async function startApi(
  settings: Settings,
  access: AccessSettings,
  needs: ApiNeeds,
  parts: StartedParts,
): Promise<string> {
  const { host, port } = settings;
  await requireSafeStart(settings, access, needs.editions.database);
  const api = await createApi({ ...needs, clock: new SystemClock(), settings: { ...settings, access } });
  parts.add('API', () => api.close());
  try {
    await api.listen(port, host);
  } catch (error) {
    throw listeningFailed(error, settings);
  }
  return urlOf(api.getHttpServer().address() as AddressInfo);
}

interface Preparation {
  readonly sample: string | undefined;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
}

/** Loads the sample, and waits until the live edition has all that the log holds. */
async function prepare(
  api: { readonly url: string; readonly key: string },
  { editions, eventLog }: Storage,
  { sample, signal, terminal }: Preparation,
): Promise<void> {
  if (sample !== undefined) await loadSample(sample, editions, { ...api, signal }, terminal);
  const end = await eventLog.head();
  while (!(await editions.liveReached(end, catch_up_step_ms))) signal.throwIfAborted();
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Rejects when a part that should run until it is stopped has ended by itself. */
async function endOfPart(projector: Following, server: DatabaseServer): Promise<void> {
  const endedByItself = (part: string) => (cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandFailed(`The ${part} has ended, so Sitrep stops: ${reason}`, { cause });
  };
  await Promise.race([
    projector.ended.catch(endedByItself('projector')),
    server.lost.then(endedByItself('embedded PostgreSQL')),
  ]);
}
