import { areasOf } from './tally-areas.js';
import { groupBy } from '../group-by.js';
import type { PlaceId } from '../ids.js';
import { type Days, daysOf, holdsDays, linkedStretches } from './tally-days.js';
import { Crossings } from './tally-crossings.js';
import type { TallyItem } from './tally-items.js';
import { byLead, isPartOf } from './tally-parts.js';

/** True when `place` is `area` or a part of it. */
export type IsWithin = (place: PlaceId, area: PlaceId) => boolean;

/** A running total that counts, and the totals inside it. */
export interface TotalNode {
  readonly total: TallyItem;
  /** Those on which it counts: its own, or of one that is set aside those that no larger one speaks of. */
  readonly days: Days;
  readonly isCut?: true;
  parent?: TotalNode;
  readonly children: TotalNode[];
}

/** Totals of which any two that share a day and a place lie one inside the other. */
export interface TotalForest {
  readonly roots: readonly TotalNode[];
  /** All of them; what contains another one comes first, unless that is named as a part of it. */
  readonly nodes: readonly TotalNode[];
  /** Those that merely overlap a larger one. They count on the days that it leaves them, in a node that is cut. */
  readonly aside: readonly TallyItem[];
}

/**
 * The totals that count: the larger first. One that merely overlaps one that counts already is set aside, but for the days
 * before and behind that one, if their areas are the same. Totals lie inside each other by their days and areas, or because
 * one is named as a part of the other.
 */
export function forestOf(totals: readonly TallyItem[], isWithin: IsWithin): TotalForest {
  const areas = new Areas(totals, isWithin);
  const odd = oddTotals(totals);
  const overlaps = new Overlaps(totals, areas);
  const kept: TotalNode[] = [];
  const keptOdd: TotalNode[] = [];
  const aside: TallyItem[] = [];
  for (const total of [...totals].sort(byLead)) {
    const node: TotalNode = { total, days: daysOf(total.period), children: [] };
    const beside = odd.has(total) ? kept : keptOdd;
    if (beside.some((other) => areas.clash(node, other))) {
      aside.push(total);
      continue;
    }
    if (!odd.has(total) && overlaps.any(node)) {
      aside.push(total);
      const days = overlaps.freeOf(node);
      if (days === undefined) continue;
      const rest: TotalNode = { total, days, isCut: true, children: [] };
      kept.push(rest);
      overlaps.add(rest);
      continue;
    }
    kept.push(node);
    if (odd.has(total)) keptOdd.push(node);
    else overlaps.add(node);
  }
  const nodes = outerFirst(kept, areas);
  nest(nodes, odd, areas);
  return { roots: nodes.filter(({ parent }) => parent === undefined), nodes, aside };
}

/**
 * The totals that days and areas alone do not place: those named as parts, their wholes, and those of no place that are
 * linked by shared days to one of a place.
 */
function oddTotals(totals: readonly TallyItem[]): ReadonlySet<TallyItem> {
  const linked = linkedStretches(totals, ({ period }) => daysOf(period));
  const odd = new Set(
    linked.flatMap(({ ones }) => (ones.some(hasPlace) ? ones.filter((total) => !hasPlace(total)) : [])),
  );
  const tellers = groupBy(
    totals.flatMap((total) => total.reports.map((report) => ({ report, total }))),
    ({ report }) => report,
  );
  for (const total of totals)
    for (const whole of total.partOf.flatMap((report) => tellers.get(report) ?? []))
      if (whole.total !== total) odd.add(total).add(whole.total);
  return odd;
}

const hasPlace = (item: TallyItem): boolean => areasOf(item).length > 0;

/** The areas of totals, each one place or several; a total of no place is of everywhere. */
class Areas {
  private readonly areaOf = new Map<TallyItem, string>();
  private readonly around = new Map<string, readonly string[]>();
  private readonly beside = new Map<string, readonly string[]>();

