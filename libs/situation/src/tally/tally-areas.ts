import type { PlaceId } from '../ids.js';
import type { TallyItem } from './tally-item.js';

type Placed = Pick<TallyItem, 'places' | 'groups'>;

const known = new WeakMap<Placed, readonly PlaceId[]>();

/** Where an item counts: at its places; where several groups are rolled up, for its group there. */
export function areasOf(item: Placed): readonly PlaceId[] {
  const { places, groups } = item;
  if (groups === undefined) return places;
  const areas = known.get(item) ?? (places.length === 0 ? [''] : places).map((place) => `${groups.join('+')}~${place}`);
  known.set(item, areas);
  return areas;
}

/** Compares areas of several groups: what is counted of one group lies in what is counted of it, or of one that it is part of. */
export const amongGroups =
  (isWithin: (place: PlaceId, area: PlaceId) => boolean) =>
  (inner: PlaceId, outer: PlaceId): boolean => {
    const [a, b] = [readArea(inner), readArea(outer)];
    const isOfGroup = a.groups.includes(b.groups[0] ?? '');
    return isOfGroup && (a.place === '' || b.place === '' || isWithin(a.place, b.place));
  };

function readArea(area: string): { readonly groups: readonly string[]; readonly place: PlaceId } {
  const [groups = '', place = ''] = area.split('~');
  return { groups: groups.split('+'), place };
}
