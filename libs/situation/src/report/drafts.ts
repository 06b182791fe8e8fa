import type { DraftKind } from './events.js';
import type { EventId, ReportId } from '../ids.js';
import type { Report } from './report.js';

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
