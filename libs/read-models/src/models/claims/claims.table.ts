import { canonical, firstReported, type KnownClaim, type PlaceId, type Report, type ReportVersion } from '#situation';
import { instant, json, type RowOf, text } from '../../table/column.js';
import { firstDifferences } from '../../table/touched.js';
import { columnsOfStatement, statement_columns, statementOf } from '../../table/statements.table.js';

/** The columns of claims about places. */
export const claimColumns = <Claim>() => ({
  ...statement_columns,
  place_id: text(),
  claim: json<Claim>(),
  reported_at: instant(),
});

type ClaimRow<Claim> = RowOf<ReturnType<typeof claimColumns<Claim>>>;

/** What a claim has in them. */
export const columnsOfClaim = <Claim extends { readonly place: PlaceId }>(
  known: KnownClaim<Claim>,
): ClaimRow<Claim> => ({
  ...columnsOfStatement(known),
  place_id: known.claim.place,
  claim: known.claim,
  reported_at: known.reportedAtMs,
});

/** The claim in them. */
export const claimOf = <Claim>(row: ClaimRow<Claim>): KnownClaim<Claim> => ({
  ...statementOf(row),
  claim: row.claim,
  reportedAtMs: row.reported_at,
});

/**
 * What these versions claim; a version that was never known claims nothing. A happening was reported when a version of its
 * report first told of it.
 */
export function claimsIn<Claim>(
  versions: readonly ReportVersion[],
  claimsOf: (report: Report) => readonly Claim[],
  happeningOf: (claim: Claim) => string,
): readonly KnownClaim<Claim>[] {
  const reportedAtMs = firstReported(versions, (report) => claimsOf(report).map(happeningOf));
  return versions
    .filter(({ knownFromMs, knownToMs }) => knownFromMs < knownToMs)
    .flatMap(({ report, reportId, eventId, knownFromMs, knownToMs, restores }) =>
      claimsOf(report).map((claim, ordinal) => ({
        claim,
        ordinal,
        reportId,
        eventId,
        grade: report.grade,
        knownFromMs,
        knownToMs,
        reportedAtMs: reportedAtMs(reportId, happeningOf(claim)),
        ...(restores === undefined ? {} : { restores }),
      })),
    );
}

/** The places about which some claims differ from others, each with the earliest known time at which that can matter. */
export const touchedPlaces = <Claim extends { readonly place: PlaceId }>(
  before: readonly KnownClaim<Claim>[],
  after: readonly KnownClaim<Claim>[],
): ReadonlyMap<PlaceId, number> =>
  firstDifferences(before, after, {
    keyOf: ({ claim }) => claim.place,
    textOf: ({ knownToMs: _end, ...known }) => canonical(known),
    knownOf: ({ knownFromMs, knownToMs }) => ({ fromMs: knownFromMs, toMs: knownToMs }),
  });
