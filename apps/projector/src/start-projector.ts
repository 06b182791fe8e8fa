import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type EditionLimits, followLive, runJobs, type Storage } from '#editions';
import type { Following } from '#event-log';
import { type KafkaSecurity, PinoLogger, type Settings } from '#platform';

/** What a projector is told that opens its storage itself. It can be sent to a thread. */
export interface ProjectorOptions {
  readonly databaseUrl: string;
  readonly databaseUrls?: NonNullable<Settings['databaseUrls']>;
  readonly kafkaBrokers?: readonly string[];
  readonly kafkaSecurity?: KafkaSecurity;
  readonly kafkaTopic: string;
  readonly logLevel: string;
  readonly editionLimits: EditionLimits;
}

/** What a thread says. */
export type ThreadMessage =
  { readonly state: 'following' } | { readonly state: 'failed'; readonly name: string; readonly reason: string };

/** How long a thread is given to finish its batch and its step of a job. */
const stop_timeout_ms = 8_000;
const thread = new URL('./projector.thread.js', import.meta.url);

/**
 * Follows the log into the live edition and does the jobs of this database until stopped, in a thread of its own: what it
 * reckons holds up nobody who asks or sends. Where the sources are run as they are, which threads cannot do, it works in
 * this thread, on the given storage.
 */
export function startProjector(options: ProjectorOptions, storage: Storage): Promise<Following> {
  return existsSync(thread) ? startThread(options) : project(options, storage);
}

/** The same in this thread. */
export async function project({ logLevel, editionLimits }: ProjectorOptions, storage: Storage): Promise<Following> {
  const logger = PinoLogger.toStderr(logLevel);
  const following = await followLive(storage);
  const onTrouble = (what: string, cause: unknown): void => logger.warn(what, cause, 'Jobs');
  const jobs = runJobs(storage, { limits: editionLimits, onTrouble });
  const stop = async (): Promise<void> => {
    await jobs.stop();
    await following.stop();
  };
  return { ended: following.ended, stop };
}

async function startThread(options: ProjectorOptions): Promise<Following> {
  const worker = new Worker(thread, { workerData: options });
  const ended = new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => resolve());
    worker.on('message', (message: ThreadMessage) => {
      if (message.state === 'failed') reject(Object.assign(new Error(message.reason), { name: message.name }));
    });
  });
  const stop = async (): Promise<void> => {
    worker.postMessage('stop');
    const over = ended.catch(() => undefined);
    if ((await Promise.race([over, pause(stop_timeout_ms, 'late', { ref: false })])) === 'late')
      await worker.terminate();
  };
  const following = new Promise<void>((resolve) => {
    worker.on('message', ({ state }: ThreadMessage) => {
      if (state === 'following') resolve();
    });
  });
  await Promise.race([following, ended.then(() => Promise.reject(new Error('the projector ended before it began')))]);
  return { ended, stop };
}
