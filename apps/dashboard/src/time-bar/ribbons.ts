import type { Flow } from '../api/days.js';
import type { Scale } from './scale.js';

/** A bundle of reports from the day on which it happened to the day on which it became known. */
export interface Ribbon extends Flow {
  /** Where it begins on the upper line and on the lower one, and how wide it is. */
  readonly above: number;
  readonly below: number;
  readonly width: number;
  /** background: from before the window; late: told another day than it happened; unknown: not known yet. */
  readonly kind: 'same-day' | 'late' | 'background' | 'unknown';
}

const widest_px = 1.16;
const margin_px = 6;
const gutter_start = 26;
const gutter_gap = 0.6;

/** One bundle from day to day; what no single day is given for comes from before all days. */
function bundled(flows: readonly Flow[]): readonly Flow[] {
  const bundles = new Map<string, Flow>();
  for (const { occurred, occurredTo, known, count } of flows) {
    const from = occurred === occurredTo && /^\d/.test(occurred) ? occurred : '';
    const before = bundles.get(`${from} ${known}`)?.count ?? 0;
    bundles.set(`${from} ${known}`, { occurred: from, occurredTo: from, known, count: before + count });
  }
  return [...bundles.values()];
}

/** The ribbons of a window, side by side and without crossing on either line. */
export function ribbonsOf(
  flows: readonly Flow[],
  scale: Scale,
  knownDay: string,
  gutter = gutter_start,
): readonly Ribbon[] {
  const shown = bundled(flows).filter(({ known }) => known >= scale.from && known <= scale.to);
  const inside = ({ occurred }: Flow): boolean => occurred >= scale.from && occurred <= scale.to;
  const most = Math.max(1, ...totals(shown, ({ known }) => known).values());
  const perReport = Math.min(widest_px, (scale.dayWidth - margin_px) / most);
  const above = starts(shown.filter(inside), ({ occurred }) => occurred, scale, perReport);
  const below = starts(shown, ({ known }) => known, scale, perReport);
  const upper = new Map<Flow, number>();
  let gutterAt = gutter;
  for (const flow of [...shown].sort(byOccurred)) {
    if (inside(flow)) upper.set(flow, take(above, flow.occurred, flow.count * perReport));
    else {
      upper.set(flow, gutterAt);
      gutterAt += flow.count * perReport + gutter_gap;
    }
  }
  return [...shown]
    .sort(byKnown)
    .map((flow) => ({
      ...flow,
      above: upper.get(flow) ?? 0,
      width: flow.count * perReport,
      below: take(below, flow.known, flow.count * perReport),
      kind:
        flow.known > knownDay
          ? 'unknown'
          : !inside(flow)
            ? 'background'
            : flow.occurred === flow.known
              ? 'same-day'
              : 'late',
    }));
}

const byOccurred = (a: Flow, b: Flow): number => compare(a.occurred, b.occurred) || compare(a.known, b.known);
const byKnown = (a: Flow, b: Flow): number => compare(a.known, b.known) || compare(a.occurred, b.occurred);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function totals(flows: readonly Flow[], key: (flow: Flow) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const flow of flows) sums.set(key(flow), (sums.get(key(flow)) ?? 0) + flow.count);
  return sums;
}

/** Where the bundle of each day begins, so that it stands in the middle of the day. */
const starts = (
  flows: readonly Flow[],
  key: (flow: Flow) => string,
  scale: Scale,
  perReport: number,
): Map<string, number> =>
  new Map([...totals(flows, key)].map(([day, count]) => [day, scale.middleOf(day) - (count * perReport) / 2]));

function take(at: Map<string, number>, day: string, width: number): number {
  const here = at.get(day) ?? 0;
  at.set(day, here + width);
  return here;
}

/** The outline of a ribbon between the two lines. */
export function outlineOf({ above, below, width }: Ribbon, top: number, bottom: number): string {
  const middle = (top + bottom) / 2;
  const n = (value: number): string => value.toFixed(1);
  return (
    `M${n(above)} ${top}C${n(above)} ${middle} ${n(below)} ${middle} ${n(below)} ${bottom}H${n(below + width)}` +
    `C${n(below + width)} ${middle} ${n(above + width)} ${middle} ${n(above + width)} ${top}Z`
  );
}
