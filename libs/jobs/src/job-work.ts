import type { FinalStatus, Job, JobKind, WorkProgress } from './job.js';

/** How work reports its progress, and how it is stopped. */
export interface WorkWatch {
  readonly onProgress?: (progress: WorkProgress) => void;
  /** Work ends soon after this signal, by throwing its reason. */
  readonly signal?: AbortSignal;
}

/** How one kind of job is done. `Parts` is what the runner was started with. */
export interface JobWork<Parts> {
  /**
   * Does the job and returns its result. An earlier process may have been killed at any point of the same job; the work
   * goes on from there.
   */
  readonly run: (job: Job, parts: Parts & Required<WorkWatch>) => Promise<object | undefined>;
  /** Cleans up after a job that is not tried again; repeated when the process is killed meanwhile. */
  readonly abandon?: (job: Job, parts: Parts, end: JobAbandoned) => Promise<void>;
}

/** The kinds that a runner can do. It leaves the other kinds to runners that know them. */
export type WorkByKind<Parts> = Readonly<Partial<Record<JobKind, JobWork<Parts>>>>;

/** How a job ended that has no result. */
export interface JobAbandoned {
  readonly status: Exclude<FinalStatus, 'successful'>;
  readonly message: string;
}

/**
 * What an error says about the next attempt: `final`, no attempt can succeed; `passing`, waiting mends it (an outage);
 * `defect`, something is wrong with the work, and a few attempts are enough.
 */
export type Obstacle = 'final' | 'passing' | 'defect';
