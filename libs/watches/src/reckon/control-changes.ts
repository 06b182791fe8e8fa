import { controlClaimsIn } from '#read-models';
import { controlClaimsAbout, placesNamed } from '#read-models/queries';
import {
  type ComparedMoment,
  type ControlClaim,
  type ControlDifference,
  controlDifferences,
  distinctMoments,
  momentOfControl,
  type TimeZone,
} from '#situation';
import { addressOf, momentParameter } from './addresses.js';
import { changedClaims, type ChangedClaims } from './claims-by-place.js';
import { distinctSteps, type FoundChange } from './found-change.js';
import { last_known_ms, most_moments_compared, type Reckoning } from './reckoning.js';

/**
 * Finds what each new event changed about who holds a place, at the moments in the world that its claims speak of. Both answers
 * are of the same moment, so nothing differs by the passing of time.
 */
export async function controlChanges({
  scope,
  steps,
  sides,
  agedAfterDays,
}: Reckoning): Promise<readonly FoundChange[]> {
  const { places: touched, changes } = await changedClaims(steps, controlClaimsIn, (places) =>
    controlClaimsAbout(scope, { places, knownAtMs: last_known_ms }),
  );
  const named = await placesNamed(scope, touched);
  const found: FoundChange[] = [];
  for (const one of changes) {
    const { name = one.place, timeZone: zone = 'UTC' as TimeZone } = named.get(one.place) ?? {};
    const differences = controlDifferences(one, { zone, sides, agedAfterDays });
    const moments = one.changed.map((known) => momentOfControl(known, zone));
    const compared = distinctMoments(moments, most_moments_compared).flatMap((moment) => {
      const difference = differences.at(moment.ms);
      return difference === undefined ? [] : [changeOf(one, name, moment, difference)];
    });
    found.push(...distinctSteps(compared));
  }
  return found;
}

function changeOf(
  { place: id, step: { cause } }: ChangedClaims<ControlClaim>,
  name: string,
  { at }: ComparedMoment,
  { kind, before: answered, after, heldUntilGain, reports }: ControlDifference,
): FoundChange {
  // Who held a place before a gain is told by the gain itself.
  const before = heldUntilGain?.() ?? answered;
  return {
    kind,
    place: { id, name },
    places: [id],
    actors: [...new Set([...before.holders, ...after.holders])],
    at,
    detail: {},
    before,
    after,
    reportIds: reports,
    cause,
    href: addressOf('/v1/control', { place: id, ...momentParameter(at) }),
    step: JSON.stringify([
      kind,
      ...[before, after].map((one) => [one.status, one.holders, one.conditions, one.extent, one.stale]),
    ]),
  };
}
