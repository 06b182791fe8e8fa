import type { BriefingMarkDto } from '../briefing.dto.js';
import { type Frame, frameAround } from './frame.js';
import { type Label, labelPlaces } from './label-places.js';

/** A mark where it is drawn; without a label where its name stands in a close-up. */
export interface Drawn {
  readonly mark: BriefingMarkDto;
  readonly x: number;
  readonly y: number;
  readonly label?: Label;
}

/** Part of a drawing that is drawn again, larger. */
export interface Enlarged {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One drawing of marks. */
export interface Drawing {
  readonly frame: Frame;
  readonly drawn: readonly Drawn[];
  readonly enlarged: readonly Enlarged[];
}

/** Marks nearer to each other than this cover each other. */
const crowded_units = 18;
/** A close-up is worth its room where it is so much larger. */
const least_enlargement = 3;
const most_close_ups = 3;

/** Returns a drawing of all marks, then close-ups of those that lie too near to each other to be told apart in it. */
export function drawingsOf(marks: readonly BriefingMarkDto[]): readonly Drawing[] {
  const told = marks.filter(({ kind }) => kind !== 'around');
  const frame = frameAround(locationsOf(told));
  const groups = crowdsIn(told, frame)
    .map((crowd) => ({ crowd, closer: frameAround(locationsOf(crowd)) }))
    .filter(({ closer }) => closer.unitsPerKm >= least_enlargement * frame.unitsPerKm)
    .slice(0, most_close_ups);
  const elsewhere = new Set(groups.flatMap(({ crowd }) => crowd));
  return [
    drawingIn(frame, marks, { elsewhere, enlarged: groups.map(({ crowd }) => boxAround(crowd, frame)) }),
    ...groups.map(({ crowd, closer }) =>
      drawingIn(closer, [...crowd, ...marks.filter(({ kind }) => kind === 'around')], {
        elsewhere: new Set(),
        enlarged: [],
      }),
    ),
  ];
}

const locationsOf = (marks: readonly BriefingMarkDto[]) => marks.map(({ location }) => location);

/** Groups of marks of several places of which each lies near another of the same group. */
function crowdsIn(marks: readonly BriefingMarkDto[], { pointOf }: Frame): readonly (readonly BriefingMarkDto[])[] {
  const left = new Set(marks);
  const crowds: BriefingMarkDto[][] = [];
  for (const first of marks) {
    if (!left.delete(first)) continue;
    const crowd = [first];
    for (const one of crowd)
      for (const other of left) {
        const [a, b] = [pointOf(one.location), pointOf(other.location)];
        if (Math.hypot(a.x - b.x, a.y - b.y) < crowded_units && left.delete(other)) crowd.push(other);
      }
    if (crowd.length > 1) crowds.push(crowd);
  }
  return crowds.filter((crowd) => new Set(crowd.map(({ location: { lon, lat } }) => `${lon} ${lat}`)).size > 1);
}

function boxAround(crowd: readonly BriefingMarkDto[], { pointOf }: Frame): Enlarged {
  const points = crowd.map(({ location }) => pointOf(location));
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs) - crowded_units, Math.min(...ys) - crowded_units];
  return { x, y, width: Math.max(...xs) + crowded_units - x, height: Math.max(...ys) + crowded_units - y };
}

function drawingIn(
  frame: Frame,
  marks: readonly BriefingMarkDto[],
  { elsewhere, enlarged }: Pick<Drawing, 'enlarged'> & { readonly elsewhere: ReadonlySet<BriefingMarkDto> },
): Drawing {
  const { width, height } = frame;
  const drawn = marks
    .map((mark) => ({ mark, ...frame.pointOf(mark.location) }))
    .filter(({ x, y }) => x > 0 && x < width && y > 0 && y < height);
  const named = drawn.filter(({ mark }) => !elsewhere.has(mark));
  const labels = labelPlaces(
    named.map(({ mark, x, y }) => ({ x, y, name: mark.place.name, isBold: mark.kind === 'changedHands' })),
    frame,
  );
  const labelOf = new Map(named.map(({ mark }, index) => [mark, labels[index]!]));
  return {
    frame,
    drawn: drawn.map((one) => {
      const label = labelOf.get(one.mark);
      return label === undefined ? one : { ...one, label };
    }),
    enlarged,
  };
}
