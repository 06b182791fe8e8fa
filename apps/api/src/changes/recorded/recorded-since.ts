import type { ToldWithout } from '#read-models/queries';
import type { PlaceId, SidesOf } from '#situation';
import type { Question } from '../../reading/questions.service.js';

/** The log as it was at a position and as it is, to compare: the two answers differ by what it has recorded since. */
export interface RecordedSince {
  readonly question: Question;
  /** The events that the log has recorded since. */
  readonly eventIds: ReadonlySet<string>;
  /** What the reports that these events are about said before them. */
  readonly without: ToldWithout;
  /** False where every moment until the question's is compared, and the last that differs is told. */
  readonly isMomentAsked: boolean;
  readonly isPlaceAsked: (place: PlaceId) => boolean;
  readonly isWithin: (place: PlaceId, area: PlaceId) => boolean;
  readonly sidesOf: SidesOf;
}

/** Of all claims that stand, those that stood before: without what reports say by now that said it otherwise, or nothing. */
export function claimsBefore<Claim extends { readonly reportId: string }>(
  standing: readonly Claim[],
  before: readonly Claim[],
  { reportIds }: ToldWithout,
): readonly Claim[] {
  const changed = new Set(reportIds);
  return [...standing.filter(({ reportId }) => !changed.has(reportId)), ...before];
}
