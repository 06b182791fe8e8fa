import { type Position, parsePosition } from '#event-log';
import { longitudesOf, type ActorId, type BoundingBox, type PlaceId } from '#situation';
import type { Change } from './change.js';
import type { Watch } from './question.js';

/** What is known of places and actors, for telling which watches a change concerns. */
export interface Surroundings {
  /** True when the place is the area or lies in it, at any depth. */
  readonly isWithin: (place: PlaceId, area: PlaceId) => boolean;
  /** Degrees; undefined where none is registered. */
  readonly locationOf: (place: PlaceId) => Location | undefined;
  /** The actor and all that is part of it today. */
  readonly partsOf: (actor: ActorId) => ReadonlySet<ActorId>;
}

export interface Location {
  readonly lon: number;
  readonly lat: number;
}

/** True when the watch is to report the change. */
export function concerns({ question, fromPosition }: Watch, change: Change, around: Surroundings): boolean {
  const { within, box, side, kinds, types } = question;
  return (
    kinds.includes(change.kind) &&
    isMadeSince(change, parsePosition(fromPosition) ?? []) &&
    (within === undefined || change.places.some((place) => around.isWithin(place, within))) &&
    (box === undefined || change.places.some((place) => liesIn(around.locationOf(place), box))) &&
    (side === undefined || hasAny(around.partsOf(side), change.actors)) &&
    (types === undefined || change.reports.some(({ type }) => (types as readonly string[]).includes(type)))
  );
}

/** True when one of the events behind the change lies at the position or after it. */
const isMadeSince = ({ causes }: Change, from: Position): boolean =>
  causes.some(({ partition, offset }) => offset >= (from[partition] ?? 0n));

const hasAny = (parts: ReadonlySet<ActorId>, actors: readonly ActorId[]): boolean =>
  actors.some((actor) => parts.has(actor));

export const liesIn = (location: Location | undefined, box: BoundingBox): boolean =>
  location !== undefined &&
  box.minLat <= location.lat &&
  location.lat <= box.maxLat &&
  longitudesOf(box).some(({ from, to }) => from <= location.lon && location.lon <= to);
