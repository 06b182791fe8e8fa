import { type Box, boxOfLabel, type Drawn, type Label, overlap } from './boxes.js';

/** From the edge of the map to the columns. */
const margin_px = 14;
const mark_px = 7;
const gap_px = 6;

/** From one row to the next, and what stands above and below the columns. */
interface RowsOfColumn {
  readonly row_px: number;
  readonly above_px: number;
  readonly below_px: number;
  /** How far the first line stands below the middle of the mark. */
  readonly line_px: number;
}

/** Words of two lines; the buttons of the map stand above, its account below. */
const on_map: RowsOfColumn = { row_px: 32, above_px: 64, below_px: 46, line_px: 0 };
/** Names alone, under a title. */
export const in_close_up: RowsOfColumn = { row_px: 22, above_px: 44, below_px: 22, line_px: 4 };

/** A place whose words stand in a column at the side of the map, with a line to its point. */
interface Columned extends Drawn {
  readonly label: Label;
  /** Where the line ends: the mark on the map, or the point that another mark covers. */
  readonly point: readonly [number, number];
}

/**
 * Gives each of these places a row in one of two columns, at the side where it lies, from the north down; where all rows of
 * its side are taken by what is drawn already it gets none. `taken` is what no row may cover.
 */
export function inColumns(
  places: readonly Drawn[],
  { width, height }: { readonly width: number; readonly height: number },
  taken: readonly Box[],
  rows = on_map,
): readonly Columned[] {
  const boxes = [...taken];
  const columned: Columned[] = [];
  for (const place of [...places].sort((a, b) => a.y - b.y || (a.id < b.id ? -1 : 1))) {
    const sides = place.x < width / 2 ? (['start', 'end'] as const) : (['end', 'start'] as const);
    const found = sides
      .map((side) => freeRow(place, side, { width, height, ...rows }, boxes))
      .find((row) => row !== undefined);
    if (found === undefined) continue;
    boxes.push(boxOfRow(found));
    columned.push(found);
  }
  return columned;
}

function freeRow(
  place: Drawn,
  side: 'start' | 'end',
  {
    width,
    height,
    row_px,
    above_px,
    below_px,
    line_px,
  }: RowsOfColumn & { readonly width: number; readonly height: number },
  boxes: readonly Box[],
): Columned | undefined {
  const x = side === 'start' ? margin_px + mark_px : width - margin_px - mark_px;
  const rows = Math.floor((height - above_px - below_px) / row_px);
  const heights = Array.from({ length: Math.max(rows, 0) }, (_none, row) => above_px + row * row_px);
  // The row nearest to the point keeps the lines short.
  for (const y of heights.sort((a, b) => Math.abs(a - place.y) - Math.abs(b - place.y))) {
    const left = side === 'start' ? x + mark_px + gap_px : x - mark_px - gap_px;
    const label: Label = { x: left, y: y + line_px, anchor: side };
    const row = { ...place, x, y, r: mark_px, label, point: [place.x, place.y] as const };
    const box = boxOfRow(row);
    if (box.left < 0 || box.right > width) continue;
    if (boxes.every((other) => !overlap(box, other))) return row;
  }
  return undefined;
}

function boxOfRow({ x, y, r, label, ...words }: Columned): Box {
  const box = boxOfLabel(words, label);
  return {
    left: Math.min(box.left, x - r),
    right: Math.max(box.right, x + r),
    top: Math.min(box.top, y - r),
    bottom: box.bottom,
  };
}
