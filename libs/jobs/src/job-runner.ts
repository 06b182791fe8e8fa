import { setTimeout as pause } from 'node:timers/promises';
import { type AdvisoryLock, type Database, tryAdvisoryLock } from '#platform';
import type { Job } from './job.js';
import { JobPace } from './job-pace.js';
import { JobPatience } from './job-patience.js';
import type { JobAbandoned, JobWork, Obstacle, WorkByKind } from './job-work.js';
import { Jobs } from './jobs.js';

/** What a runner does, and with what. */
export interface RunnerOptions<Parts> {
  readonly database: Database;
  readonly work: WorkByKind<Parts>;
  /** Passed to every job. */
  readonly parts: Parts;
  /** Classifies an error of the work. */
  readonly obstacle: (error: unknown) => Obstacle;
  /** Done every few seconds while no job runs. */
  readonly sweep?: () => Promise<void>;
  /** Called with trouble that the runner is dealing with. */
  readonly onTrouble?: (what: string, cause: unknown) => void;
}

/** A started runner. */
export interface JobRunner {
  /** Interrupts the current job at its next step, for another runner to go on with, and ends. Idempotent. */
  stop(): Promise<void>;
}

const poll_interval_ms = 500;
const report_interval_ms = 500;
const trouble_pause_ms = 2_000;
const sweep_interval_ms = 5_000;
/** A job that ends its process each time is given up one day. */
const most_attempts = 50;

/**
 * Runs the jobs of a database, one at a time, until stopped: new ones, and those whose runner has died. Any number of
 * processes may run jobs of one database.
 */
export function startRunner<Parts extends object>(options: RunnerOptions<Parts>): JobRunner {
  const runner = new Runner(options);
  const over = runner.run();
  return {
    stop: async () => {
      runner.stop();
      await over;
    },
  };
}

class Runner<Parts extends object> {
  private readonly stopping = new AbortController();
  private readonly jobs: Jobs;
  private sweptAtMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: RunnerOptions<Parts>) {
    this.jobs = new Jobs(options.database);
  }

  stop(): void {
    this.stopping.abort();
  }

  async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      let pauseMs = poll_interval_ms;
      try {
        if (await this.runOne()) continue;
        await this.sweep();
      } catch (error) {
        if (!signal.aborted) this.options.onTrouble?.('doing jobs was interrupted', error);
        pauseMs = trouble_pause_ms;
      }
      await pause(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Does one job that nobody else is doing; false when there is none. */
  private async runOne(): Promise<boolean> {
    for (const id of await this.jobs.open(Object.keys(this.options.work))) {
      if (this.stopping.signal.aborted) return false;
      const lock = await tryAdvisoryLock(this.options.database, `sitrep.job.${id}`);
      if (lock === undefined) continue;
      try {
        const job = await this.jobs.begin(lock.sql, id);
        if (job === undefined) continue;
        await this.carryOut(job, lock);
        return true;
      } finally {
        await lock.release();
      }
    }
    return false;
  }

  private async carryOut(job: Job, lock: AdvisoryLock): Promise<void> {
    const work = this.options.work[job.kind];
    if (work === undefined) return;
    if (job.dismissRequested) return this.abandon(job, work, lock, dismissed);
    if (job.attempts > most_attempts) {
      const message = `It was taken up ${most_attempts} times, and every time the process ended before it.`;
      return this.abandon(job, work, lock, { status: 'failed', message });
    }
    const pace = new JobPace();
    const patience = new JobPatience(() => pace.read(performance.now())?.done, this.options.obstacle);
    for (;;) {
      const outcome = await this.attempt(job, work, lock, pace);
      if (outcome.kind === 'done') return this.jobs.finish(lock.sql, job.id, { ...outcome.end, status: 'successful' });
      if (outcome.kind === 'dismissed') return this.abandon(job, work, lock, dismissed);
      // The next runner goes on with it.
      if (outcome.kind === 'stopped') return;
      const delayMs = patience.delayAfter(outcome.error);
      if (delayMs === undefined) return this.abandon(job, work, lock, { status: 'failed', message: outcome.message });
      this.options.onTrouble?.(`job ${job.id} was interrupted and goes on in ${delayMs} ms`, outcome.error);
      if ((await this.wait(job, lock, delayMs)) === 'dismissed') return this.abandon(job, work, lock, dismissed);
      if (this.stopping.signal.aborted) return;
    }
  }

  /** Does the job once; meanwhile stores its progress and looks whether its dismissal is requested. */
  private async attempt(job: Job, work: JobWork<Parts>, lock: AdvisoryLock, pace: JobPace): Promise<Outcome> {
    const ending = new AbortController();
    const over = new AbortController();
    const watch = this.watch(job, lock, { pace, ending, signal: over.signal });
    try {
      const result = await work.run(job, {
        ...this.options.parts,
        onProgress: (progress) => pace.note(progress, performance.now()),
        signal: AbortSignal.any([this.stopping.signal, ending.signal]),
      });
      over.abort();
      await watch;
      // Stores the last progress, so that a finished job shows all of it as done.
      await this.jobs.report(lock.sql, job.id, pace.read(performance.now()));
      return { kind: 'done', end: result === undefined ? {} : { result } };
    } catch (error) {
      over.abort();
      await watch;
      if (ending.signal.reason === dismissed) return { kind: 'dismissed' };
      if (this.stopping.signal.aborted) return { kind: 'stopped' };
      // The lock went with its connection: somebody else may be doing the job by now.
      if (ending.signal.aborted) throw ending.signal.reason;
      return { kind: 'failed', error, message: error instanceof Error ? error.message : String(error) };
    }
  }

  private async watch(
    job: Job,
    lock: AdvisoryLock,
    { pace, ending, signal }: { pace: JobPace; ending: AbortController; signal: AbortSignal },
  ): Promise<void> {
    while (!signal.aborted && !ending.signal.aborted) {
      await pause(report_interval_ms, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        if (await this.jobs.report(lock.sql, job.id, pace.read(performance.now()))) ending.abort(dismissed);
      } catch (error) {
        ending.abort(error);
      }
    }
  }

  /** Waits for the next attempt, unless the dismissal of the job is requested before. */
  private async wait(job: Job, lock: AdvisoryLock, delayMs: number): Promise<'dismissed' | undefined> {
    const until = performance.now() + delayMs;
    const { signal } = this.stopping;
    while (!signal.aborted && performance.now() < until) {
      await pause(Math.min(report_interval_ms, delayMs), undefined, { signal }).catch(() => undefined);
      if (await this.jobs.report(lock.sql, job.id, undefined)) return 'dismissed';
    }
    return undefined;
  }

  private async abandon(job: Job, work: JobWork<Parts>, lock: AdvisoryLock, end: JobAbandoned): Promise<void> {
    await work.abandon?.(job, this.options.parts, end);
    await this.jobs.finish(lock.sql, job.id, end);
  }

  private async sweep(): Promise<void> {
    if (performance.now() - this.sweptAtMs < sweep_interval_ms) return;
    this.sweptAtMs = performance.now();
    await this.options.sweep?.();
    await this.jobs.forgetOld();
  }
}

const dismissed: JobAbandoned = { status: 'dismissed', message: 'Somebody asked for its end.' };

type Outcome =
  | { readonly kind: 'done'; readonly end: { readonly result?: object } }
  | { readonly kind: 'dismissed' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: unknown; readonly message: string };
