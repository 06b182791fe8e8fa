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
  /** How many small signs stand at its mark. */
  readonly badges?: number;
  /** How wide the wider line is on the screen; undefined: about so many letters. */
  readonly widthPx?: number;
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
  /** Of a place in a column at the side: where it lies on the map. */
  readonly point?: readonly [number, number];
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** About how wide a letter is, where nothing measures it. */
const name_px = 6.9;
const brief_px = 5.9;
export const line_px = 14;

/** The room that words take. */
export function boxOfLabel({ name, brief, widthPx }: LabelWords, { x, y, anchor }: Label): Box {
  const width = widthPx ?? Math.max(name.length * name_px, brief.length * brief_px);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, top: y - 11, right: left + width, bottom: y + 4 + (brief === '' ? 0 : line_px) };
}

export const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** From one sign at a mark to the next. */
export const badge_px = 18;

/** The room of the signs at the upper left of a mark. */
export const boxesOfBadges = ({ x, y, r }: Candidate, badges = 0): readonly Box[] =>
  badges === 0
    ? []
    : [{ left: x - r - 11 - (badges - 1) * badge_px, top: y - r - 11, right: x - r + 5, bottom: y - r + 5 }];
