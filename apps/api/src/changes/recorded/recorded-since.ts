import { type NamedPlace, placesNamed, type ToldClaim, type ToldWithout } from '#read-models/queries';
import { type Differences, type PlaceId, type ReportId, type TwoStates } from '#situation';
import { type Heard, referencesTo } from '../../reading/heard-claims.js';
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
}

/** The claims about some places that stand and that stood before, and how they are heard under the question's policy. */
interface ClaimsCompared<Claim> {
  readonly places: readonly PlaceId[];
  readonly standing: readonly ToldClaim<Claim>[];
  readonly stood: readonly ToldClaim<Claim>[];
  readonly hear: (claims: readonly ToldClaim<Claim>[]) => Promise<Heard<Claim>>;
}

/** A place in the two states, and the moment that is asked about in its zone. */
interface PlaceCompared<Claim> extends TwoStates<ToldClaim<Claim>>, NamedPlace {
  readonly id: PlaceId;
  readonly atMs: number;
}

/** Returns what counts about each registered place before and after the events, in the order of the places. */
export async function placesCompared<Claim>(
  { question: { scope }, without, eventIds }: RecordedSince,
  { places, standing, stood, hear }: ClaimsCompared<Claim>,
): Promise<readonly PlaceCompared<Claim>[]> {
  const registered = await placesNamed(scope, places);
  const changed = new Set(without.reportIds);
  // What the reports that changed said before stands in the place of what they say now.
  const before = await hear([...standing.filter(({ reportId }) => !changed.has(reportId)), ...stood]);
  const after = await hear(standing);
  return places.flatMap((id) => {
    const there = registered.get(id);
    if (there === undefined) return [];
    const { counted, atMs } = after(id);
    const added = counted.filter(({ eventId }) => eventIds.has(eventId));
    return [{ ...there, id, atMs, before: before(id).counted, after: counted, added }];
  });
}

/** An answer of one of the two states, or what came of both. */
interface Resting {
  readonly reports: readonly ReportId[];
}

/** The moment at which two states are compared: the one that is asked about, or the last one that differs. */
export const momentCompared = (
  { isMomentAsked }: RecordedSince,
  { atMs }: Pick<PlaceCompared<unknown>, 'atMs'>,
  differences: Differences<unknown>,
): number => (isMomentAsked ? atMs : differences.lastMs(atMs));

/** An answer with its reports as readers get them. */
export const referring = <Answer extends Resting>(answer: Answer, claims: readonly ToldClaim<unknown>[]) => ({
  ...answer,
  reports: referencesTo(
    answer.reports.map((reportId) => ({ reportId })),
    claims,
  ),
});
