import type { Stretch } from './stretches.js';
import { end_of_time_ms } from '../time/time.js';

/** Where the history of a key can differ from what is stored, from a known time on. */
export interface HistoryBounds {
  /** Nothing before this valid time differs. */
  readonly fromMs: number;
  /** Nor anything from this one on, as known from `closedMs` on: what is known then settles it, whatever came before. */
  readonly toMs: number;
  readonly closedMs: number;
}

/** The valid time within which a history can differ as known at one moment. */
export const withinAt = ({ fromMs, toMs, closedMs }: HistoryBounds, knownMs: number): Stretch => ({
  fromMs,
  toMs: knownMs < closedMs ? end_of_time_ms : toMs,
});
