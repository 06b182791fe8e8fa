import { addDays, daysBetween } from '../words/days.js';

/** The days that the bar shows, both included. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** Where a day stands on the bar, in pixels. */
export interface Scale extends Window {
  readonly days: readonly string[];
  /** Where the first day begins: all that is earlier lies in the gutter before it. */
  readonly start: number;
  readonly dayWidth: number;
  /** The middle of a day; the edge for a day outside. */
  middleOf(day: string): number;
  dayAt(x: number): string;
}

const most_days = 366;

export function scaleOf({ from, to }: Window, width: number, gutter: number, margin: number): Scale {
  const count = Math.min(most_days, Math.max(1, daysBetween(from, to) + 1));
  const days = Array.from({ length: count }, (_none, at) => addDays(from, at));
  const dayWidth = Math.max(1, width - gutter - margin) / count;
  return {
    from,
    to: days.at(-1) ?? from,
    days,
    start: gutter,
    dayWidth,
    middleOf: (day) => gutter + (Math.max(0, Math.min(count - 1, daysBetween(from, day))) + 0.5) * dayWidth,
    dayAt: (x) => addDays(from, Math.max(0, Math.min(count - 1, Math.floor((x - gutter) / dayWidth)))),
  };
}

/** Where all days that there are do not fit, so many around the world date are shown. */
export const usual_days = 14;
const least_days = 7;
/** A known date so far after the window still widens it; one beyond stands at its edge. */
const reached_days = 30;

interface KnownDays {
  readonly firstKnown: string | null;
  readonly lastKnown: string | null;
  readonly lastDay: string | null;
}

/** The days that are shown: all from the day before the first report, or those around the world date. */
export function windowOf(desk: KnownDays, d: string, k: string, span = usual_days): Window {
  const last = [desk.lastKnown ?? d, desk.lastDay ?? d].sort().at(-1) ?? d;
  const first = addDays(desk.firstKnown ?? d, -1);
  const all = daysBetween(first, last) + 1;
  if (all <= span && d >= first && d <= last && k >= first && k <= last)
    return all >= least_days ? { from: first, to: last } : { from: addDays(last, 1 - least_days), to: last };
  const from = [addDays(d, -Math.floor(span / 2)), k >= addDays(d, -reached_days) ? k : d].sort()[0] ?? d;
  const to = addDays(d, span - Math.floor(span / 2) - 1);
  return { from, to: k > to && daysBetween(to, k) <= reached_days ? k : to };
}
