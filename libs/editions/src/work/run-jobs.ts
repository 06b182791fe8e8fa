import { isOutage } from '#event-log';
import { type JobRunner, type Obstacle, type RunnerOptions, startRunner, type WorkByKind } from '#jobs';
import { EditionUnusable } from '../registry/edition-unusable.js';
import { type EditionStorage, default_edition_limits, type EditionLimits } from '../registry/order-edition.js';
import { buildWork, type EditionWorkContext, switchWork, verificationWork } from './edition-work.js';

/** What the callers of `runJobs` choose. */
export interface RunJobsOptions extends Pick<RunnerOptions<EditionWorkContext>, 'onTrouble'> {
  readonly limits?: EditionLimits;
  /** All kinds by default. */
  readonly work?: WorkByKind<EditionWorkContext>;
}

const every_kind: WorkByKind<EditionWorkContext> = {
  build: buildWork,
  verification: verificationWork,
  switch: switchWork,
};

/** Runs the jobs about the editions of a database, one at a time, until stopped, and drops editions that have expired. */
export function runJobs(
  { database, editions, eventLog }: EditionStorage,
  { limits = default_edition_limits, work = every_kind, ...options }: RunJobsOptions = {},
): JobRunner {
  const parts = { database, editions, eventLog, limits };
  const sweep = async (): Promise<void> => void (await editions.dropExpired());
  return startRunner({ database, work, parts, obstacle, sweep, ...options });
}

/** An outage passes, and so does another builder of the same edition. */
export function obstacle(error: unknown): Obstacle {
  if (error instanceof EditionUnusable) return error.obstacle === 'being_built' ? 'passing' : 'final';
  return isOutage(error) || (error instanceof Error && error.name.startsWith('KafkaJS')) ? 'passing' : 'defect';
}
