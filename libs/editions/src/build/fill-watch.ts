import type { WorkWatch } from '#jobs';

/**
 * The progress of filling an edition up to an end that does not move. Its phases are `facts`, `versions`, `keys` and
 * `indexes`, or `events` while catching up.
 */
export type { WorkProgress as FillProgress, WorkWatch as FillWatch } from '#jobs';

/** How an edition is filled. */
export interface FillOptions extends WorkWatch {
  /** The facts, claims or figures of one transaction of a full build; those of a single key stay together. */
  readonly chunkSize?: number;
}
