/** How far the filling of an edition is, of an end that does not move. */
export interface FillProgress {
  /** What is being done: `facts`, `versions`, `keys`, `indexes`, or `events` while catching up. */
  readonly phase: string;
  readonly done: bigint;
  readonly total: bigint;
}

/** Who watches a filling, and may stop it. */
export interface FillWatch {
  readonly onProgress?: (progress: FillProgress) => void;
  /** Asked between batches. */
  readonly signal?: AbortSignal;
}

/** How an edition is filled. */
export interface FillOptions extends FillWatch {
  /** How many facts, claims or figures one transaction of a full build takes; a single key may have more. */
  readonly chunkSize?: number;
}
