import {
  type ControlItem,
  heldItems,
  type HeldItem,
  type HeldNow,
  heldNowOf,
  heldSinceAt,
  stretchesUntil,
} from '#read-models/queries';
import {
  type ActorId,
  controlTimeline as resolveTimeline,
  type HeldSince,
  heldSince,
  heldStretches,
  type HeldStretch,
  type PlaceId,
  type Sides,
  type Voices,
} from '#situation';
import { hearControl, type Hearing, isStored, sidesIn, voicesIn } from '../reading/heard-claims.js';
import { evidenceOf } from './control-reading.js';

/** Returns for each of these places how it came to be in the hands that it is in, under the question's policy. */
export async function heldNowUnder(
  hearing: Hearing,
  items: readonly HeldItem[],
  lastRead?: Parameters<typeof heldSinceAt>[4],
): Promise<ReadonlyMap<PlaceId, HeldNow>> {
  const { scope, validAt, knownAtMs } = hearing;
  const told = (sides: Sides, since: ReadonlyMap<PlaceId, HeldSince>) =>
    new Map(items.map((item) => [item.place, heldNowOf(item, since.get(item.place), sides)]));
  if (isStored(hearing)) {
    const sides = await sidesIn(scope);
    return told(sides, await heldSinceAt(scope, { validAt, knownAtMs }, items, sides, lastRead));
  }
  const voices = await voicesIn(scope);
  return told(voices.sides, await sinceAnew(hearing, items, voices));
}

/** As `heldNowUnder`, of answers that do not tell the day and the zone of their place. */
export const heldNow = async (
  hearing: Hearing,
  items: readonly ControlItem[],
): Promise<ReadonlyMap<PlaceId, HeldNow>> => heldNowUnder(hearing, await heldItems(hearing.scope, hearing, items));

/** The actors that an answer about control names. */
export const actorsIn = ({
  holders,
  transition,
  sides,
  takenFrom,
}: Pick<ControlItem, 'holders' | 'transition'> & Omit<HeldNow, 'since'>): readonly ActorId[] => [
  ...holders,
  ...sides,
  ...takenFrom,
  ...(transition?.from ?? []),
  ...(transition?.to ?? []),
];

/** Returns how these places were held over valid time until the question's moment, under its policy. */
export async function stretchesUnder(
  hearing: Hearing,
  places: readonly PlaceId[],
): Promise<ReadonlyMap<PlaceId, readonly HeldStretch[]>> {
  const { scope, validAt, knownAtMs } = hearing;
  if (places.length === 0) return new Map();
  if (isStored(hearing)) return stretchesUntil(scope, { validAt, knownAtMs, places });
  const claimsOf = await hearControl(hearing, places, await voicesIn(scope));
  const counted = places.map((place) => [place, claimsOf(place)] as const);
  return new Map(counted.map(([place, one]) => [place, heldStretches(resolveTimeline(evidenceOf(one)), one.atMs)]));
}

async function sinceAnew(
  hearing: Hearing,
  items: readonly HeldItem[],
  voices: Voices,
): Promise<ReadonlyMap<PlaceId, HeldSince>> {
  const heard = await hearControl(
    hearing,
    items.map(({ place }) => place),
    voices,
  );
  return new Map(
    items.flatMap(({ place, day }) => {
      const told = heard(place);
      const stretches = heldStretches(resolveTimeline(evidenceOf(told)), told.atMs);
      const now = stretches.at(-1);
      if (now === undefined || now.toMs <= told.atMs) return [];
      const since = heldSince(stretches, (actors) => voices.sides.ofAll(actors, day), true);
      return since === undefined ? [] : [[place, since] as const];
    }),
  );
}
