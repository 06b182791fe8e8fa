import { EditionRow, LoadedSampleRow } from './edition.entity.js';

export { applyBatch, type EditionSlice, type WritableEdition } from './apply-batch.js';
export { buildEdition, type EditionOrder } from './build-edition.js';
export { EditionFollower } from './edition-follower.js';
export { openStorage, type Storage, type StorageOptions } from './open-storage.js';
export { followLive } from './follow-live.js';
export { type EditionRef, Editions, EditionUnusable, live_edition } from './editions.js';

/** The entities of the control plane, for opening the database. */
export const editionEntities = [EditionRow, LoadedSampleRow];
