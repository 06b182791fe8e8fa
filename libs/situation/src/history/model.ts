import type { ReportId } from '../ids.js';
import type { SideOf } from '../control/control-evidence.js';
import type { TimeZone } from '../time/time.js';
import type { HistoryBounds } from './history-bounds.js';
import type { Known } from './open-rectangles.js';
import type { Placed } from './stretches.js';
import type { Supported } from './supported-history.js';

/** What the claims of one key are read by, beside themselves. */
export interface KeyReading {
  /** The place, or the incident. */
  readonly key: string;
  /** In which the days of a place are read; of no meaning for an incident. */
  readonly zone: TimeZone;
  readonly sideOf: SideOf;
}

/** One of the histories of a key that are resolved apart: an axis of a thing, an item of an incident. */
export interface Lane<Answer> extends Supported<Answer> {
  /** Its name; empty where a key has one history alone. */
  readonly lane: string;
}

/** What holds over valid time as known at one moment, in order and without overlap, and on which reports that rests. */
export interface Layer<Answer> {
  readonly lane: string;
  readonly answers: readonly Placed<Answer>[];
  readonly supports: readonly Placed<ReportId>[];
}

/**
 * From which known time on a history is resolved. `standing` is all that is stored and reaches it. `changed`, if given, has all
 * claims that are stored or come to be and not both: then what is stored serves from where on it cannot differ.
 */
export interface KeySince<Claim, Answer> {
  readonly sinceMs: number;
  readonly standing: readonly Lane<Answer>[];
  readonly changed?: readonly Claim[];
  /** Where alone anything can differ: then claims that bear nowhere there are not given, and rows only of what is there. */
  readonly bounds?: HistoryBounds;
}

/**
 * How the claims about one key become what is answered about it over both clocks. A model is pure; drivers load what it needs
 * and store what it says. `history` and `layer` say the same: the one in sweeps that reach no further than a change does,
 * the other by itself at one known time.
 */
export interface Model<Claim extends Known, Answer> {
  /** Equal for answers that say the same. */
  identityOf(answer: Answer): string;
  /**
   * All that is answered, from the set of all claims alone. From a known time on only: then `claims` are those that stood then
   * or came later, and of what stood before only what reaches that time is answered.
   */
  history(claims: readonly Claim[], reading: KeyReading, since?: KeySince<Claim, Answer>): readonly Lane<Answer>[];
  /** What holds as known at one moment, given the claims that stand then. */
  layer(standing: readonly Claim[], reading: KeyReading): readonly Layer<Answer>[];
}
