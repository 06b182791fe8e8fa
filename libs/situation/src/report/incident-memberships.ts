import { type AmendmentMoment, inOrder } from './amendment-order.js';
import type { EventId, ReportId } from '../ids.js';
import type { ReportVersion } from './report-versions.js';
import { end_of_time_ms } from '../time/time.js';

/** A decision about one report: linked to an incident, or no longer. */
export interface LinkFact extends AmendmentMoment {
  readonly kind: 'reports_linked' | 'reports_unlinked';
  readonly reportId: ReportId;
  readonly incident: string;
}

type Decided = Pick<LinkFact, 'eventId' | 'kind' | 'incident' | 'reportedAtMs' | 'follows'>;

/**
 * The decision about a report that stands in the place of this one from its own moment on: another of the same moment,
 * or an earlier link, which no unlink from another incident undoes. Undefined when this one stands.
 */
export function decisionInsteadOf(
  eventId: EventId,
  decisions: readonly Decided[],
  others: readonly AmendmentMoment[] = [],
): EventId | undefined {
  const decision = decisions.find((one) => one.eventId === eventId);
  if (decision === undefined) return undefined;
  const standing = standingDecisions(decisions, others).findLast((one) => one.reportedAtMs <= decision.reportedAtMs);
  return standing?.eventId === eventId ? undefined : standing?.eventId;
}

/** Over which known times, half open, a report belonged to an incident, and how it came in. */
export interface IncidentMembership {
  readonly reportId: ReportId;
  readonly incident: string;
  /** The link that brought it in; absent when the report itself names the incident. */
  readonly linkedBy?: EventId;
  readonly knownFromMs: number;
  readonly knownToMs: number;
}

/**
 * The incidents that one report belonged to over known time, from the set of its versions and of the decisions about
 * it. Without a decision it belongs to the incident that it names itself as the same event, or to none. From a link on
 * it belongs to the link's incident, whatever the report says. Of several decisions the last in order stands (law 1;
 * `others` are other events about the report, through which the chain of what follows what leads), but unlinking from an incident that the report is not linked to then
 * undoes no link to another.
 *
 * Unlinked, it returns to the incident of its own; when that is one that it was unlinked from and not linked to since, it stands
 * alone.
 * Decisions are kept apart from versions: a correction changes what the report names, never what was decided. Before
 * the report is known and after it is withdrawn it belongs to none.
 */
export function incidentMemberships(
  versions: readonly ReportVersion[],
  decisions: readonly LinkFact[],
  others: readonly AmendmentMoment[] = [],
): readonly IncidentMembership[] {
  const standing = standingDecisions(decisions, others);
  const memberships: IncidentMembership[] = [];
  for (const version of [...versions].sort((a, b) => a.version - b.version)) {
    const turns = [version.knownFromMs, ...standing.map(({ reportedAtMs }) => reportedAtMs)].filter(
      (ms) => ms >= version.knownFromMs && ms < version.knownToMs,
    );
    const starts = [...new Set(turns)].sort((a, b) => a - b);
    for (const [index, knownFromMs] of starts.entries()) {
      const belongs = belonging(
        version,
        standing.filter(({ reportedAtMs }) => reportedAtMs <= knownFromMs),
      );
      if (belongs === undefined) continue;
      const knownToMs = Math.min(version.knownToMs, starts[index + 1] ?? end_of_time_ms);
      append(memberships, { reportId: version.reportId, ...belongs, knownFromMs, knownToMs });
    }
  }
  return memberships;
}

/** In order, without unlinks from an incident that the report is not linked to while it is linked to another. */
function standingDecisions<Decision extends Decided>(
  decisions: readonly Decision[],
  others: readonly AmendmentMoment[],
): readonly Decision[] {
  const standing: Decision[] = [];
  for (const decision of inOrder(decisions, [...decisions, ...others])) {
    const last = standing.at(-1);
    const elsewhere = last?.kind === 'reports_linked' && last.incident !== decision.incident;
    if (decision.kind === 'reports_linked' || !elsewhere) standing.push(decision);
  }
  return standing;
}

function belonging(
  { report }: ReportVersion,
  decisions: readonly LinkFact[],
): Pick<IncidentMembership, 'incident' | 'linkedBy'> | undefined {
  const last = decisions.at(-1);
  if (last?.kind === 'reports_linked') return { incident: last.incident, linkedBy: last.eventId };
  const own = report.incident?.relation === 'same_event' ? report.incident.key : undefined;
  const isUnlinked = decisions.findLast(({ incident }) => incident === own)?.kind === 'reports_unlinked';
  return own === undefined || isUnlinked ? undefined : { incident: own };
}

/** Adds a stay; one that goes on where the last ended, in the same way, makes it longer. */
function append(memberships: IncidentMembership[], membership: IncidentMembership): void {
  const last = memberships.at(-1);
  const goesOn =
    last?.knownToMs === membership.knownFromMs &&
    last.incident === membership.incident &&
    last.linkedBy === membership.linkedBy;
  if (goesOn) memberships[memberships.length - 1] = { ...last, knownToMs: membership.knownToMs };
  else memberships.push(membership);
}
