import { type IncidentDecision, instantMs, type LinkFact } from '#situation';
import type { Fact } from '../../drive/fact.js';

/** A decision about some reports, with the digest that settles doubles. */
export interface StoredLinkFact extends Omit<LinkFact, 'reportId'> {
  readonly reportIds: readonly string[];
  readonly reason: string;
  readonly digest: Uint8Array;
}

/** The links and unlinks among these facts, each event id once, with the smaller digest of two. */
export function linkFacts(facts: readonly Fact[]): readonly StoredLinkFact[] {
  const byId = new Map<string, StoredLinkFact>();
  for (const { eventId, event, digest } of facts) {
    if (event.kind !== 'reports_linked' && event.kind !== 'reports_unlinked') continue;
    const other = byId.get(eventId);
    if (other !== undefined && Buffer.compare(other.digest, digest) <= 0) continue;
    const decision = event.kind === 'reports_linked' ? event.data : event.data;
    byId.set(eventId, { eventId, kind: event.kind, digest, ...bodyOf(decision) });
  }
  return [...byId.values()];
}

const bodyOf = ({ reportIds, incident, reportedAt, reason, follows }: IncidentDecision) => ({
  reportIds: [...new Set(reportIds)],
  incident,
  reason,
  reportedAtMs: instantMs(reportedAt),
  ...(follows === undefined ? {} : { follows }),
});
