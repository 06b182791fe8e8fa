import {
  anchorClaim,
  conditionHappening,
  conditionHistory,
  controlHappening,
  controlHistory,
  type ControlReading,
  type KnownClaim,
  type KnownCondition,
  type Report,
  type ReportVersion,
  type TimeZone,
} from '#situation';
import { columnsOf, expectedRow, type ExpectedRow, rectangleColumns, statementColumns } from './plain-row.js';

/** A version that was never known says nothing. */
export const carried = (versions: readonly ReportVersion[]): readonly ReportVersion[] =>
  versions.filter(({ knownFromMs, knownToMs }) => knownFromMs < knownToMs);

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

/** The rows of control of one place, from all claims about it. */
export function controlRows(
  place_id: string,
  claims: readonly KnownClaim[],
  reading: ControlReading,
): readonly ExpectedRow[] {
  const { answers, supports } = controlHistory(claims, reading);
  return [
    ...claims.map((known) => claimRow(known, reading.zone)),
    ...answers.map(({ value: { transition, ...answer }, ...rectangle }) =>
      expectedRow('control_span', {
        place_id,
        ...rectangleColumns(rectangle),
        ...columnsOf(answer),
        changing_from: transition?.from,
        changing_to: transition?.to,
      }),
    ),
    ...supports.map(({ value: report_id, ...rectangle }) =>
      expectedRow('control_support', { place_id, report_id, ...rectangleColumns(rectangle) }),
    ),
  ];
}

function claimRow(known: KnownClaim, zone: TimeZone): ExpectedRow {
  const { beginMs, effectiveMs, windowToMs } = anchorClaim(known, zone);
  const { claim } = known;
  return expectedRow('control_claim', {
    ...statementColumns(known),
    place_id: claim.place,
    claim,
    effect: claim.effect,
    reported_at: known.reportedAtMs,
    begins_at: beginMs,
    actors: [...new Set([...claim.holders, ...(claim.takenFrom === undefined ? [] : [claim.takenFrom])])],
    effective_at: effectiveMs,
    window_to: windowToMs,
  });
}

/** The rows of the condition of one thing, from all claims about it. */
export const conditionRows = (
  place_id: string,
  claims: readonly KnownCondition[],
  zone: TimeZone,
): readonly ExpectedRow[] => [
  ...claims.map((known) =>
    expectedRow('condition_claim', {
      ...statementColumns(known),
      place_id,
      claim: known.claim,
      reported_at: known.reportedAtMs,
    }),
  ),
  ...conditionHistory(claims, zone).map(({ axis, value: { answer, reports }, ...rectangle }) =>
    expectedRow('condition_span', { place_id, axis, ...rectangleColumns(rectangle), ...columnsOf(answer), reports }),
  ),
];
