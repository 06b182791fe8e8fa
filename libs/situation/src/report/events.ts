import type { Actor, Place } from '../gazetteer/gazetteer.js';
import type { Grade } from './grade.js';
import type { EventId, ReportId } from '../ids.js';
import type { Report } from './report.js';
import type { Instant } from '../time/time.js';

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
  /** The last events about the report that its author knew of; events written before there was this have none. */
  readonly follows?: readonly EventId[];
}

/** A withdrawal: from `reportedAt` on the report counts for nothing, until it is reinstated. */
// stored: change only by a new version
export interface Retraction {
  readonly id: EventId;
  readonly reportId: ReportId;
  readonly reportedAt: Instant;
  readonly reason: string;
  /** The last events about the report that its author knew of; events written before there was this have none. */
  readonly follows?: readonly EventId[];
}

/** The end of a withdrawal: from `reportedAt` on the report counts as if it had never been gone. */
// stored: change only by a new version
export interface Reinstatement {
  readonly id: EventId;
  readonly reportId: ReportId;
  readonly reportedAt: Instant;
  readonly reason: string;
  /** The last events about the report that its author knew of. */
  readonly follows?: readonly EventId[];
}

/** A new assessment of a report, whose words stay as they are; as known before `reportedAt` the old grade stands. */
// stored: change only by a new version
export interface Grading {
  readonly id: EventId;
  readonly reportId: ReportId;
  /** When the assessment was made. */
  readonly reportedAt: Instant;
  readonly grade: Grade;
  /** Why it was made anew. */
  readonly reason?: string;
  /** The last events about the report that its author knew of; events written before there was this have none. */
  readonly follows?: readonly EventId[];
}

/**
 * A person's decision about which development some reports tell of: from `reportedAt` on they are linked to this
 * incident, or no longer. The reports themselves stay as they are.
 */
// stored: change only by a new version
export interface IncidentDecision {
  readonly id: EventId;
  readonly reportIds: readonly ReportId[];
  /** The key of the incident. */
  readonly incident: string;
  /** When it was decided. */
  readonly reportedAt: Instant;
  readonly reason: string;
  /** The last events about each of the reports that its author knew of; decisions made before there was this have none. */
  readonly follows?: readonly EventId[];
}

/** A new reading of a draft, made before anybody has decided about it. */
// stored: change only by a new version
export interface DraftRevision {
  readonly id: EventId;
  readonly reportId: ReportId;
  /** When it was revised. */
  readonly reportedAt: Instant;
  readonly reason: string;
  /** The whole report as it reads now; its own `reportedAt` says when the source made it known. */
  readonly report: Report;
}

/** The end of a review: from this event on in the log the draft is a report. Its known time is the report's own. */
// stored: change only by a new version
export interface DraftApproval {
  /** Derived from the report: a draft is decided about once. */
  readonly id: EventId;
  readonly reportId: ReportId;
  /** When it was approved. */
  readonly reportedAt: Instant;
  /** The event whose words are approved: the draft itself or a revision of it. */
  readonly draft: EventId;
  readonly note?: string;
}

/** The end of a review: the draft stays in the log with this reason, and counts for nothing. */
// stored: change only by a new version
export interface DraftRejection {
  /** Derived from the report: a draft is decided about once. */
  readonly id: EventId;
  readonly reportId: ReportId;
  /** When it was rejected. */
  readonly reportedAt: Instant;
  /** The event whose words are rejected: the draft itself or a revision of it. */
  readonly draft: EventId;
  readonly reason: string;
}

/** What each kind of fact holds; CloudEvents call it the data of an event. */
export interface EventBodies {
  readonly reported: Report;
  readonly report_corrected: Correction;
  readonly report_retracted: Retraction;
  readonly report_reinstated: Reinstatement;
  readonly report_graded: Grading;
  readonly reports_linked: IncidentDecision;
  readonly reports_unlinked: IncidentDecision;
  readonly report_drafted: Report;
  readonly draft_revised: DraftRevision;
  readonly report_approved: DraftApproval;
  readonly report_rejected: DraftRejection;
  readonly place_registered: Place;
  readonly actor_registered: Actor;
}

export type EventKind = keyof EventBodies;

/** A fact in the log of one of these kinds. */
export type EventOf<Kind extends EventKind> = {
  readonly [Each in Kind]: { readonly kind: Each; readonly data: EventBodies[Each] };
}[Kind];

/** A fact in the log, told apart by its kind. */
export type SitrepEvent = EventOf<EventKind>;

/** The kinds of events that a review is made of. They say nothing about a report before it is approved. */
const draftKinds = ['report_drafted', 'draft_revised', 'report_approved', 'report_rejected'] as const;
export type DraftKind = (typeof draftKinds)[number];

export const isOfReview = (event: SitrepEvent): event is EventOf<DraftKind> =>
  draftKinds.some((kind) => kind === event.kind);

/** The kinds of events that register names. */
export type RegistrationKind = 'place_registered' | 'actor_registered';

/** How many reports one decision may link or unlink. */
export const most_reports_linked = 50;

/** How many events a person may say that an amendment follows; as many again may be filled in. */
export const most_events_named = 50;
