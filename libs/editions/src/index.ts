export { projection_version } from '#read-models';

import { LoadedSampleRow } from './registry/edition.entity.js';

export { readCheckpoint } from './follow/checkpoint.js';
export type { EditionState } from './follow/edition-state.js';
export { isTableGone, type StandingEdition, StandingEditions } from './registry/standing-editions.js';
export { code_version } from './registry/code-version.js';
export { buildEdition, completeEdition } from './build/build-edition.js';
export {
  canonicalDefinition,
  definitionFaults,
  type DefinitionBounds,
  type DefinitionFault,
  definitionText,
  type EditionDefinition,
  type EditionEnd,
  sliceOf,
} from './registry/edition-definition.js';
export { numberedSides } from './registry/known-sides.js';
export { leftOutNotes } from './registry/left-out-notes.js';
export { edition_before, editionNameFault, isEditionId, live_edition } from './registry/edition-name.js';
export type { EditionRecord, EditionRef } from './registry/edition-record.js';
export type { EditionObstacle } from './registry/edition-unusable.js';
export { default_edition_limits, type EditionLimits } from './registry/order-edition.js';
export { orderEdition } from './registry/order-edition.js';
export { orderBuild } from './build/order-build.js';
export { runJobs } from './work/run-jobs.js';
export { inGroups } from './intake/in-groups.js';
export { Intake } from './intake/intake.js';
export { type KeptAnswer, KeyedRequests } from './intake/keyed-requests.js';
export {
  DraftDesk,
  type DraftEntry,
  most_draft_entries,
  type OpenDraftState,
  openDraftStates,
  waitingDraftStates,
} from './review/draft-desk.js';
export {
  type Draft,
  draftCount,
  type DraftDecision,
  draftQueue,
  type DraftQuestion,
  type DraftReading,
  draftReadings,
  type DraftSight,
  type DraftState,
  draftStates,
} from './review/draft-queue.js';
export { isSamePerson, type Sender, sendersNamed, sendersOf } from './intake/senders.js';
export { recentLive } from './intake/recent-live.js';
export type { WritableEdition } from './registry/edition-record.js';
export { fillEdition } from './build/fill-edition.js';
export type { FillProgress, FillWatch } from './build/fill-watch.js';
export { type EditionProgress, editionProgress } from './registry/edition-progress.js';
export { EditionFollower } from './follow/edition-follower.js';
export { parkedCount, type ParkedEvent, parkedEvents } from './follow/parked-events.js';
export { redriveParked } from './follow/redrive.js';
export { kafkaAccess, openStorage, type Storage, type StorageOptions } from './open-storage.js';
export { editionDigest, editionDigests, type TableDigest } from './digest/edition-digest.js';
export { type RowDifference, type TableVerdict, type Verification, verificationChecks } from './verify/verification.js';
export { type VerificationStorage, verifiedTables, verifyEdition, verifyRecord } from './verify/verify-edition.js';
export { createEditionTables } from './registry/create-tables.js';
export { type DiffCursor, diffEditions, diffPage, type DiffSide, type ModelDifferences } from './diff/diff-editions.js';
export { type DiffItem, type DiffModel, diffModels } from './diff/diff-item.js';
export { followLive } from './follow/live-follower.js';
export { LiveFollower } from './follow/live-follower.js';
export { rebuildLive } from './switch/rebuild-live.js';
export { requireSwitchable, switchLive } from './switch/switch-live.js';
export { Editions } from './registry/editions.js';
export { EditionUnusable } from './registry/edition-unusable.js';

/** The entities of the control plane, for opening the database. */
export const editionEntities = [LoadedSampleRow];
