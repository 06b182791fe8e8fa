import { type ControlItem, heldItems, type HeldItem, type HeldNow, heldNowOf, heldSinceAt } from '#read-models/queries';
import {
  type ActorId,
  controlTimeline as resolveTimeline,
  type HeldSince,
  heldSince,
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
      const stretches = resolveTimeline(evidenceOf(told))
        .answers.filter(({ fromMs }) => fromMs <= told.atMs)
        .map(({ fromMs, toMs, value: { status, holders, transition = null } }) => ({
          fromMs,
          toMs,
          status,
          holders,
          transition,
        }));
      const now = stretches.at(-1);
      if (now === undefined || now.toMs <= told.atMs) return [];
      const since = heldSince(stretches, (actors) => voices.sides.ofAll(actors, day), true);
      return since === undefined ? [] : [[place, since] as const];
    }),
  );
}
