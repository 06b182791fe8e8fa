import type { FillWatch } from '../build/fill-edition.js';
import type { EditionLimits } from '../registry/limits.js';
import type { BuildParts } from '../registry/order-edition.js';
import type { FinalStatus, Job } from './job.js';

/** What a job is given to work with. */
export interface JobContext extends BuildParts, Required<FillWatch> {
  readonly limits: EditionLimits;
}

/** How one kind of job is done. */
export interface JobWork {
  /**
   * Does the job and answers what came of it. It may have been begun before, by a process that was killed at any point,
   * and goes on from there. It tells how far it is as often as it likes, and ends soon after the signal.
   */
  readonly run: (job: Job, context: JobContext) => Promise<object | undefined>;
  /** Cleans up after a job that will not be tried again; done once more when its process is killed meanwhile. */
  readonly abandon?: (job: Job, parts: BuildParts, end: JobAbandoned) => Promise<void>;
}

/** How a job ended that came to nothing. */
export interface JobAbandoned {
  readonly status: Exclude<FinalStatus, 'successful'>;
  readonly message: string;
}
