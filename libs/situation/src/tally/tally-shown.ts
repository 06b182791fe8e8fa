import { groupBy } from '../group-by.js';
import {
  addParts,
  type Counted,
  isExclusive,
  type Part,
  type RangeEnd,
  rangeEnds,
  rounding_slack,
  type SumPart,
} from './tally-parts.js';
import type { Piece } from './tally-pieces.js';
import { listParts } from './tally-sums.js';
import { above, ceilingOf, greatest, rangeOf } from './range.js';
import { daysOf } from './tally-days.js';
import type { TallyItem } from './tally-items.js';
import type { Rest, WeighedTotals } from './tally-totals.js';
import type { Windows } from './tally-windows.js';

/** What of a weighed question lies in one window. */
interface Shown {
  /** By cluster; under `undefined` what belongs to none. */
  readonly parts: Map<number | undefined, SumPart[]>;
  lowExclusive: boolean;
}

/**
 * What lies in each window, of an answer that was weighed once: so windows side by side add up to the whole. A total
 * that lies in a window with all that is in it is shown as what it comes to; of another one, what is itemised in its own
 * days, and its remainder by the share of the days. An item that is divided between totals is in each of them or in none:
 * with these it comes to no less than what is itemised in the window, `itemised`.
 */
export function shownIn(
  { outermost, outside, dropped, clusters }: WeighedTotals,
  windows: Windows,
  itemised: readonly (readonly Part[])[],
): readonly Counted[] {
  const shown = windows.windows.map((): Shown => ({ parts: new Map(), lowExclusive: false }));
  const add = (at: number, cluster: number | undefined, parts: readonly SumPart[], isMore: boolean): void =>
    addTo(shown[at], cluster, parts, isMore);
  const put = (at: number, part: Part, cluster: number | undefined): void =>
    add(at, cluster, [{ ...part, bears: rangeEnds }], isExclusive(part));
  const putPiece = ({ item, share, days }: Piece, isInFull: boolean): void => {
    const open = windows.openOne;
    const counted = isInFull ? ({ item, isAtFloor: true } as const) : { item };
    if (days.length === 0 && open !== undefined) put(open, { ...counted, share }, clusters.get(item));
    for (const [at, some] of windows.sharesOf(days))
      if (some > rounding_slack) put(at, { ...counted, share: some }, clusters.get(item));
  };
  const rests: PlacedRest[] = [];
  const open = outermost.map((total) => ({ total, cluster: clusters.get(total.total), isInFull: false })).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { total, cluster } = next;
    const at = windows.holding(total.days);
    if (at !== undefined) {
      const parts = listParts(total.whole);
      add(at, cluster, next.isInFull ? parts.map(asAtFloor) : parts, total.whole.lowExclusive);
      continue;
    }
    const isInFull = next.isInFull || total.isFull;
    for (const piece of total.pieces) putPiece(piece, isInFull);
    for (const inner of total.inner) open.push({ total: inner, cluster, isInFull });
    if (total.rest === undefined) continue;
    const { remainder, days } = total.rest;
    const part = { item: total.total, remainder, ...(next.isInFull ? { isAtFloor: true as const } : {}) };
    rests.push({ part, days, cluster, isNothing: greatest(Object.values(remainder)) === 0 });
  }
  for (const { part, days, cluster } of rests.filter(({ isNothing }) => !isNothing))
    for (const [at, share] of windows.sharesOf(days)) if (share >= rounding_slack) put(at, { ...part, share }, cluster);
  for (const piece of outside) putPiece(piece, false);
  const summed = shown.map(({ parts, lowExclusive }, at) => ({
    parts: flooredByCluster(parts, itemised[at] ?? [], clusters),
    lowExclusive,
  }));
  boundByDropped(dropped, windows, summed);
  addNone(rests, windows, summed);
  return summed.map(({ parts, lowExclusive }) => ({ ...addParts(parts), parts, lowExclusive }));
}

/** What a total has beyond what is itemised in it. */
interface PlacedRest {
  readonly part: Omit<Part, 'share'>;
  readonly days: Rest['days'];
  readonly cluster: number | undefined;
  readonly isNothing: boolean;
}

/** The parts of each window. */
type Summed = readonly { readonly parts: SumPart[] }[];

function boundByDropped(dropped: readonly TallyItem[], windows: Windows, summed: Summed): void {
  for (const total of dropped)
    for (const at of windows.touching(daysOf(total.period))) {
      const { parts = [] } = summed[at] ?? {};
      const high = parts.length === 0 ? 0 : addParts(parts).high;
      if (above(ceilingOf(total), high)) boundBy(total, parts);
    }
}

/** Where a total has nothing beyond what is itemised on other days, and nothing else speaks of these, they have none. */
function addNone(rests: readonly PlacedRest[], windows: Windows, summed: Summed): void {
  for (const { part, days } of rests.filter(({ isNothing }) => isNothing))
    for (const [at, share] of windows.sharesOf(days)) {
      const parts = summed[at]?.parts;
      if (share >= rounding_slack && parts?.length === 0) parts.push({ ...part, share: 1, bears: rangeEnds });
    }
}

const asAtFloor = (part: SumPart): SumPart => ({ ...part, isAtFloor: true });

function addTo(
  window: Shown | undefined,
  cluster: number | undefined,
  parts: readonly SumPart[],
  isMore: boolean,
): void {
  if (window === undefined) return;
  const known = window.parts.get(cluster);
  if (known === undefined) window.parts.set(cluster, [...parts]);
  else for (const part of parts) known.push(part);
  window.lowExclusive ||= isMore;
}

const flooredByCluster = (
  parts: Shown['parts'],
  items: readonly Part[],
  clusters: WeighedTotals['clusters'],
): SumPart[] => {
  const byCluster = groupBy(items, ({ item }) => clusters.get(item));
  return [...parts].flatMap(([cluster, own]) =>
    cluster === undefined ? own : floored(own, byCluster.get(cluster) ?? []),
  );
};

/** The parts, with the low of these items where that is more. */
function floored(parts: readonly SumPart[], items: readonly Part[]): readonly SumPart[] {
  const floor = items.map((part): SumPart => ({ ...part, bears: ['low'] }));
  if ((addParts(floor).low ?? -1) <= (addParts(parts).low ?? -1)) return parts;
  return [...bearingOnly(parts, ['best', 'high']), ...floor];
}

const bearingOnly = (parts: readonly SumPart[], ends: readonly RangeEnd[]): readonly SumPart[] =>
  parts
    .map((part) => ({ ...part, bears: part.bears.filter((end) => ends.includes(end)) }))
    .filter(({ bears }) => bears.length > 0);

/** A total that does not count is a bound all the same: the high is no less than what it says, even where nothing counts. */
function boundBy(item: TallyItem, parts: SumPart[]): void {
  const others = bearingOnly(parts.splice(0), ['low', 'best']);
  const high = rangeOf({ low: undefined, best: undefined, high: ceilingOf(item) });
  for (const part of others) parts.push(part);
  parts.push({ item, share: 1, remainder: high, bears: ['high'] });
}
