import { daysBetween } from '../words/days.js';

/** The band of numbers left, on a log scale that all rows share, and the band of days right. */
export const band = { width: 340, left: 4, right: 158, days: 196, end: 336, most: 6 } as const;

/** Where a number stands: 1 at the left, a million at the right. */
export const numberAt = (value: number): number =>
  band.left + (Math.min(band.most, Math.max(0, Math.log10(Math.max(1, value)))) / band.most) * (band.right - band.left);

const days_shown = 13;
const days_before = 9;

/** Where a day begins on the right band, which shows the days around the world date. */
export function dayAt(day: string, world: string): number {
  const width = (band.end - band.days) / days_shown;
  return band.days + (daysBetween(world, day) + days_before) * width;
}

export const day_width = (band.end - band.days) / days_shown;

/** The pixels that a span covers, cut to the band, and whether it began earlier. */
export function spanAt(
  from: string | null,
  to: string | null,
  world: string,
): { x: number; width: number; earlier: boolean } {
  const start = from === null ? band.days - 6 : Math.max(band.days - 6, dayAt(from, world));
  const end = to === null ? band.end : Math.min(band.end, dayAt(to, world) + day_width);
  return { x: start, width: Math.max(4, end - start), earlier: from !== null && dayAt(from, world) < band.days };
}
