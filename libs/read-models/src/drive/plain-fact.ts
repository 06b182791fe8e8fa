import type { EventBodies, EventKind, SitrepEvent } from '#situation';
import type { Fact } from './fact.js';

/** What a fact is about. Facts about different things have ids of their own. */
export type FactFamily = 'place' | 'actor' | 'decision' | 'draft' | 'report';

/** A fact of the log, read by itself. */
export interface PlainFact {
  readonly family: FactFamily;
  readonly eventId: string;
  /** The place, actor, decision or report that it is about. */
  readonly key: string;
  /** SHA-256 of the stored bytes in hexadecimal digits. */
  readonly digest: string;
  readonly event: SitrepEvent;
}

const ofReport = (data: { readonly reportId: string }): string => data.reportId;
const byItself = (data: { readonly id: string }): string => data.id;

/** What each kind of event is about. */
const subjects: {
  readonly [Kind in EventKind]: { readonly family: FactFamily; readonly keyOf: (data: EventBodies[Kind]) => string };
} = {
  reported: { family: 'report', keyOf: byItself },
  report_corrected: { family: 'report', keyOf: ofReport },
  report_retracted: { family: 'report', keyOf: ofReport },
  report_reinstated: { family: 'report', keyOf: ofReport },
  report_graded: { family: 'report', keyOf: ofReport },
  reports_linked: { family: 'decision', keyOf: byItself },
  reports_unlinked: { family: 'decision', keyOf: byItself },
  report_drafted: { family: 'draft', keyOf: byItself },
  draft_revised: { family: 'draft', keyOf: ofReport },
  report_approved: { family: 'draft', keyOf: ofReport },
  report_rejected: { family: 'draft', keyOf: ofReport },
  place_registered: { family: 'place', keyOf: byItself },
  actor_registered: { family: 'actor', keyOf: byItself },
};

/** What one event of the log tells. */
export function plainFact(eventId: string, event: SitrepEvent, digest: string): PlainFact {
  const { family, keyOf } = subjects[event.kind];
  return { family, eventId, key: keyOf(event.data as never), digest, event };
}

/** The fact as the other drivers take it. */
export const asFact = ({ eventId, event, digest }: PlainFact): Fact => ({
  eventId,
  event,
  digest: Buffer.from(digest, 'hex'),
});
