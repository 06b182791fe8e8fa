import { buildWork } from './build.work.js';
import type { JobKind } from './job.js';
import type { JobWork } from './job-work.js';
import { switchWork } from './switch.work.js';
import { verificationWork } from './verification.work.js';

/** What runners can do. A kind that is not here is left to runners that know it. */
export type WorkByKind = Readonly<Partial<Record<JobKind, JobWork>>>;

export const jobWork: WorkByKind = { build: buildWork, verification: verificationWork, switch: switchWork };
