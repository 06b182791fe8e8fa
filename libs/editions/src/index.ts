export { projection_version } from '#projections';

import { LoadedSampleRow } from './edition.entity.js';

export { applyBatch } from './apply-batch.js';
export { buildEdition, completeEdition } from './build-edition.js';
export {
  canonicalDefinition,
  definitionFaults,
  type DefinitionBounds,
  type DefinitionFault,
  definitionText,
  type EditionDefinition,
  type EditionEnd,
  editionPolicies,
  parseDefinition,
  sliceOf,
} from './edition-definition.js';
export { leftOutNotes } from './left-out-notes.js';
export { edition_before, editionNameFault, isEditionId } from './edition-name.js';
export type { EditionRecord, EditionStatus } from './edition-record.js';
export type { EditionObstacle } from './edition-unusable.js';
export { default_edition_limits, type EditionLimits } from './limits.js';
export { type BuildParts, type EditionOrder, orderEdition, type OrderOptions } from './order-edition.js';
export { orderBuild } from './order-build.js';
export {
  isFinal,
  type Job,
  type JobKind,
  jobKinds,
  type JobProgress,
  type JobStatus,
  jobStatuses,
} from './jobs/job.js';
export { etaSeconds } from './jobs/job-pace.js';
export { runJobs, type RunnerOptions, type RunningJobs } from './jobs/job-runner.js';
export type { JobContext, JobWork } from './jobs/job-work.js';
export { inGroups } from './intake/in-groups.js';
export { Intake, type Offer, type Settled, type Standing } from './intake/intake.js';
export { recentLive } from './intake/recent-live.js';
export { Jobs } from './jobs/jobs.js';
export type { WritableEdition } from './writable-edition.js';
export { fillEdition } from './fill-edition.js';
export type { FillProgress, FillWatch } from './fill-watch.js';
export { type EditionProgress, editionProgress } from './edition-progress.js';
export { EditionFollower } from './edition-follower.js';
export { parkedCount, type ParkedEvent, parkedEvents } from './parked-events.js';
export { type Redriven, redriveParked } from './redrive.js';
export { openStorage, type Storage, type StorageOptions } from './open-storage.js';
export { editionDigest, type EditionDigests, editionDigests, type TableDigest } from './digest/edition-digest.js';
export {
  type ColumnDifference,
  type EvidenceEvent,
  type Finding,
  type RowDifference,
  type TableVerdict,
  type Verification,
  type VerificationCheck,
  verificationChecks,
  type VerificationWatch,
} from './verify/verification.js';
export { type VerificationParts, verifyEdition } from './verify/verify-edition.js';
export { verifyRecord } from './verify/verify-record.js';
export { verifiedTables } from './verify/walks.js';
export {
  type DiffCursor,
  diffEditions,
  diffPage,
  type DiffPage,
  type DiffQuestion,
  type DiffSide,
  type ModelDifferences,
} from './diff/diff-editions.js';
export {
  type DiffItem,
  type DiffModel,
  diffModels,
  type DiffPeriod,
  type DiffSubject,
  type Saying,
} from './diff/diff-item.js';
export { followLive } from './follow-live.js';
export { LiveFollower } from './live-follower.js';
export { rebuildLive, type RebuildWatch } from './rebuild-live.js';
export { requireSwitchable, switchLive } from './switch-live.js';
export { type EditionRef, Editions, EditionUnusable, live_edition } from './editions.js';

/** The entities of the control plane, for opening the database. */
export const editionEntities = [LoadedSampleRow];