  constructor(
    totals: readonly TallyItem[],
    private readonly isWithin: IsWithin,
  ) {
    const areas = new Map<string, readonly PlaceId[]>();
    for (const total of totals) {
      const own = areasOf(total);
      const widest = own.filter((one) => !own.some((other) => other !== one && isWithin(one, other)));
      const area = widest.join('\n');
      areas.set(area, widest);
      this.areaOf.set(total, area);
    }
    const all = [...areas].filter(([area]) => area !== '');
    for (const [area, places] of all) {
      const others = all.filter(([other]) => other !== area);
      const [around, apart] = split(others, ([, larger]) => this.areIn(places, larger));
      const beside = apart.filter(([, other]) => !this.areIn(other, places) && this.meet(other, places));
      this.around.set(area, keysOf(around));
      this.beside.set(area, keysOf(beside));
    }
  }

  ofTotal(total: TallyItem): string {
    return this.areaOf.get(total) ?? '';
  }

  /** The larger areas that the area of a total lies in. */
  aroundOf(total: TallyItem): readonly string[] {
    return this.around.get(this.ofTotal(total)) ?? [];
  }

  /** The areas that share a place with that of a total, none of the two inside the other. */
  besideOf(total: TallyItem): readonly string[] {
    return this.beside.get(this.ofTotal(total)) ?? [];
  }

  private areIn(inner: readonly PlaceId[], outer: readonly PlaceId[]): boolean {
    return inner.every((place) => outer.some((area) => this.isWithin(place, area)));
  }

  private meet(a: readonly PlaceId[], b: readonly PlaceId[]): boolean {
    return a.some((one) => b.some((other) => this.isWithin(one, other) || this.isWithin(other, one)));
  }

  private lies(inner: TallyItem, outer: TallyItem): boolean {
    return !hasPlace(outer) || this.areIn(areasOf(inner), areasOf(outer));
  }

  /** True when `inner` is a part of `outer` or lies in its days and area; of two equal totals the larger contains. */
  contains(outer: TotalNode, inner: TotalNode): boolean {
    if (isPartOf(inner.total, outer.total) || isPartOf(outer.total, inner.total))
      return isPartOf(inner.total, outer.total);
    const within = (a: TotalNode, b: TotalNode) => holdsDays(b.days, a.days) && this.lies(a.total, b.total);
    return within(inner, outer) && (!within(outer, inner) || byLead(outer.total, inner.total) < 0);
  }

  /** True when two share a day and a place, and neither contains the other. */
  clash(a: TotalNode, b: TotalNode): boolean {
    return (
      a.days.from <= b.days.to &&
      b.days.from <= a.days.to &&
      (!hasPlace(a.total) || !hasPlace(b.total) || this.meet(areasOf(a.total), areasOf(b.total))) &&
      !this.contains(a, b) &&
      !this.contains(b, a)
    );
  }
}

/** Finds in a logarithm whether a total merely overlaps one of those added. */
class Overlaps {
  private readonly at = new Map<string, Crossings>();
  private readonly below = new Map<string, Crossings>();

  constructor(
    totals: readonly TallyItem[],
    private readonly areas: Areas,
  ) {
    const days = totals.map((total) => ({ ...daysOf(total.period), total }));
    for (const [area, all] of groupBy(days, ({ total }) => areas.ofTotal(total))) this.at.set(area, new Crossings(all));
    const under = days.flatMap((one) => areas.aroundOf(one.total).map((area) => ({ ...one, area })));
    for (const [area, all] of groupBy(under, (one) => one.area)) this.below.set(area, new Crossings(all));
  }

  add({ total, days }: TotalNode): void {
    this.at.get(this.areas.ofTotal(total))?.add(days);
    for (const area of this.areas.aroundOf(total)) this.below.get(area)?.add(days);
  }

