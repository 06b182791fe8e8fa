// The projector in a thread of its own; see `startProjector`.
import { parentPort, workerData } from 'node:worker_threads';
import { openStorage } from '#editions';
import { PinoLogger, startTracing } from '#platform';
import { project, type ProjectorOptions, type ThreadMessage } from './start-projector.js';

const options = workerData as ProjectorOptions;
const stopping = new AbortController();
parentPort?.on('message', () => stopping.abort());

async function run(): Promise<void> {
  const logger = PinoLogger.toStderr(options.logLevel);
  const onTrouble = (what: string, cause: unknown): void => logger.warn(what, cause, 'EventLog');
  const waitUntil = stopping.signal;
  const storage = await openStorage({ ...options, applicationName: 'sitrep-projector', onTrouble, waitUntil });
  const stopTracing = await startTracing('sitrep');
  try {
    const following = await project(options, storage);
    const stop = (): void => void following.stop();
    if (stopping.signal.aborted) stop();
    else stopping.signal.addEventListener('abort', stop, { once: true });
    tell({ state: 'following' });
    await following.ended.finally(() => following.stop());
  } finally {
    await storage.close();
    await stopTracing();
  }
}

const tell = (message: ThreadMessage): void => parentPort?.postMessage(message);

try {
  await run();
} catch (error) {
  if (!stopping.signal.aborted)
    tell({
      state: 'failed',
      ...(error instanceof Error
        ? { name: error.name, reason: error.message }
        : { name: 'Error', reason: String(error) }),
    });
} finally {
  parentPort?.close();
}
