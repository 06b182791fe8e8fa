import type { Stretch } from '../history/stretches.js';
import { type Day, daysBetween, localDay, type TimeZone } from '../time/time.js';

/** How old the last evidence of an answer is on the day that is asked about. */
export interface EvidenceAge {
  /** Days; 0 on the day itself, null without evidence. */
  readonly evidenceAgeDays: number | null;
  /** True if it is older than a desk takes an answer to last. */
  readonly aged: boolean;
}

/** An answer is aged when its last evidence is older than this, unless a desk sets otherwise. */
export const default_aged_after_days = 30;

/** Returns the age of evidence on a day; it is aged if it is more than `agedAfterDays` old. */
export function evidenceAge(lastEvidence: Day | null, day: Day, agedAfterDays = default_aged_after_days): EvidenceAge {
  if (lastEvidence === null) return { evidenceAgeDays: null, aged: false };
  const evidenceAgeDays = Math.max(0, daysBetween(lastEvidence, day));
  return { evidenceAgeDays, aged: evidenceAgeDays > agedAfterDays };
}

/** The last local day of a stretch: where it has no end, the day on which it is known, or its first if that is later. */
export const lastDayOf = ({ fromMs, toMs }: Stretch, knownAtMs: number, zone: TimeZone): Day =>
  localDay(Number.isFinite(toMs) ? toMs - 1 : Math.max(fromMs, knownAtMs), zone);
