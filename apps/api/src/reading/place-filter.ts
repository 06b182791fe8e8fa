import type { EditionScope, PlaceFilter } from '#read-models/queries';
import { type PlaceId, readBoundingBox } from '#situation';
import { requireRegistered } from './registered-names.js';

/** How a question narrows down the places that it is about, as it was sent. */
export interface PlacesAsked {
  readonly within?: PlaceId;
  readonly bbox?: string;
}

/**
 * The places that are meant.
 *
 * @throws {Rejected} `not_found` when `within` is not registered.
 */
export async function placeFilterOf(scope: EditionScope, { within, bbox }: PlacesAsked): Promise<PlaceFilter> {
  await requireRegistered(scope, 'place', 'within', within);
  const box = bbox === undefined ? undefined : readBoundingBox(bbox);
  return { ...(within === undefined ? {} : { within }), ...(box === undefined ? {} : { box }) };
}
