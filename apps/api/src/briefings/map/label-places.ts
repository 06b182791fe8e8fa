/** A rectangle of a drawing. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A point that has a name. */
export interface Named {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  readonly isBold?: boolean;
}

/** Where a name stands: its middle on the line that it is written on; `isAway` where it does not touch its point. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly isAway: boolean;
  readonly halfWidth: number;
  /** The name, cut off with an ellipsis where it is longer than the drawing has room for. */
  readonly shown: string;
}

/** About how wide a letter and how high a line are at 13 units. */
const letter = 7.4;
const bold_letter = 8.4;
const line = 16;
const gap = 9;
const mark = 8;
const edge = 2;
/** How much of the width of a drawing a name takes at most: beside a point in the middle there is room for it. */
const widest_share = 0.45;

/** Returns where each name stands, in the order given, so that none covers another or a mark, as far as there is room. */
export function labelPlaces(
  points: readonly Named[],
  { width, height }: { readonly width: number; readonly height: number },
): readonly Label[] {
  const taken: Box[] = points.map(({ x, y }) => boxAround(x, y, mark, mark));
  return points.map((point) => {
    const candidates = candidatesFor({ ...point, name: shortened(point, width * widest_share) });
    const boxes = candidates.map(({ x, y, halfWidth }) => boxAround(x, y, 2 * halfWidth, line));
    const free = boxes.findIndex(
      (box) =>
        box.left >= edge &&
        box.right <= width - edge &&
        box.top >= edge &&
        box.bottom <= height - edge &&
        !taken.some(meets(box)),
    );
    const chosen = Math.max(free, 0);
    taken.push(boxes[chosen]!);
    const label = candidates[chosen]!;
    return free >= 0 ? label : { ...label, x: inside(label, width) };
  });
}

function shortened(point: Named, most: number): string {
  if (widthOf(point) <= most) return point.name;
  const letters = Math.floor(most / widthOf({ ...point, name: 'x' }));
  const begun = [...point.name].slice(0, letters - 1).join('');
  return `${begun.trimEnd()}…`;
}

/** The middle of a label moved so far that both its ends are in the drawing. */
const inside = ({ x, halfWidth }: Label, width: number): number =>
  Math.min(Math.max(x, halfWidth + edge), width - halfWidth - edge);

const widthOf = ({ name, isBold = false }: Named): number => [...name].length * (isBold ? bold_letter : letter);

/** Beside the point, above and below it, then ever further away in rows on both sides. */
function candidatesFor(point: Named): readonly Label[] {
  const { x, y, name: shown } = point;
  const halfWidth = widthOf(point) / 2;
  const aside = halfWidth + gap;
  const near = [
    { x: x + aside, y },
    { x: x - aside, y },
    { x, y: y - line },
    { x, y: y + line },
  ].map((at) => ({ ...at, isAway: false, halfWidth, shown }));
  const rows = [1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8, -8];
  const away = rows.flatMap((row) =>
    [x + aside + gap, x - aside - gap].map((at) => ({ x: at, y: y + row * line, isAway: true, halfWidth, shown })),
  );
  return [...near, ...away];
}

const boxAround = (x: number, y: number, width: number, height: number): Box => ({
  left: x - width / 2,
  top: y - height / 2,
  right: x + width / 2,
  bottom: y + height / 2,
});

const meets =
  (one: Box) =>
  (other: Box): boolean =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
