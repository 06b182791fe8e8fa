import { conditionClaimsIn } from '#read-models';
import { conditionClaimsAbout, placesNamed } from '#read-models/queries';
import {
  axesFitting,
  axisOf,
  type ComparedMoment,
  type ConditionAxis,
  type ConditionClaim,
  type ConditionDifference,
  conditionDifferences,
  distinctMoments,
  momentsOfCondition,
} from '#situation';
import { addressOf, momentParameter } from './addresses.js';
import { changedClaims, type ChangedClaims } from './claims-by-place.js';
import { distinctSteps, type FoundChange } from './found-change.js';
import { last_known_ms, most_moments_compared, type Reckoning } from './reckoning.js';

/** As `controlChanges`, of the state that roads, bridges and buildings are in. */
export async function conditionChanges({ scope, steps }: Reckoning): Promise<readonly FoundChange[]> {
  const { places: touched, changes } = await changedClaims(steps, conditionClaimsIn, (places) =>
    conditionClaimsAbout(scope, { places, knownAtMs: last_known_ms }),
  );
  const named = await placesNamed(scope, touched);
  const found: FoundChange[] = [];
  for (const one of changes) {
    const place = named.get(one.place);
    if (place === undefined) continue;
    for (const axis of axesFitting(place.kind)) {
      const differences = conditionDifferences(one, axis, place.timeZone);
      const changed = one.changed.filter(({ claim }) => axisOf(claim.state) === axis);
      const moments = changed.flatMap((known) => momentsOfCondition(known, place.timeZone));
      const compared = distinctMoments(moments, most_moments_compared).flatMap((moment) => {
        const difference = differences.at(moment.ms);
        return difference === undefined ? [] : [changeOf({ ...one, axis }, place.name, moment, difference)];
      });
      found.push(...distinctSteps(compared));
    }
  }
  return found;
}

function changeOf(
  { place: id, axis, step: { cause } }: ChangedClaims<ConditionClaim> & { readonly axis: ConditionAxis },
  name: string,
  { at }: ComparedMoment,
  { kind: classification, before, after, reports }: ConditionDifference,
): FoundChange {
  return {
    kind: classification === 'refined' ? 'refined' : 'condition',
    place: { id, name },
    places: [id],
    actors: [...new Set([before, after].flatMap(({ closedTo, closedBy }) => [...closedTo, ...closedBy]))],
    at,
    detail: { axis, classification },
    before,
    after,
    reportIds: reports,
    cause,
    href: addressOf(`/v1/conditions/${id}/explanation`, momentParameter(at)),
    step: JSON.stringify([axis, classification, before.states, before.state, after.states, after.state]),
  };
}
