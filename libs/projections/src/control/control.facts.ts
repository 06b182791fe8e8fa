import type { KnownClaim, PlaceId, ReportVersion } from '#situation';

/** A claim as the control projection keeps it. */
export interface StoredClaim extends KnownClaim {
  /** Its place in the report's list of claims. */
  readonly ordinal: number;
}

/** The claims of these versions; a version that was never known makes none. */
export const controlFacts = (versions: readonly ReportVersion[]): readonly StoredClaim[] =>
  versions
    .filter(({ knownFromMs, knownToMs }) => knownFromMs < knownToMs)
    .flatMap(({ report, reportId, eventId, knownFromMs, knownToMs }) =>
      report.control.map((claim, ordinal) => ({
        ...{ claim, ordinal, reportId, eventId, grade: report.grade, knownFromMs, knownToMs },
      })),
    );

/** From which known time on a place must be resolved anew. */
export type TouchedPlaces = ReadonlyMap<PlaceId, number>;

/**
 * The places whose claims differ between what was stored and what there is now, each with the earliest known time at
 * which it can make a difference. In-order arrival touches only the newest layer of known time.
 */
export function touchedPlaces(before: readonly StoredClaim[], after: readonly StoredClaim[]): TouchedPlaces {
  const touched = new Map<PlaceId, number>();
  const touch = ({ place }: { place: PlaceId }, knownMs: number): void => {
    touched.set(place, Math.min(touched.get(place) ?? knownMs, knownMs));
  };
  const stored = new Map(before.map((claim) => [keyOf(claim), claim]));
  for (const now of after) {
    const was = stored.get(keyOf(now));
    stored.delete(keyOf(now));
    if (was === undefined) touch(now.claim, now.knownFromMs);
    else if (was.knownFromMs !== now.knownFromMs) touch(now.claim, Math.min(was.knownFromMs, now.knownFromMs));
    else if (was.knownToMs !== now.knownToMs) touch(now.claim, Math.min(was.knownToMs, now.knownToMs));
  }
  for (const gone of stored.values()) touch(gone.claim, gone.knownFromMs);
  return touched;
}

/** Equal keys mean equal claims: a double with other content under the same event id is another claim. */
const keyOf = ({ eventId, ordinal, claim, grade }: StoredClaim): string =>
  `${eventId} ${ordinal} ${grade.reliability}${grade.credibility} ${canonical(claim)}`;

/** JSON with sorted keys: jsonb gives properties back in another order than they came. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
