import type { Reckoning } from './tally-answer.js';
import { groupBy } from '../group-by.js';
import type { TallyFlag } from './tally-items.js';
import { addCounted } from './tally-parts.js';

/** What is to be summed: these groups, these measures, or both. What is not named here is never summed. */
export interface NamedSums {
  readonly groups?: readonly string[];
  readonly measures?: readonly string[];
}

/** One reckoning for everything named, for each unit and whatever else is not summed; each flagged as a sum. */
export function sumNamed(all: readonly Reckoning[], { groups, measures }: NamedSums): readonly Reckoning[] {
  if (groups === undefined && measures === undefined) return all;
  const kept = ({ measure, group, unit }: Reckoning): string =>
    [measures === undefined ? measure : '', groups === undefined ? group : '', unit].join(' ');
  const terms = (groups?.length ?? 1) * (measures?.length ?? 1);
  return [...groupBy(all, kept).values()].map((same) => {
    const [first] = same as [Reckoning];
    const labels = { measure: measures?.join('+') ?? first.measure, group: groups?.join('+') ?? first.group };
    return { ...sumOf(same, terms), ...labels };
  });
}

/** A group of which nothing is recorded makes the sum incomplete: unknown is not zero. */
function sumOf(all: readonly Reckoning[], terms: number): Reckoning {
  const [first] = all as [Reckoning];
  const flags = new Set<TallyFlag>(['summed', ...all.flatMap((one) => [...one.flags])]);
  const itemised = addCounted(all.map((one) => one.itemised));
  const tellers = new Set(itemised.parts.flatMap(({ item }) => item.reports));
  if (all.length < terms) flags.add('sum_incomplete');
  if (itemised.parts.some(({ item }) => item.partOf.some((report) => tellers.has(report)))) flags.add('parts_summed');
  // What is derived for one group is said where that group is asked for alone.
  for (const flag of ['derived', 'order_assumed'] as const) flags.delete(flag);
  return {
    measure: first.measure,
    group: first.group,
    unit: first.unit,
    itemised,
    combined: addCounted(all.map((one) => one.combined)),
    flags,
    listed: all.flatMap((one) => one.listed),
    aside: all.flatMap((one) => one.aside),
    comparisons: new Map(all.flatMap((one) => [...one.comparisons])),
    running: new Set(all.flatMap((one) => [...one.running])),
  };
}
