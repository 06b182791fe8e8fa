import type { Actor, Place } from './gazetteer.js';
import type { EventId, ReportId } from './ids.js';
import type { Report } from './report.js';
import type { Instant } from './time.js';

/** A new version of a report; as known before `reportedAt` the old one stands. */
// stored: change only by a new version
export interface Correction {
  /** The identity of this amendment; sent twice, it counts once. */
  readonly id: EventId;
  readonly reportId: ReportId;
  /** When the correction was made known. */
  readonly reportedAt: Instant;
  readonly reason: string;
  /** The whole report as it reads now; its own `reportedAt` is that of the correction. */
  readonly report: Report;
}

/** A withdrawal, for good: from `reportedAt` on the report counts for nothing. */
// stored: change only by a new version
export interface Retraction {
  readonly id: EventId;
  readonly reportId: ReportId;
  readonly reportedAt: Instant;
  readonly reason: string;
}

/** A fact in the log, told apart by `kind`. */
export type SitrepEvent =
  | { readonly kind: 'reported'; readonly report: Report }
  | { readonly kind: 'report_corrected'; readonly correction: Correction }
  | { readonly kind: 'report_retracted'; readonly retraction: Retraction }
  | { readonly kind: 'place_registered'; readonly place: Place }
  | { readonly kind: 'actor_registered'; readonly actor: Actor };

export type EventKind = SitrepEvent['kind'];
