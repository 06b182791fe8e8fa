import { touchedPlaces } from '#read-models';
import {
  end_of_time_ms,
  groupBy,
  type KnownClaim,
  type PlaceId,
  type ReportId,
  type ReportVersion,
  type TwoStates,
} from '#situation';
import type { Step } from './steps.js';

type Placed = { readonly place: PlaceId };

/** What one step changed about the claims of one place. */
export interface ChangedClaims<Claim> extends TwoStates<KnownClaim<Claim>> {
  readonly step: Step;
  readonly place: PlaceId;
  /** The claims of the report of the step, those that it lost among them. */
  readonly changed: readonly KnownClaim<Claim>[];
}

/** Reads every claim about these places that stands now. */
export type ClaimsReader<Claim> = (places: readonly PlaceId[]) => Promise<readonly KnownClaim<Claim>[]>;

/** The claims that steps change, place by place. */
export interface ClaimsChanging<Claim> {
  readonly places: readonly PlaceId[];
  /** To be gone through once: what stands at a place is kept for one step at a time. */
  readonly changes: Iterable<ChangedClaims<Claim>>;
}

/**
 * Returns what each step changed: the claims of the reports that the steps are about are made from their versions, those of
 * all other reports are read.
 */
export async function changedClaims<Claim extends Placed>(
  steps: readonly Step[],
  factsOf: (versions: readonly ReportVersion[]) => readonly KnownClaim<Claim>[],
  read: ClaimsReader<Claim>,
): Promise<ClaimsChanging<Claim>> {
  const standingOf = (versions: readonly ReportVersion[]): readonly KnownClaim<Claim>[] =>
    factsOf(versions).filter(({ knownToMs }) => knownToMs === end_of_time_ms);
  const moves = steps.map((step): Move<Claim> => {
    const [before, after] = [standingOf(step.before), standingOf(step.after)];
    return { step, before, after, places: [...touchedPlaces(before, after).keys()].sort() };
  });
  const places = [...new Set(moves.flatMap((move) => move.places))];
  const isMoving = new Set(steps.map(({ reportId }) => reportId));
  const claims = places.length === 0 ? [] : await read(places);
  const standing = new StandingClaims(claims.filter(({ reportId }) => !isMoving.has(reportId)));
  for (const { step, before } of [...moves].reverse()) standing.replace(step.reportId, before);
  return { places, changes: changesOf(moves, standing) };
}

interface Move<Claim> extends Pick<ChangedClaims<Claim>, 'step' | 'before' | 'after'> {
  readonly places: readonly PlaceId[];
}

function* changesOf<Claim extends Placed>(
  moves: readonly Move<Claim>[],
  standing: StandingClaims<Claim>,
): Iterable<ChangedClaims<Claim>> {
  for (const { step, before, after, places } of moves) {
    const earlier = places.map((place) => standing.about(place));
    standing.replace(step.reportId, after);
    for (const [index, place] of places.entries()) {
      const own = ({ claim }: KnownClaim<Claim>): boolean => claim.place === place;
      yield {
        step,
        place,
        before: earlier[index] ?? [],
        after: standing.about(place),
        changed: [...before, ...after].filter(own),
        added: after.filter((claim) => own(claim) && claim.eventId === step.moment.eventId),
      };
    }
  }
}

/** The claims that stand between two steps, by place and report. */
class StandingClaims<Claim extends Placed> {
  private readonly places = new Map<PlaceId, Map<ReportId, readonly KnownClaim<Claim>[]>>();
  private readonly placesOf = new Map<ReportId, readonly PlaceId[]>();

  constructor(claims: readonly KnownClaim<Claim>[]) {
    for (const [report, own] of groupBy(claims, ({ reportId }) => reportId)) this.replace(report, own);
  }

  about(place: PlaceId): readonly KnownClaim<Claim>[] {
    return [...(this.places.get(place)?.values() ?? [])].flat();
  }

  /** Puts these in the place of all claims of the report. */
  replace(report: ReportId, claims: readonly KnownClaim<Claim>[]): void {
    for (const place of this.placesOf.get(report) ?? []) this.places.get(place)?.delete(report);
    const byPlace = groupBy(claims, ({ claim }) => claim.place);
    this.placesOf.set(report, [...byPlace.keys()]);
    for (const [place, own] of byPlace) {
      const reports = this.places.get(place) ?? new Map<ReportId, readonly KnownClaim<Claim>[]>();
      this.places.set(place, reports.set(report, own));
    }
  }
}