  /** The days that those added leave a total of the same area; undefined for none, and where areas merely overlap. */
  freeOf(node: TotalNode): Days | undefined {
    const days = this.at.get(this.areas.ofTotal(node.total))?.freeIn(node.days);
    return days === undefined || this.any({ ...node, days }) ? undefined : days;
  }

  any({ total, days }: TotalNode): boolean {
    const { areas, at } = this;
    const area = areas.ofTotal(total);
    return (
      (at.get(area)?.crosses(days) ?? false) ||
      (this.below.get(area)?.reachesOutOf(days) ?? false) ||
      areas.aroundOf(total).some((one) => at.get(one)?.beginsOrEndsIn(days)) ||
      areas.besideOf(total).some((one) => at.get(one)?.touches(days))
    );
  }
}

const keysOf = (areas: readonly (readonly [string, unknown])[]): readonly string[] => areas.map(([key]) => key);

function split<One>(all: readonly One[], isFirst: (one: One) => boolean): readonly [readonly One[], readonly One[]] {
  const [first, second]: [One[], One[]] = [[], []];
  for (const one of all) (isFirst(one) ? first : second).push(one);
  return [first, second];
}

/** Earlier beginning, later end, larger area, larger number first: what lies inside another one comes after it. */
const outerFirst = (nodes: readonly TotalNode[], areas: Areas): readonly TotalNode[] =>
  nodes
    .map((node) => ({ node, around: areas.aroundOf(node.total).length }))
    .sort(
      (a, b) =>
        a.node.days.from - b.node.days.from ||
        b.node.days.to - a.node.days.to ||
        a.around - b.around ||
        byLead(a.node.total, b.node.total),
    )
    .map(({ node }) => node);

/** Puts each total into the innermost one that contains it. */
function nest(nodes: readonly TotalNode[], odd: ReadonlySet<TallyItem>, areas: Areas): void {
  const ranks = new Map(nodes.map((node, rank) => [node, rank]));
  const inner = (a: TotalNode | undefined, b: TotalNode): TotalNode =>
    a !== undefined && (ranks.get(a) ?? 0) > (ranks.get(b) ?? 0) ? a : b;
  const stacks = new Map<string, TotalNode[]>();
  const oddNodes = nodes.filter(({ total }) => odd.has(total));
  for (const node of nodes) {
    if (odd.has(node.total)) continue;
    let found: TotalNode | undefined;
    const area = areas.ofTotal(node.total);
    for (const one of [area, ...areas.aroundOf(node.total)]) {
      const stack = stacks.get(one);
      while ((stack?.at(-1)?.days.to ?? node.days.from) < node.days.from) stack?.pop();
      const top = stack?.at(-1);
      if (top !== undefined && holdsDays(top.days, node.days)) found = inner(found, top);
    }
    for (const other of oddNodes) if (areas.contains(other, node)) found = inner(found, other);
    const own = stacks.get(area);
    if (own === undefined) stacks.set(area, [node]);
    else own.push(node);
    if (found !== undefined) node.parent = found;
  }
  for (const node of oddNodes) {
    const parent = parentOfOdd(node, nodes, areas);
    if (parent !== undefined) node.parent = parent;
  }
  for (const node of nodes) node.parent?.children.push(node);
}

/** The innermost container within the largest of the outermost ones; none where it would be inside itself. */
function parentOfOdd(node: TotalNode, nodes: readonly TotalNode[], areas: Areas): TotalNode | undefined {
  const around = nodes.filter((other) => other !== node && areas.contains(other, node));
  const all = new Set(around);
  const [largest] = around
    .filter(({ parent }) => parent === undefined || !all.has(parent))
    .sort((a, b) => byLead(a.total, b.total));
  let innermost = largest;
  const within = new Set([largest]);
  for (const other of around)
    if (other.parent !== undefined && within.has(other.parent)) {
      within.add(other);
      innermost = other;
    }
  for (let at = innermost; at !== undefined; at = at.parent) if (at === node) return undefined;
  return innermost;
}
