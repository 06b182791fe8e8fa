import {
  daysOfReport,
  type IncidentMembership,
  incidentMemberships,
  isInSlice,
  type LinkFact,
  type Report,
  type ReportFact,
  reportVersions,
  type ReportVersion,
  type Slice,
  wordsOfReport,
  type ZoneOf,
} from '#situation';
import type { PlainFact } from './plain-fact.js';
import { expectedRow, type ExpectedRow } from './plain-row.js';

interface Told extends ReportFact {
  readonly digest: string;
  readonly reason?: string;
  readonly approvedBy?: string;
}

/** The words of an approved draft: they stand as the report, unless one was sent outright under the same id. */
export interface ApprovedWords {
  readonly report: Report;
  readonly approvedBy: string;
  readonly digest: string;
}

/** A slice of the log, and which versions of reports it takes by the registry of the whole log. */
export interface Sliced {
  readonly slice: Slice;
  readonly isTaken: (version: ReportVersion) => boolean;
  /** The zones of the places of the whole log. */
  readonly zoneOf: ZoneOf;
}

/** Everything that the slice has of one report. */
export interface PlainReport {
  readonly rows: readonly ExpectedRow[];
  readonly versions: readonly ReportVersion[];
  readonly memberships: readonly IncidentMembership[];
}

/**
 * What was said about one report, its versions, and the incidents that it belonged to. What lies outside the slice counts
 * for nothing, but what follows what is read through it.
 */
export function plainReport(
  { facts, approved }: { readonly facts: readonly PlainFact[]; readonly approved: readonly ApprovedWords[] },
  decided: readonly LinkFact[],
  { slice, isTaken, zoneOf }: Sliced,
): PlainReport {
  const sent = facts.flatMap((fact) => statementOf(fact) ?? []);
  const told = [...sent, ...approved.flatMap((words) => reportedBy(words, sent))];
  const everything = [...told, ...decided];
  const counts = ({ reportedAtMs }: { readonly reportedAtMs: number }): boolean => isInSlice(slice, reportedAtMs);
  const versions = reportVersions(told.filter(counts), everything).filter(isTaken);
  const memberships = incidentMemberships(versions, decided.filter(counts), everything);
  const rows = [
    ...told.map((fact) => eventRow(fact, isInSlice(slice, fact.reportedAtMs))),
    ...versions.map((version) => versionRow(version, zoneOf)),
    ...memberships.map(membershipRow),
  ];
  return { rows, versions, memberships };
}

function reportedBy({ report, approvedBy, digest }: ApprovedWords, sent: readonly Told[]): readonly Told[] {
  const eventId: string = report.id;
  if (sent.some((one) => one.eventId === eventId)) return [];
  const reportedAtMs = Date.parse(report.reportedAt);
  return [{ eventId, kind: 'reported', reportId: report.id, reportedAtMs, report, digest, approvedBy }];
}

function statementOf({ eventId, event, digest }: PlainFact): Told | undefined {
  const told = (about: { reportId: string; reportedAt: string; reason?: string; follows?: readonly string[] }) => ({
    eventId,
    digest,
    reportId: about.reportId,
    reportedAtMs: Date.parse(about.reportedAt),
    ...(about.reason === undefined ? {} : { reason: about.reason }),
    ...(about.follows === undefined ? {} : { follows: about.follows }),
  });
  switch (event.kind) {
    case 'reported': {
      const { report } = event;
      return { ...told({ reportId: report.id, reportedAt: report.reportedAt }), kind: event.kind, report };
    }
    case 'report_corrected':
      return { ...told(event.correction), kind: event.kind, report: event.correction.report };
    case 'report_retracted':
      return { ...told(event.retraction), kind: event.kind };
    case 'report_reinstated':
      return { ...told(event.reinstatement), kind: event.kind };
    case 'report_graded':
      return { ...told(event.grading), kind: event.kind, grade: event.grading.grade };
    default:
      return undefined;
  }
}

/** Of what is outside the slice only the id, the digest, when it was told and what it follows are kept. */
const eventRow = (told: Told, in_slice: boolean): ExpectedRow =>
  expectedRow('report_event', {
    event_id: told.eventId,
    report_id: told.reportId,
    kind: told.kind,
    reported_at: told.reportedAtMs,
    ...(in_slice ? { reason: told.reason, report: told.report, grade: told.grade } : {}),
    digest: `\\x${told.digest}`,
    in_slice,
    follows: told.follows,
    approved_by: told.approvedBy,
  });

function versionRow(version: ReportVersion, zoneOf: ZoneOf): ExpectedRow {
  const { eventId, wordsEventId, reportId, knownFromMs, knownToMs, report } = version;
  const days = daysOfReport(report, zoneOf);
  return expectedRow('report_version', {
    said_by: wordsEventId,
    grade: report.grade,
    incident_key: report.incident?.key,
    event_id: eventId,
    report_id: reportId,
    version: version.version,
    known_from: knownFromMs,
    known_to: knownToMs,
    external_id: report.externalId,
    development_type: report.type,
    outlet: report.source.outlet,
    places: [...new Set([...report.places, ...claimedPlaces(report)])],
    actors: [...new Set(report.actors.map(({ actor }) => actor))],
    occurred_from: days.from,
    occurred_to: days.to,
    words: wordsOfReport(report),
  });
}

const claimedPlaces = ({ control, condition = [] }: Report): readonly string[] =>
  [...control, ...condition].map(({ place }) => place);

const membershipRow = ({ reportId, incident, linkedBy, knownFromMs, knownToMs }: IncidentMembership): ExpectedRow =>
  expectedRow('incident_stay', {
    report_id: reportId,
    incident,
    linked_by: linkedBy,
    known_from: knownFromMs,
    known_to: knownToMs,
  });

/** A decision about some reports. */
export interface PlainDecision {
  readonly rows: readonly ExpectedRow[];
  /** What it decides about each report, also when it was made outside the slice. */
  readonly links: readonly LinkFact[];
}

/** A link or an unlink. */
export function plainDecision({ eventId, event, digest }: PlainFact, slice: Slice): PlainDecision {
  if (event.kind !== 'reports_linked' && event.kind !== 'reports_unlinked') return { rows: [], links: [] };
  const { incident, reportedAt, reason, follows, ...body } =
    event.kind === 'reports_linked' ? event.link : event.unlink;
  const reportedAtMs = Date.parse(reportedAt);
  const reportIds = [...new Set(body.reportIds)];
  const in_slice = isInSlice(slice, reportedAtMs);
  const chained = follows === undefined ? {} : { follows };
  const decided = { eventId, kind: event.kind, incident, reportedAtMs, ...chained };
  const row = {
    event_id: eventId,
    kind: event.kind,
    incident,
    report_ids: reportIds,
    reported_at: reportedAtMs,
    reason,
    digest: `\\x${digest}`,
    in_slice,
    follows,
  };
  return { rows: [expectedRow('incident_link', row)], links: reportIds.map((reportId) => ({ ...decided, reportId })) };
}
