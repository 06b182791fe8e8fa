import { setTimeout as delay } from 'node:timers/promises';

/** A job as `/v1/jobs/{id}` tells of it. */
export interface ToldJob {
  readonly status: string;
  readonly finishedAt: string | null;
}

const deadline_ms = 60_000;

/** Asks until a job is over, whichever way; throws where that takes more than a minute. */
export async function jobOver<Job extends ToldJob>(ask: () => Promise<Job>): Promise<Job> {
  for (const until = Date.now() + deadline_ms; ; await delay(50)) {
    const job = await ask();
    if (job.finishedAt !== null) return job;
    if (Date.now() > until) throw new Error(`not over: ${JSON.stringify(job)}`);
  }
}

/** Asks until a job has done what it was to do; throws where it ends otherwise. */
export async function jobDone<Job extends ToldJob>(ask: () => Promise<Job>): Promise<Job> {
  const job = await jobOver(ask);
  if (job.status !== 'successful') throw new Error(`not done: ${JSON.stringify(job)}`);
  return job;
}
