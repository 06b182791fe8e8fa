import { endOfDay } from '../words/days.js';

/** A stretch of time; null where it has no end. */
interface Stretch {
  readonly from: string | null;
  readonly to: string | null;
}

/** The stretch that a day of a place falls into: a day means its local end. */
export function answerAt<T extends Stretch>(stretches: readonly T[], day: string, zone: string): T | undefined {
  const at = endOfDay(day, zone);
  return stretches.find(
    ({ from, to }) => (from === null || Date.parse(from) <= at) && (to === null || at < Date.parse(to)),
  );
}
