import type { ControlItem } from '#projections/queries';

/** A place whose answer differs between two readings. */
export interface ControlChange {
  readonly place: ControlItem['place'];
  readonly before: Omit<ControlItem, 'place'>;
  readonly after: Omit<ControlItem, 'place'>;
}

/**
 * The places whose answers differ, in the order of `after`; both readings list the same places. What an answer says
 * counts: status, holders, conditions, extent, stale and confidence. Another report behind the same answer is no change.
 */
export function controlChanges(
  before: readonly ControlItem[],
  after: readonly ControlItem[],
): readonly ControlChange[] {
  const earlier = new Map(before.map((item) => [item.place.id, item]));
  return after.flatMap((item) => {
    const was = earlier.get(item.place.id);
    if (was === undefined || said(was) === said(item)) return [];
    const { place, ...now } = item;
    const { place: _same, ...then } = was;
    return [{ place, before: then, after: now }];
  });
}

const said = ({ status, holders, conditions, extent, stale, confidence }: ControlItem): string =>
  JSON.stringify([status, [...holders].sort(), [...conditions].sort(), extent, stale, confidence]);
