import type { Slice } from '#situation';
import type { EditionTables } from '../../table/columns.js';

/** Keys of one step, resolved and not written yet. */
export interface BuiltChunk {
  /** The last of its keys: the next chunk comes after it. */
  readonly until: string;
  /** How many stored facts, claims or figures the keys have. */
  readonly size: number;
  /** Writes the rows, inside the caller's transaction. None of them may be there. */
  readonly write: (tables: EditionTables) => Promise<void>;
}

/**
 * A step of a full build: the rows of every key of one kind, resolved once, chunk by chunk, in the order of the keys.
 * What a chunk holds in memory is bounded, but for a single key that has more than that.
 */
export interface BuildStep {
  /** How many facts, claims or figures the step goes through. */
  readonly count: (tables: EditionTables) => Promise<bigint>;
  /** The keys after that one; undefined behind the last key. */
  readonly next: (tables: EditionTables, wanted: WantedChunk) => Promise<BuiltChunk | undefined>;
}

/** Which chunk is to be built next. */
export interface WantedChunk {
  /** The last key that is done; from the first key on when absent. */
  readonly after: string | undefined;
  readonly slice: Slice;
  /** How many facts, claims or figures it may have, where one key alone does not have more. */
  readonly size: number;
}
