import type { EditionScope } from '#read-models/queries';
import type { Day, Sides } from '#situation';
import type { Step } from './steps.js';

/** What the changes made by some new events are reckoned from. */
export interface Reckoning {
  readonly scope: EditionScope;
  readonly steps: readonly Step[];
  readonly sides: Sides;
  readonly agedAfterDays: number;
  /** Today, for links to lists that have no day. */
  readonly today: Day;
}

/** All that is known is asked for: known times end before this. */
export const last_known_ms = Date.parse('9000-12-31T00:00:00Z');

/** Moments at which one place is compared for one event, the latest of them. */
export const most_moments_compared = 200;
