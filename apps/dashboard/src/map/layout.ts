/** A mark that may be drawn, where it falls on the screen. */
export interface Candidate {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  /** Lower is drawn first; ties go by id. */
  readonly rank: number;
}

/** The two lines of a label; empty for none. */
export interface LabelWords {
  readonly name: string;
  readonly brief: string;
}

export interface Label {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface Drawn extends Candidate, LabelWords {
  /** Undefined where no place is left for words. */
  readonly label: Label | undefined;
  /** How many others lie under it. */
  readonly under: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The marks of a view, and how many places it has that are not drawn, by reason. */
export interface Layout {
  readonly drawn: readonly Drawn[];
  readonly close: number;
  readonly outside: number;
}

/** Marks nearer than this share of their widths would cover one another. */
const least_distance_share = 0.82;
const name_px = 6.9;
const brief_px = 5.9;
const line_px = 14;
const gap_px = 6;

/**
 * Draws what has room, the important first; what would cover another needs a closer view. Only what is drawn is asked for
 * its words.
 */
export function layOut(
  candidates: readonly Candidate[],
  { width, height }: { readonly width: number; readonly height: number },
  wordsOf: (id: string) => LabelWords,
  taken: readonly Box[] = [],
): Layout {
  const inside = candidates.filter(({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height);
  const ordered = [...inside].sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  const marks: Candidate[] = [];
  const near = new Map<string, Candidate[]>();
  const under = new Map<string, number>();
  for (const one of ordered) {
    const host = cellsAround(one)
      .flatMap((cell) => near.get(cell) ?? [])
      .find((mark) => covers(mark, one));
    if (host !== undefined) {
      under.set(host.id, (under.get(host.id) ?? 0) + 1);
      continue;
    }
    marks.push(one);
    const cell = cellOf(one.x, one.y);
    near.set(cell, [...(near.get(cell) ?? []), one]);
  }
  const boxes: Box[] = [...taken, ...marks.map(boxOfMark)];
  const drawn = marks.map((candidate): Drawn => {
    const mark = { ...candidate, ...wordsOf(candidate.id) };
    const label = placeLabel(mark, boxes, width, height);
    if (label !== undefined) boxes.push(boxOfLabel(mark, label));
    return { ...mark, label, under: under.get(mark.id) ?? 0 };
  });
  return { drawn, close: inside.length - marks.length, outside: candidates.length - inside.length };
}

/** No two marks that could cover one another are further apart than a cell is wide. */
const cell_px = 32;
const cellOf = (x: number, y: number): string => `${Math.floor(x / cell_px)} ${Math.floor(y / cell_px)}`;
const cellsAround = ({ x, y }: Candidate): readonly string[] =>
  [-cell_px, 0, cell_px].flatMap((dx) => [-cell_px, 0, cell_px].map((dy) => cellOf(x + dx, y + dy)));

const covers = (a: Candidate, b: Candidate): boolean =>
  Math.hypot(a.x - b.x, a.y - b.y) < (a.r + b.r) * least_distance_share;

const boxOfMark = ({ x, y, r }: Candidate): Box => ({ left: x - r, top: y - r, right: x + r, bottom: y + r });

function boxOfLabel({ name, brief }: LabelWords, { x, y, anchor }: Label): Box {
  const width = Math.max(name.length * name_px, brief.length * brief_px);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, top: y - 11, right: left + width, bottom: y + 4 + (brief === '' ? 0 : line_px) };
}

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
const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
