import type { Principal } from '#platform';

/** How an event comes in. */
export interface Sending {
  /** Who sends it. */
  readonly principal: Principal;
  /** The trace of its request, where that has one (W3C Trace Context). */
  readonly traceparent?: string | undefined;
  /** True for a line of many: nobody reads what becomes of it beyond its place in the log. */
  readonly inBatch?: true;
}
