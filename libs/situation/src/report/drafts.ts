import type { DraftKind } from './events.js';
import type { EventId, ReportId } from '../ids.js';
import type { Report } from './report.js';
import type { ReportFact } from './report-versions.js';
import { instantMs } from '../time/time.js';

/** One event of a review: a draft, a revision of it, or a decision about it. */
export interface DraftFact {
  readonly eventId: EventId;
  readonly kind: DraftKind;
  readonly reportId: ReportId;
  /** Of a draft when the source made it known; of the others when somebody revised or decided. Milliseconds since 1970 UTC. */
  readonly reportedAtMs: number;
  /** The whole report, of a draft and a revision. */
  readonly report?: Report;
  /** Of a decision: the event whose words it is about. */
  readonly draft?: EventId;
}

type Moment = Pick<DraftFact, 'eventId' | 'kind' | 'reportedAtMs' | 'draft'>;

const inOrder = (a: Moment, b: Moment): number => a.reportedAtMs - b.reportedAtMs || (a.eventId < b.eventId ? -1 : 1);

/**
 * The decision about a draft, from the set of events of its review (law 1). A draft is decided about once, since both
 * decisions have one id; of several that others wrote the first stands. Undefined while nobody has decided.
 */
export const decisionOn = <Fact extends Moment>(facts: readonly Fact[]): Fact | undefined =>
  facts.filter(({ kind }) => kind === 'report_approved' || kind === 'report_rejected').sort(inOrder)[0];

/** The readings of a draft in order: the draft as it was sent, then its revisions. */
export const readingsOf = <Fact extends Moment>(facts: readonly Fact[]): readonly Fact[] => [
  ...facts.filter(({ kind }) => kind === 'report_drafted'),
  ...facts.filter(({ kind }) => kind === 'draft_revised').sort(inOrder),
];

/** An approval, and the event whose words it makes a report. */
export interface Approved<Fact extends Moment = DraftFact> {
  readonly approval: Fact;
  readonly words: Fact;
}

/**
 * What approval has made of a draft, from the set of events of its review, in whatever order they came (law 1). Undefined
 * where nobody has decided, where the draft was rejected, and while the words that were approved are not there.
 */
export function approvedOf<Fact extends Moment>(facts: readonly Fact[]): Approved<Fact> | undefined {
  const decision = decisionOn(facts);
  if (decision?.kind !== 'report_approved') return undefined;
  const words = readingsOf(facts).find(({ eventId }) => eventId === decision.draft);
  return words === undefined ? undefined : { approval: decision, words };
}

/** A fact about a report as an edition has it: an approved draft is one that was reported. */
export interface SettledFact extends ReportFact {
  /** Of a draft the event that approved it. */
  readonly approvedBy?: EventId;
}

/**
 * The facts about one report without those that are not `isThere`: what its review comes to is settled anew, for it may be another
 * event that approves it, or none. `facts` are as an edition has them, `drafts` the events of the review.
 */
export function settledWithout(
  facts: readonly SettledFact[],
  drafts: readonly DraftFact[],
  isThere: (event: { readonly eventId: EventId }) => boolean,
): readonly SettledFact[] {
  const sent = facts.filter((fact) => fact.approvedBy === undefined && isThere(fact));
  const found = approvedOf(drafts.filter(isThere));
  const report = found?.words.report;
  if (found === undefined || report === undefined) return sent;
  const eventId: EventId = found.words.reportId as string;
  if (sent.some((fact) => fact.eventId === eventId)) return sent;
  const reportedAtMs = instantMs(report.reportedAt);
  const approvedBy = found.approval.eventId;
  return [...sent, { eventId, kind: 'reported', reportId: report.id, reportedAtMs, report, approvedBy }];
}
