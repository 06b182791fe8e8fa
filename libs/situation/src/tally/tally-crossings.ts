import type { Days } from './tally-days.js';
import { Extremes } from './tally-extremes.js';

/** Of the totals at one place, or below it: the last day of those that begin on a day, the first of those that end on it. */
export class Crossings {
  private readonly lastOf: Extremes;
  private readonly firstOf: Extremes;

  constructor(totals: readonly Days[]) {
    // One that is cut begins after another one ends, or ends before another one begins.
    this.lastOf = new Extremes(totals.flatMap(({ from, to }) => [from, to + 1]));
    this.firstOf = new Extremes(totals.flatMap(({ from, to }) => [to, from - 1]));
  }

  add({ from, to }: Days): void {
    this.lastOf.put(from, to);
    this.firstOf.put(to, -from);
  }

  /** One that overlaps these days, and neither lies in them nor holds them. */
  crosses({ from, to }: Days): boolean {
    return this.lastOf.greatest(from + 1, to + 1) > to || -this.firstOf.greatest(from, to) < from;
  }

  /** Of these days those behind all that overlap their beginning, and before all that overlap their end. */
  freeIn({ from, to }: Days): Days | undefined {
    const endsIn = (day: number): boolean => -this.firstOf.greatest(day, to) < from;
    const beginsBy = (day: number): boolean => this.lastOf.greatest(from + 1, day + 1) > to;
    const first = endsIn(from) ? firstDayOf(from, to, (day) => !endsIn(day)) : from;
    const behind = beginsBy(to) ? firstDayOf(from, to, beginsBy) : to + 1;
    return first < behind ? { from: first, to: behind - 1 } : undefined;
  }

  /** One that overlaps these days and does not hold them. */
  beginsOrEndsIn({ from, to }: Days): boolean {
    return Math.max(this.lastOf.greatest(from + 1, to + 1), this.firstOf.greatest(from, to)) > Number.NEGATIVE_INFINITY;
  }

  /** One that shares a day with these. */
  touches({ from, to }: Days): boolean {
    return this.lastOf.greatest(Number.NEGATIVE_INFINITY, to + 1) >= from;
  }

  /** One that overlaps these days and does not lie in them. */
  reachesOutOf({ from, to }: Days): boolean {
    return (
      this.lastOf.greatest(Number.NEGATIVE_INFINITY, to + 1) > to ||
      -this.firstOf.greatest(from, Number.POSITIVE_INFINITY) < from
    );
  }
}

/** The first of these days, the last at the latest, from which on a test holds. */
function firstDayOf(from: number, to: number, holds: (day: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
