import { type Day, firstMsOf, localDay, type Moment } from '#situation';
import type { ClaimsOfPlace } from '../reading/heard-claims.js';

/** An answer, as far as it says since when it is known to be so. */
interface Dated {
  readonly lastEvidence: Day | null;
  readonly reports: readonly { readonly id: string }[];
}

interface Since {
  readonly since?: Moment;
}

/**
 * Returns the last local day on which it was seen to be so; where nobody saw it by the moment asked, the last since which a claim that
 * the answer rests on says that it was. Null where none says so.
 */
export function lastDated<Claim extends Since>(
  { lastEvidence, reports }: Dated,
  { counted, zone, atMs }: ClaimsOfPlace<Claim>,
  isAbout: (claim: Claim) => boolean = () => true,
): Day | null {
  if (lastEvidence !== null) return lastEvidence;
  const resting = new Set(reports.map(({ id }) => id));
  const days = counted
    .filter(({ reportId, claim }) => resting.has(reportId) && isAbout(claim))
    .flatMap(({ claim: { since } }) => (since === undefined ? [] : firstMsOf(since, zone)))
    .filter((ms) => ms <= atMs)
    .map((ms) => localDay(ms, zone));
  return days.sort().at(-1) ?? null;
}
