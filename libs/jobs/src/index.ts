export { isFinal, type Job, jobKinds, type JobStatus, jobStatuses, type WorkProgress } from './job.js';
export { etaSeconds } from './job-pace.js';
export type { JobWork, Obstacle, WorkByKind, WorkWatch } from './job-work.js';
export { type JobRunner, type RunnerOptions, startRunner } from './job-runner.js';
export { Jobs } from './jobs.js';
