import {
  type AnchoredClaim,
  controlHappening,
  firstReported,
  type KnownClaim,
  type PlaceId,
  type ReportVersion,
  startOfDayMs,
  type TimeZone,
} from '#situation';
import { canonical } from '../../table/canonical.js';

/** The claims of these versions; a version that was never known makes none. */
export function controlFacts(versions: readonly ReportVersion[]): readonly KnownClaim[] {
  const reportedAtMs = firstReported(versions, ({ control }) => control.map(controlHappening));
  return versions
    .filter(({ knownFromMs, knownToMs }) => knownFromMs < knownToMs)
    .flatMap(({ report, reportId, eventId, knownFromMs, knownToMs, restores }) =>
      report.control.map((claim, ordinal) => ({
        claim,
        ordinal,
        reportId,
        eventId,
        grade: report.grade,
        knownFromMs,
        knownToMs,
        reportedAtMs: reportedAtMs(reportId, controlHappening(claim)),
        ...(restores === undefined ? {} : { restores }),
      })),
    );
}

/** From which known time on a place must be resolved anew. */
export type TouchedPlaces = ReadonlyMap<PlaceId, number>;

/**
 * The places whose claims differ between what was stored and what there is now, each with the earliest known time at
 * which it can make a difference.
 */
export function touchedPlaces(before: readonly ClaimOfPlace[], after: readonly ClaimOfPlace[]): TouchedPlaces {
  const touched = new Map<PlaceId, number>();
  const touch = ({ claim }: ClaimOfPlace, knownMs: number): void => {
    touched.set(claim.place, Math.min(touched.get(claim.place) ?? knownMs, knownMs));
  };
  const stored = new Map(before.map((claim) => [keyOf(claim), claim]));
  for (const now of after) {
    const was = stored.get(keyOf(now));
    stored.delete(keyOf(now));
    if (was === undefined) touch(now, now.knownFromMs);
    else if (was.knownFromMs !== now.knownFromMs) touch(now, Math.min(was.knownFromMs, now.knownFromMs));
    else if (was.knownToMs !== now.knownToMs) touch(now, Math.min(was.knownToMs, now.knownToMs));
  }
  for (const gone of stored.values()) touch(gone, gone.knownFromMs);
  return touched;
}

/** A claim of any kind about one place. */
type ClaimOfPlace = KnownClaim<{ readonly place: PlaceId }>;

/** Equal keys mean equal claims: a double with other content under the same event id is another claim. */
const keyOf = ({ eventId, ordinal, claim, grade, reportedAtMs, restores }: ClaimOfPlace): string =>
  `${eventId} ${ordinal} ${reportedAtMs} ${grade.reliability}${grade.credibility} ${canonical(restores === undefined ? { claim } : { claim, restores })}`;

/** The first valid time that a claim speaks about, whatever else is known; a gain's goes back to the start of its day. */
export function earliestWord(
  { claim, windowFromMs, effectiveMs, effectiveDay, sinceMs }: AnchoredClaim,
  zone: TimeZone,
): number {
  if (claim.effect === 'contested') return windowFromMs;
  if (claim.effect === 'observed') return Math.min(sinceMs, effectiveMs);
  return effectiveDay === undefined ? effectiveMs : startOfDayMs(effectiveDay, zone);
}
