import type { PlaceId } from '../ids.js';
import type { TallyItem } from './tally-item.js';

type Placed = Pick<TallyItem, 'places' | 'groups' | 'doers' | 'basis'>;

const known = new WeakMap<Placed, readonly PlaceId[]>();

/** Where an item counts: at its places; where several groups are rolled up, for its group there; where totals name doers, by its own. */
export function areasOf(item: Placed): readonly PlaceId[] {
  const { places, groups = [], doers, basis } = item;
  if (item.groups === undefined && doers === undefined) return places;
  const doneBy = doers === undefined ? '' : `${basis === 'incremental' ? of_some : of_all}${doers.join('+')}`;
  const label = `${groups.join('+')}~${doneBy}`;
  const areas = known.get(item) ?? (places.length === 0 ? [''] : places).map((place) => `${label}~${place}`);
  known.set(item, areas);
  return areas;
}

/** Before the doers of an incident, which lies where one of them does; and before those of a total, which lies where all of them do. */
const of_some = '?';
const of_all = '*';

/**
 * Compares areas of several groups and doers: what is counted of one group lies in what is counted of it, or of one that it is part
 * of; what somebody did in what he did, or one that he is part of, or anybody. What nobody knows who did may lie in all.
 */
export const amongGroups =
  (isWithin: (place: PlaceId, area: PlaceId) => boolean) =>
  (inner: PlaceId, outer: PlaceId): boolean => {
    if (!inner.includes('~') || !outer.includes('~')) return isWithin(inner, outer);
    const [a, b] = [readArea(inner), readArea(outer)];
    const isOfGroup = a.groups.includes(b.groups[0] ?? '');
    return (
      isOfGroup && isDoneWithin(a.doneBy, b.doneBy) && (a.place === '' || b.place === '' || isWithin(a.place, b.place))
    );
  };

function isDoneWithin(inner: string, outer: string): boolean {
  const [a, b] = [doersIn(inner), doersIn(outer)];
  if (b.length === 0) return true;
  const outers = new Set(b.map(([doer]) => doer));
  const isIn = (names: readonly string[]): boolean => names.some((name) => outers.has(name));
  return inner.startsWith(of_some) ? a.length === 0 || a.some(isIn) : a.length > 0 && a.every(isIn);
}

const doersIn = (doneBy: string): readonly (readonly string[])[] =>
  doneBy.length < 2
    ? []
    : doneBy
        .slice(1)
        .split('+')
        .map((names) => names.split('/'));

interface Area {
  readonly groups: readonly string[];
  readonly doneBy: string;
  readonly place: PlaceId;
}

function readArea(area: string): Area {
  const [groups = '', doneBy = '', place = ''] = area.split('~');
  return { groups: groups.split('+'), doneBy, place };
}
