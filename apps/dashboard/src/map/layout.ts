import {
  type Box,
  boxesOfBadges,
  boxOfLabel,
  type Candidate,
  type Drawn,
  type Label,
  type LabelWords,
  line_px,
  overlap,
} from './boxes.js';
import { in_close_up, inColumns } from './columns.js';

/** The marks of a view, and how many places it has that are not drawn, by reason. */
export interface Layout {
  readonly drawn: readonly Drawn[];
  readonly close: number;
  readonly outside: number;
}

/** What a view asks of its layout. */
export interface LayoutOptions {
  /** What no words may cover. */
  readonly taken?: readonly Box[];
  /** `rest`: what has no room, or lies under another mark, is named in a column at the side; `all`: everything is. */
  readonly columns?: 'rest' | 'all' | undefined;
}

/** Marks nearer than this share of their widths would cover one another. */
const least_distance_share = 0.82;
const gap_px = 6;

/**
 * Draws what has room, the important first; what would cover another needs a closer view. Only what is drawn is asked for
 * its words.
 */
export function layOut(
  candidates: readonly Candidate[],
  { width, height }: { readonly width: number; readonly height: number },
  wordsOf: (id: string) => LabelWords,
  { taken = [], columns }: LayoutOptions = {},
): Layout {
  const inside = candidates.filter(({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height);
  const ordered = [...inside].sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  const marks: Candidate[] = [];
  const near = new Map<string, Candidate[]>();
  const under = new Map<string, number>();
  const covered: Candidate[] = [];
  for (const one of ordered) {
    // The rest needs a closer view: a hand that moves has so many marks to draw.
    if (marks.length >= most_marks) continue;
    if (columns === 'all') {
      covered.push(one);
      continue;
    }
    const host = cellsAround(one)
      .flatMap((cell) => near.get(cell) ?? [])
      .find((mark) => covers(mark, one));
    if (host !== undefined) {
      under.set(host.id, (under.get(host.id) ?? 0) + 1);
      covered.push(one);
      continue;
    }
    marks.push(one);
    const cell = cellOf(one.x, one.y);
    near.set(cell, [...(near.get(cell) ?? []), one]);
  }
  const worded = marks.map((mark) => ({ ...mark, ...wordsOf(mark.id) }));
  const boxes: Box[] = [...taken, ...worded.flatMap((mark) => [boxOfMark(mark), ...boxesOfBadges(mark, mark.badges)])];
  const drawn = worded.map((mark): Drawn => {
    const label = placeLabel(mark, boxes, width, height);
    if (label !== undefined) boxes.push(boxOfLabel(mark, label));
    return { ...mark, label, under: under.get(mark.id) ?? 0 };
  });
  const aside = columns === undefined ? [] : asideOf(drawn, covered, wordsOf);
  const columned = inColumns(aside, { width, height }, boxes, columns === 'all' ? in_close_up : undefined);
  const all = [...drawn.map((mark) => named(mark, columned)), ...columned.filter(({ id }) => !isDrawn(id, marks))];
  return { drawn: all, close: inside.length - all.length, outside: candidates.length - inside.length };
}

const isDrawn = (id: string, marks: readonly Candidate[]): boolean => marks.some((mark) => mark.id === id);

/** A mark keeps its place where its words stand in a column. */
function named(mark: Drawn, columned: readonly Drawn[]): Drawn {
  const row = columned.find(({ id }) => id === mark.id);
  return row === undefined ? mark : { ...mark, label: row.label, point: [mark.x, mark.y] };
}

/** What a close-up names at its side: marks without words, and what lies under others, the important first. */
function asideOf(
  drawn: readonly Drawn[],
  covered: readonly Candidate[],
  wordsOf: (id: string) => LabelWords,
): readonly Drawn[] {
  const unnamed = drawn.filter(({ label, name }) => label === undefined && name !== '');
  const hidden = covered.map((one): Drawn => ({ ...one, ...wordsOf(one.id), label: undefined, under: 0 }));
  return [...unnamed, ...hidden.filter(({ name }) => name !== '')].sort((a, b) => a.rank - b.rank).slice(0, most_aside);
}

/** More than can be told apart on a screen. */
const most_marks = 600;

/** More rows than two columns of a screen can have. */
const most_aside = 80;

/** No two marks that could cover one another are further apart than a cell is wide. */
const cell_px = 32;
const cellOf = (x: number, y: number): string => `${Math.floor(x / cell_px)} ${Math.floor(y / cell_px)}`;
const cellsAround = ({ x, y }: Candidate): readonly string[] =>
  [-cell_px, 0, cell_px].flatMap((dx) => [-cell_px, 0, cell_px].map((dy) => cellOf(x + dx, y + dy)));

const covers = (a: Candidate, b: Candidate): boolean =>
  Math.hypot(a.x - b.x, a.y - b.y) < (a.r + b.r) * least_distance_share;

const boxOfMark = ({ x, y, r }: Candidate): Box => ({ left: x - r, top: y - r, right: x + r, bottom: y + r });

function placeLabel(
  mark: Candidate & LabelWords,
  boxes: readonly Box[],
  width: number,
  height: number,
): Label | undefined {
  if (mark.name === '') return undefined;
  const { x, y, r, brief } = mark;
  const middle = y + (brief === '' ? 4 : -2);
  const lower = brief === '' ? 0 : line_px;
  const choices: readonly Label[] = [
    { x: x + r + gap_px, y: middle, anchor: 'start' },
    { x: x - r - gap_px, y: middle, anchor: 'end' },
    { x, y: y + r + 15, anchor: 'middle' },
    { x, y: y - r - 6 - lower, anchor: 'middle' },
    { x: x + r + 2, y: y + r + 10, anchor: 'start' },
    { x: x - r - 2, y: y + r + 10, anchor: 'end' },
    { x: x + r + 2, y: y - r - lower, anchor: 'start' },
    { x: x - r - 2, y: y - r - lower, anchor: 'end' },
  ];
  const own = boxOfMark(mark);
  return choices.find((label) => {
    const box = boxOfLabel(mark, label);
    if (box.left < 2 || box.top < 2 || box.right > width - 2 || box.bottom > height - 2) return false;
    return boxes.every((other) => same(other, own) || !overlap(box, other));
  });
}

const same = (a: Box, b: Box): boolean => a.left === b.left && a.top === b.top && a.right === b.right;
