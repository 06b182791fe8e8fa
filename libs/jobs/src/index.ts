export {
  isFinal,
  type Job,
  type JobKind,
  jobKinds,
  type JobProgress,
  type JobStatus,
  jobStatuses,
  type WorkProgress,
} from './job.js';
export { etaSeconds } from './job-pace.js';
export type { JobAbandoned, JobWork, Obstacle, WorkByKind, WorkWatch } from './job-work.js';
export { type JobRunner, type RunnerOptions, startRunner } from './job-runner.js';
export { Jobs } from './jobs.js';
