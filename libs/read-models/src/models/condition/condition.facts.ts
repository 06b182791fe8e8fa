import { conditionHappening, firstReported, type KnownCondition, type PlaceId, type ReportVersion } from '#situation';

/** The claims of these versions about condition; a version that was never known makes none. */
export function conditionFacts(versions: readonly ReportVersion[]): readonly KnownCondition[] {
  const reportedAtMs = firstReported(versions, ({ condition = [] }) => condition.map(conditionHappening));
  return versions
    .filter(({ knownFromMs, knownToMs }) => knownFromMs < knownToMs)
    .flatMap(({ report, reportId, eventId, knownFromMs, knownToMs, restores }) =>
      (report.condition ?? []).map((claim, ordinal) => ({
        claim,
        ordinal,
        reportId,
        eventId,
        grade: report.grade,
        knownFromMs,
        knownToMs,
        reportedAtMs: reportedAtMs(reportId, conditionHappening(claim)),
        ...(restores === undefined ? {} : { restores }),
      })),
    );
}

/** The places that these claims are about, each once. */
export const placesOf = (claims: readonly KnownCondition[]): readonly PlaceId[] => [
  ...new Set(claims.map(({ claim }) => claim.place)),
];
