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
  middleOf(day: string): number;
  dayAt(x: number): string;
}

const most_days = 366;

export function scaleOf({ from, to }: Window, width: number, gutter: number, margin: number): Scale {
  const count = Math.min(most_days, Math.max(1, daysBetween(from, to) + 1));
  const days = Array.from({ length: count }, (_none, at) => addDays(from, at));
  const dayWidth = Math.max(1, width - gutter - margin) / count;
  return {
    ...{ from, to: days.at(-1) ?? from, days, start: gutter, dayWidth },
    middleOf: (day) => gutter + (daysBetween(from, day) + 0.5) * dayWidth,
    dayAt: (x) => addDays(from, Math.max(0, Math.min(count - 1, Math.floor((x - gutter) / dayWidth)))),
  };
}

const least_days = 7;
const before_days = 1;

/** The window that is shown first: from the day before anything became known to the last day; the hands always in it. */
export function windowOf(
  desk: { firstKnown: string | null; lastKnown: string | null; lastDay: string | null },
  hands: readonly string[],
): Window {
  const ends = [desk.lastKnown, desk.lastDay, ...hands].filter((day) => day !== null).sort();
  const to = ends.at(-1) ?? '1970-01-01';
  const starts = [desk.firstKnown === null ? to : addDays(desk.firstKnown, -before_days), ...hands].sort();
  const from = starts[0] ?? to;
  if (daysBetween(from, to) + 1 < least_days) return { from: addDays(to, 1 - least_days), to };
  return daysBetween(from, to) < most_days
    ? { from, to }
    : { from: addDays(hands[0] ?? to, -most_days / 2), to: addDays(hands[0] ?? to, most_days / 2 - 1) };
}
