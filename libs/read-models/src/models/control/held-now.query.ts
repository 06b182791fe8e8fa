import {
  type ActorId,
  type Day,
  type HeldSince,
  heldSince,
  type HeldStretch,
  localDay,
  type PlaceId,
  Sides,
  type TimeZone,
} from '#situation';
import { actorRelations } from '../gazetteer/actor-relations.query.js';
import { placesNamed } from '../gazetteer/gazetteer.query.js';
import type { EditionScope } from '../../table/paging.js';
import type { ControlItem } from './control.query.js';
import { lastStretches, type StretchesQuestion, stretchesUntil } from './control-stretches.query.js';

/** How a place came to be in the hands that it is in. */
export interface HeldNow {
  /** The local day from which on it has been in the hands of these sides; null if unknown or without a beginning. */
  readonly since: Day | null;
  readonly takenFrom: readonly ActorId[];
  /** The topmost sides of its holders. */
  readonly sides: readonly ActorId[];
}

/** An answer about control, and the local day of its place that is asked about. */
export interface HeldItem extends Pick<ControlItem, 'status' | 'holders'> {
  readonly place: PlaceId;
  readonly day: Day;
  readonly zone: TimeZone;
}

type Clocks = Omit<StretchesQuestion, 'places'>;

/** Returns since when each place that is not unknown is in the hands that it is in. `lastRead`: as `lastStretches`. */
export async function heldSinceAt(
  scope: EditionScope,
  clocks: Clocks,
  items: readonly HeldItem[],
  sides: Sides,
  lastRead?: ReadonlyMap<PlaceId, readonly HeldStretch[]>,
): Promise<ReadonlyMap<PlaceId, HeldSince>> {
  const known = items.filter(({ status }) => status !== 'unknown');
  const last = lastRead ?? (await lastStretches(scope, { ...clocks, places: known.map(({ place }) => place) }));
  const found = new Map<PlaceId, HeldSince>();
  // Most answers differ from the one before; the whole of the past is read only where they do not.
  const open: HeldItem[] = [];
  for (const item of known) {
    const since = heldSince(last.get(item.place) ?? [], (actors) => sides.ofAll(actors, item.day), false);
    if (since === undefined) open.push(item);
    else found.set(item.place, since);
  }
  const whole = await stretchesUntil(scope, { ...clocks, places: open.map(({ place }) => place) });
  for (const { place, day } of open) {
    const since = heldSince(whole.get(place) ?? [], (actors) => sides.ofAll(actors, day), true);
    if (since !== undefined) found.set(place, since);
  }
  return found;
}

/** What is told of how a place came to be in the hands that it is in. */
export const heldNowOf = ({ holders, day, zone }: HeldItem, since: HeldSince | undefined, sides: Sides): HeldNow => ({
  since: since !== undefined && Number.isFinite(since.sinceMs) ? localDay(since.sinceMs, zone) : null,
  takenFrom: since?.takenFrom ?? [],
  sides: sides.ofAll(holders, day),
});

/** Returns for answers about control the local days of their places that are asked about. */
export async function heldItems(
  scope: EditionScope,
  { validAt }: Pick<Clocks, 'validAt'>,
  items: readonly Pick<ControlItem, 'place' | 'status' | 'holders'>[],
): Promise<readonly HeldItem[]> {
  const ids = items.map(({ place }) => place.id);
  const places = await placesNamed(scope, ids);
  return items.map(({ place: { id }, status, holders }) => {
    const zone = places.get(id)?.timeZone ?? 'UTC';
    return {
      place: id,
      status,
      holders,
      day: 'day' in validAt ? validAt.day : localDay(validAt.instantMs, zone),
      zone,
    };
  });
}

/** Adds to answers about control how each place came to be in the hands that it is in. */
export async function withHeldNow<Item extends ControlItem>(
  scope: EditionScope,
  clocks: Clocks,
  items: readonly Item[],
): Promise<readonly (Item & HeldNow)[]> {
  const sides = new Sides(await actorRelations(scope));
  const held = await heldItems(scope, clocks, items);
  const since = await heldSinceAt(scope, clocks, held, sides);
  return items.map((item, index) => ({
    ...item,
    ...heldNowOf(held[index] as HeldItem, since.get(item.place.id), sides),
  }));
}
