import type { Slice } from '#situation';

/** An edition as a writer sees it. */
export interface WritableEdition {
  readonly schema: string;
  readonly slice: Slice;
}
