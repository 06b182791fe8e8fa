import type { SitrepEvent } from '#situation';

/** A decoded event as projections take it: the fact, its identity, and the digest of its stored bytes. */
export interface Fact {
  readonly eventId: string;
  readonly event: SitrepEvent;
  /** SHA-256 of the body; of two events with one id the smaller digest stands, whichever came first (law 1). */
  readonly digest: Uint8Array;
}
