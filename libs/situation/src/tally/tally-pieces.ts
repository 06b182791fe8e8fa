import { areasOf } from './tally-areas.js';
import { groupBy } from '../group-by.js';
import type { PlaceId } from '../ids.js';
import {
  type Days,
  daysIn,
  daysOf,
  type IntervalRule,
  sharedDays,
  spreadDays,
  type WeightedDays,
  weightOf,
} from './tally-days.js';
import { most_counts_placed, TooManyCounts } from './tally-windows.js';
import type { IsWithin, TotalForest, TotalNode } from './tally-forest.js';
import type { TallyItem } from './tally-items.js';
import { isPartOf, type Part } from './tally-parts.js';

/** As much of an item as lies in one total and in none inside that, and on which days; none where it cannot be dated. */
export interface Piece extends Part {
  readonly days: readonly WeightedDays[];
}

/** Which pieces of items lie directly in which total; under `undefined` those that lie in none. */
export type PiecesIn = ReadonlyMap<TotalNode | undefined, readonly Piece[]>;

/**
 * Divides items among the totals: by their days and places, or whole where they are named as a part of one.
 *
 * @throws {TooManyCounts} when more pieces come of it than one answer places.
 */
export function piecesIn(
  items: readonly TallyItem[],
  forest: TotalForest,
  isWithin: IsWithin,
  rule: IntervalRule,
): PiecesIn {
  const pieces = new Map<TotalNode | undefined, Piece[]>();
  let left = most_counts_placed;
  const add = (node: TotalNode | undefined, piece: Piece): void => {
    left -= 1;
    if (left < 0) throw new TooManyCounts();
    const own = pieces.get(node);
    if (own === undefined) pieces.set(node, [piece]);
    else own.push(piece);
  };
  const wholesOf = namedWholes(forest);
  const stretchesOf = stretchesAt(forest, isWithin);
  for (const item of items) {
    const days = spreadDays(item, rule);
    const named = wholesOf(item);
    const whole = { item, share: 1, days: days ?? [] };
    if (named !== undefined || forest.nodes.length === 0) add(named, whole);
    else if (days === undefined) add(undatedIn(item, stretchesOf(item)), whole);
    else
      for (const [node, some] of divide(days, stretchesOf(item)))
        add(node, { item, share: some === days ? 1 : weightOf(some), days: some });
  }
  return pieces;
}

/** The innermost total that an item is named as a part of. */
function namedWholes({ nodes }: TotalForest): (item: TallyItem) => TotalNode | undefined {
  const tellers = groupBy(
    nodes.flatMap((node) => node.total.reports.map((report) => ({ report, node }))),
    ({ report }) => report,
  );
  const ranks = new Map(nodes.map((node, rank) => [node, rank]));
  return (item) =>
    item.partOf
      .flatMap((report) => tellers.get(report) ?? [])
      .map(({ node }) => node)
      .filter(({ total }) => isPartOf(item, total))
      .sort((a, b) => (ranks.get(b) ?? 0) - (ranks.get(a) ?? 0))[0];
}

/** Days that lie directly in one total. */
interface Stretch extends Days {
  readonly node: TotalNode;
}

/** What lies in which total at the places of an item, in order of days; worked out once for all places in the same areas. */
function stretchesAt({ roots, nodes }: TotalForest, isWithin: IsWithin): (item: TallyItem) => readonly Stretch[] {
  const areas = new Map(nodes.map(({ total }) => [areasOf(total).join('\n'), areasOf(total)]));
  const byAreas = new Map<string, readonly Stretch[]>();
  const byPlaces = new Map<string, readonly Stretch[]>();
  const find = (places: readonly PlaceId[]): readonly Stretch[] => {
    const isIn = (area: readonly PlaceId[]) =>
      area.length === 0 || places.every((place) => area.some((one) => isWithin(place, one)));
    const around = new Set([...areas].flatMap(([key, area]) => (isIn(area) ? key : [])));
    const key = [...around].join('\n\n');
    const known = byAreas.get(key) ?? stretchesAmong(roots, around);
    byAreas.set(key, known);
    return known;
  };
  return (item) => {
    const places = areasOf(item);
    const key = places.join('\n');
    const known = byPlaces.get(key) ?? find(places);
    byPlaces.set(key, known);
    return known;
  };
}

function stretchesAmong(roots: readonly TotalNode[], around: ReadonlySet<string>): readonly Stretch[] {
  const isAround = ({ total }: TotalNode) => around.has(areasOf(total).join('\n'));
  const stretches: Stretch[] = [];
  const open: { readonly node?: TotalNode; readonly days: Days; readonly inner: readonly TotalNode[] }[] = [
    { days: daysOf({}), inner: roots },
  ];
  const put = (node: TotalNode | undefined, from: number, to: number): void => {
    if (node !== undefined && from <= to) stretches.push({ node, from, to });
  };
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, days, inner } = next;
    let from = days.from;
    for (const child of [...inner].filter(isAround).sort((a, b) => a.days.from - b.days.from)) {
      const own = sharedDays(child.days, { from, to: days.to });
      if (own === undefined) continue;
      put(node, from, own.from - 1);
      open.push({ node: child, days: own, inner: child.children });
      from = own.to + 1;
    }
    put(node, from, days.to);
  }
  return stretches.sort((a, b) => a.from - b.from);
}

/** The days of an item by the totals that they lie in. */
function divide(
  days: readonly WeightedDays[],
  stretches: readonly Stretch[],
): ReadonlyMap<TotalNode | undefined, readonly WeightedDays[]> {
  const touched = days.flatMap((one) => stretchesIn(stretches, one));
  const [only] = touched;
  if (only === undefined) return new Map([[undefined, days]]);
  if (days.every((one) => only.from <= one.from && one.to <= only.to)) return new Map([[only.node, days]]);
  const divided = new Map<TotalNode | undefined, readonly WeightedDays[]>();
  const put = (node: TotalNode | undefined, some: readonly WeightedDays[]): void => {
    if (some.length > 0) divided.set(node, [...(divided.get(node) ?? []), ...some]);
  };
  for (const one of days) {
    let { from } = one;
    for (const stretch of stretchesIn(stretches, one)) {
      put(undefined, daysIn([one], { from, to: stretch.from - 1 }));
      put(stretch.node, daysIn([one], stretch));
      from = stretch.to + 1;
    }
    put(undefined, daysIn([one], { from, to: one.to }));
  }
  return divided;
}

/** The stretches that share a day with these. */
function stretchesIn(stretches: readonly Stretch[], { from, to }: Days): readonly Stretch[] {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.to ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while ((stretches[end]?.from ?? Number.POSITIVE_INFINITY) <= to) end += 1;
  return stretches.slice(low, end);
}

/** What may lie inside a total, but cannot be dated, is taken to: it is never added. */
const undatedIn = ({ period }: TallyItem, stretches: readonly Stretch[]): TotalNode | undefined =>
  stretches.find(({ from }) => from <= daysOf(period).to)?.node;
