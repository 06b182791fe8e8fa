import type { WalkedTable } from '#read-models';
import type { Columns } from './plain-row.js';

type SpanRule = NonNullable<WalkedTable['spans']>;

interface Rectangle {
  readonly row: Columns;
  readonly knownFromMs: number;
  readonly knownToMs: number;
  readonly validFromMs: number;
  readonly validToMs: number;
}

/** Pairs of rows that hold at once where only one may. Each row is compared with its neighbours alone. */
export function overlapsOf(
  rows: readonly Columns[],
  { within, valid }: SpanRule,
): readonly (readonly [Columns, Columns])[] {
  const groups = new Map<string, Rectangle[]>();
  for (const row of rows) {
    const group = JSON.stringify(within.map((column) => row[column]));
    const placed = rectangleOf(row, valid);
    if (placed.knownFromMs >= placed.knownToMs) continue;
    groups.set(group, [...(groups.get(group) ?? []), placed]);
  }
  return [...groups.values()].flatMap(overlapsWithin);
}

const rectangleOf = (row: Columns, valid: boolean): Rectangle => ({
  row,
  knownFromMs: Number(row['known_from']),
  knownToMs: Number(row['known_to']),
  validFromMs: valid ? Number(row['valid_from']) : -Infinity,
  validToMs: valid ? Number(row['valid_to']) : Infinity,
});

/**
 * Sweeps over known time. The rows that hold at one known time lie side by side in valid time, so a row that comes can
 * only overlap with the one before it or the one after it.
 */
function overlapsWithin(all: readonly Rectangle[]): readonly (readonly [Columns, Columns])[] {
  const open: Rectangle[] = [];
  const ends = [...all].sort((a, b) => a.knownToMs - b.knownToMs);
  const found: (readonly [Columns, Columns])[] = [];
  let ended = 0;
  for (const one of [...all].sort((a, b) => a.knownFromMs - b.knownFromMs)) {
    for (; (ends[ended]?.knownToMs ?? Infinity) <= one.knownFromMs; ended += 1) {
      const index = open.indexOf(ends[ended] as Rectangle);
      if (index >= 0) open.splice(index, 1);
    }
    const place = countBefore(open, one.validFromMs);
    const [before, after] = [open[place - 1], open[place]];
    if (before !== undefined && before.validToMs > one.validFromMs) found.push([before.row, one.row]);
    else if (after !== undefined && after.validFromMs < one.validToMs) found.push([after.row, one.row]);
    open.splice(place, 0, one);
  }
  return found;
}

/** How many of these, in order of valid time, begin before `ms`; by bisection. */
function countBefore(open: readonly Rectangle[], ms: number): number {
  let [low, high] = [0, open.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((open[middle] as Rectangle).validFromMs < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
