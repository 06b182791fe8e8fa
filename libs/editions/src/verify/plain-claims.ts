import {
  anchorClaim,
  conditionHappening,
  conditionHistory,
  controlHappening,
  controlHistory,
  type ControlReading,
  type KnownClaim,
  type KnownCondition,
  type Rectangle,
  type Report,
  type ReportVersion,
  type TimeZone,
} from '#situation';
import { expectedRow, type ExpectedRow } from './plain-row.js';

/** A version that was never known says nothing. */
export const carried = (versions: readonly ReportVersion[]): readonly ReportVersion[] =>
  versions.filter(({ knownFromMs, knownToMs }) => knownFromMs < knownToMs);

/** The version that a reinstatement brings back. */
export const restoredColumns = ({ restores }: Pick<ReportVersion, 'restores'>) => ({
  restored_event: restores?.eventId,
  restored_from: restores?.knownFromMs,
});

/** When the first version of a report that tells of a happening was told. */
function firstToldMs(
  versions: readonly ReportVersion[],
  happeningsIn: (report: Report) => readonly string[],
  happening: string,
): number {
  const telling = versions.filter(({ report }) => happeningsIn(report).includes(happening));
  const [first] = telling.sort((a, b) => a.version - b.version);
  return Date.parse(first?.report.reportedAt ?? '');
}

/** What the versions of a report claim about who holds what. */
export const controlClaims = (versions: readonly ReportVersion[]): readonly KnownClaim[] =>
  carried(versions).flatMap(({ report, eventId, reportId, knownFromMs, knownToMs, restores }) =>
    report.control.map((claim, ordinal) => ({
      claim,
      ordinal,
      eventId,
      reportId,
      knownFromMs,
      knownToMs,
      grade: report.grade,
      ...(restores && { restores }),
      reportedAtMs: firstToldMs(versions, (other) => other.control.map(controlHappening), controlHappening(claim)),
    })),
  );

/** What the versions of a report claim about the state of things. */
export const conditionClaims = (versions: readonly ReportVersion[]): readonly KnownCondition[] =>
  carried(versions).flatMap(({ report, eventId, reportId, knownFromMs, knownToMs, restores }) =>
    (report.condition ?? []).map((claim, ordinal) => ({
      claim,
      ordinal,
      eventId,
      reportId,
      knownFromMs,
      knownToMs,
      grade: report.grade,
      ...(restores && { restores }),
      reportedAtMs: firstToldMs(
        versions,
        (other) => (other.condition ?? []).map(conditionHappening),
        conditionHappening(claim),
      ),
    })),
  );

const boundsOf = ({ valid, known }: Pick<Rectangle<unknown>, 'valid' | 'known'>) => ({
  valid_from: valid.fromMs,
  valid_to: valid.toMs,
  known_from: known.fromMs,
  known_to: known.toMs,
});

/** The rows of control of one place, from all claims about it. */
export function controlRows(
  place_id: string,
  claims: readonly KnownClaim[],
  reading: ControlReading,
): readonly ExpectedRow[] {
  const { answers, supports } = controlHistory(claims, reading);
  return [
    ...claims.map((known) => claimRow(known, reading.zone)),
    ...answers.map(({ value, ...rectangle }) =>
      expectedRow('control_span', {
        place_id,
        ...boundsOf(rectangle),
        status: value.status,
        holders: value.holders,
        conditions: value.conditions,
        changing_from: value.transition?.from,
        changing_to: value.transition?.to,
        extent: value.extent,
        stale: value.stale,
        confidence: value.confidence,
        last_evidence: value.lastEvidence,
        rule: value.rule,
      }),
    ),
    ...supports.map(({ value: report_id, ...rectangle }) =>
      expectedRow('control_support', {
        place_id,
        report_id,
        ...boundsOf(rectangle),
      }),
    ),
  ];
}

function claimRow(known: KnownClaim, zone: TimeZone): ExpectedRow {
  const { beginMs, effectiveMs, windowToMs } = anchorClaim(known, zone);
  const { claim, grade } = known;
  return expectedRow('control_claim', {
    event_id: known.eventId,
    ordinal: known.ordinal,
    report_id: known.reportId,
    place_id: claim.place,
    claim,
    reliability: grade.reliability,
    credibility: grade.credibility,
    effect: claim.effect,
    reported_at: known.reportedAtMs,
    begins_at: beginMs,
    actors: [...new Set([...claim.holders, ...(claim.takenFrom === undefined ? [] : [claim.takenFrom])])],
    known_from: known.knownFromMs,
    known_to: known.knownToMs,
    effective_at: effectiveMs,
    window_to: windowToMs,
    ...restoredColumns(known),
  });
}

/** The rows of the condition of one thing, from all claims about it. */
export const conditionRows = (
  place_id: string,
  claims: readonly KnownCondition[],
  zone: TimeZone,
): readonly ExpectedRow[] => [
  ...claims.map(({ claim, grade, ...known }) =>
    expectedRow('condition_claim', {
      event_id: known.eventId,
      ordinal: known.ordinal,
      report_id: known.reportId,
      place_id,
      claim,
      reliability: grade.reliability,
      credibility: grade.credibility,
      reported_at: known.reportedAtMs,
      known_from: known.knownFromMs,
      known_to: known.knownToMs,
      ...restoredColumns(known),
    }),
  ),
  ...conditionHistory(claims, zone).flatMap(({ axis, answers, supports }) => [
    ...answers.map(({ value, ...rectangle }) =>
      expectedRow('condition_span', {
        place_id,
        axis,
        ...boundsOf(rectangle),
        state: value.state,
        states: value.states,
        closed_to: value.closedTo,
        closed_by: value.closedBy,
        confidence: value.confidence,
        last_evidence: value.lastEvidence,
        rule: value.rule,
      }),
    ),
    ...supports.map(({ value: report_id, ...rectangle }) =>
      expectedRow('condition_support', {
        place_id,
        axis,
        report_id,
        ...boundsOf(rectangle),
      }),
    ),
  ]),
];
