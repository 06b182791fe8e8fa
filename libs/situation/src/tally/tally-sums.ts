import { floorOf, type Range, rangeOf, withOwnBounds } from './range.js';
import {
  type Counted,
  hasBounds,
  isExclusive,
  isSpread,
  type Part,
  type RangeEnd,
  rangeEnds,
  rangeOfPart,
  type SumPart,
} from './tally-parts.js';

/** One end of a sum: of how many parts, what those add up to that give it. */
interface End {
  readonly parts: number;
  readonly given: number;
  readonly sum: number;
}
type Ends = Readonly<Record<RangeEnd, End>>;

/** Parts of a sum, listed only where they are asked for. */
type PartTree =
  | { readonly parts: readonly SumPart[] }
  | { readonly joined: readonly PartTree[] }
  | { readonly tree: PartTree; readonly only: readonly RangeEnd[] };

/**
 * A sum that is weighed and not listed: joining two costs the same however many parts they have. `plain` are the ranges
 * as told, `single` those with single numbers as their own bounds, which count beside what is spread or has bounds.
 */
export interface Sum {
  readonly plain: Ends;
  readonly single: Ends;
  /** The floors of its parts, each divided evenly over its days. */
  readonly evenFloor: number;
  /** What it is compared by: of each part, divided likewise, the best, or the low where it gives none. */
  readonly lead: number;
  readonly isSpread: boolean;
  readonly hasBounds: boolean;
  /** True if something of it bears the low alone: beside that each single number is its own floor. */
  readonly hasFloor: boolean;
  readonly lowExclusive: boolean;
  readonly size: number;
  readonly tree: PartTree;
}

const endOf = (value: number | undefined): End => ({ parts: 1, given: value === undefined ? 0 : 1, sum: value ?? 0 });
const joinEnds = (all: readonly End[]): End => {
  let [parts, given, sum] = [0, 0, 0];
  for (const one of all) {
    parts += one.parts;
    given += one.given;
    sum += one.sum;
  }
  return { parts, given, sum };
};
const endsOf = ({ low, best, high }: Range): Ends => ({ low: endOf(low), best: endOf(best), high: endOf(high) });
const joinAll = (all: readonly Ends[]): Ends => ({
  low: joinEnds(all.map(({ low }) => low)),
  best: joinEnds(all.map(({ best }) => best)),
  high: joinEnds(all.map(({ high }) => high)),
});

/** One part as a sum that bears every end. */
export function sumOfPart(part: Part): Sum {
  const { item, share } = part;
  const range = rangeOfPart(part);
  return {
    plain: endsOf(range),
    single: endsOf(withOwnBounds(range)),
    evenFloor: (floorOf(item) ?? 0) * share,
    lead: (item.best ?? item.low ?? 0) * share,
    isSpread: isSpread(part),
    hasBounds: hasBounds(part),
    hasFloor: false,
    lowExclusive: isExclusive(part),
    size: 1,
    tree: { parts: [{ ...part, bears: rangeEnds }] },
  };
}

export const joinSums = (all: readonly Sum[]): Sum =>
  all.length === 1 && all[0] !== undefined
    ? all[0]
    : {
        plain: joinAll(all.map(({ plain }) => plain)),
        single: joinAll(all.map(({ single }) => single)),
        evenFloor: all.reduce((sum, { evenFloor }) => sum + evenFloor, 0),
        lead: all.reduce((sum, { lead }) => sum + lead, 0),
        isSpread: all.some((one) => one.isSpread),
        hasBounds: all.some((one) => one.hasBounds),
        hasFloor: all.some((one) => one.hasFloor),
        lowExclusive: all.some(({ lowExclusive }) => lowExclusive),
        size: all.reduce((sum, { size }) => sum + size, 0),
        tree: { joined: all.map(({ tree }) => tree) },
      };

/** A sum with the floor of another under its best and high: a single number is its own. */
export function floorUnder(sum: Sum, floor: Sum): Sum {
  const under = (mode: 'plain' | 'single'): Ends => ({ ...sum[mode], low: floor.single.low });
  return {
    plain: under('plain'),
    single: under('single'),
    evenFloor: floor.evenFloor,
    lead: Math.max(sum.lead, floor.evenFloor),
    isSpread: sum.isSpread || floor.isSpread,
    hasBounds: sum.hasBounds,
    hasFloor: true,
    lowExclusive: floor.lowExclusive,
    size: sum.size + floor.size,
    tree: {
      joined: [
        { tree: sum.tree, only: ['best', 'high'] },
        { tree: floor.tree, only: ['low'] },
      ],
    },
  };
}

/** A sum with the high of another over its low and best: a single number is its own. */
export function ceilingOver(sum: Sum, ceiling: Sum): Sum {
  const over = (mode: 'plain' | 'single'): Ends => ({ ...sum[mode], high: ceiling.plain.high });
  return {
    plain: over('plain'),
    single: over('single'),
    evenFloor: sum.evenFloor,
    lead: sum.lead,
    isSpread: true,
    hasBounds: true,
    hasFloor: sum.hasFloor,
    lowExclusive: sum.lowExclusive,
    size: sum.size + ceiling.size,
    tree: {
      joined: [
        { tree: sum.tree, only: ['low', 'best'] },
        { tree: ceiling.tree, only: ['high'] },
      ],
    },
  };
}

const rangeOfEnds = ({ low, best, high }: Ends): Range => {
  const whole = ({ parts, given, sum }: End) => (parts > 0 && given === parts ? sum : undefined);
  return rangeOf({ low: low.given > 0 ? low.sum : undefined, best: whole(best), high: whole(high) });
};

export function rangeOfSum({ plain, single, ...sum }: Sum): Range {
  if (sum.isSpread || sum.hasBounds) return rangeOfEnds(single);
  return rangeOfEnds(sum.hasFloor ? { ...plain, low: single.low } : plain);
}

/** The least that a sum comes to, single numbers as their own floor. */
export const floorOfSum = ({ single }: Sum): number | undefined => rangeOfEnds(single).low;

/** The parts of a sum. */
export function listParts(sum: Sum): readonly SumPart[] {
  const parts: SumPart[] = [];
  const open: { readonly tree: PartTree; readonly ends: readonly RangeEnd[] }[] = [{ tree: sum.tree, ends: rangeEnds }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { tree, ends } = next;
    if ('joined' in tree)
      for (let at = tree.joined.length - 1; at >= 0; at -= 1) open.push({ tree: tree.joined[at] as PartTree, ends });
    else if ('only' in tree) open.push({ tree: tree.tree, ends: ends.filter((end) => tree.only.includes(end)) });
    else if (ends.length === rangeEnds.length) for (const part of tree.parts) parts.push(part);
    else
      for (const part of tree.parts) {
        const bears = part.bears.filter((end) => ends.includes(end));
        if (bears.length > 0) parts.push({ ...part, bears });
      }
  }
  return parts;
}

export const countedOfSum = (sum: Sum): Counted => ({
  ...rangeOfSum(sum),
  parts: listParts(sum),
  lowExclusive: sum.lowExclusive,
});
