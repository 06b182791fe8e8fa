import {
  addDays,
  type BucketOfTime,
  bucketWindows,
  type Day,
  daysBetween,
  endOfDayMs,
  localDay,
  startOfDayMs,
  type TimeZone,
} from '#situation';
import { Rejected } from '../http/rejected.js';
import type { DaysBy } from './days.dto.js';

/** So many buckets an answer has at most. */
export const most_buckets = 1_000;
const hour_ms = 3_600_000;

/** An hour, a day, a week or a month. */
export interface DaysBucket {
  readonly bucket: string;
  readonly from: Day;
  readonly to: Day;
  /** Its instants in a zone; those of an hour are the same everywhere. */
  readonly boundsIn: (zone: TimeZone) => BucketOfTime;
}

/** What a bucket is asked of. */
export interface BucketsAsked {
  readonly by: DaysBy;
  readonly from: Day;
  readonly to: Day;
}

/** Returns the buckets asked for. @throws {Rejected} `malformed` if they are too many. */
export function bucketsOf({ by, from, to }: BucketsAsked, deskZone: TimeZone): readonly DaysBucket[] {
  const perDay = by === 'hour' ? 24 : 1;
  const divisor = by === 'week' ? 7 : by === 'month' ? 28 : 1;
  const count = Math.ceil(((daysBetween(from, to) + 1) * perDay) / divisor);
  if (count > most_buckets) {
    const detail = `from ${from} to ${to} by ${by} gives about ${count} buckets; ask for ${most_buckets} at most, or by something longer.`;
    throw new Rejected('malformed', detail, [{ parameter: 'by', code: 'too_many', detail }]);
  }
  if (by === 'hour') return hoursOf(from, to, deskZone);
  return bucketWindows(by, from, to, most_buckets).map(({ bucket, window }) => ({
    bucket,
    ...window,
    boundsIn: (zone) => ({
      fromMs: startOfDayMs(window.from, zone) - 1,
      toMs: endOfDayMs(window.to, zone),
      day: window.to,
    }),
  }));
}

function hoursOf(from: Day, to: Day, zone: TimeZone): readonly DaysBucket[] {
  const buckets: DaysBucket[] = [];
  for (let day = from; day <= to; day = addDays(day, 1))
    for (
      let startMs = startOfDayMs(day, zone), hour = 0;
      startMs < endOfDayMs(day, zone);
      startMs += hour_ms, hour += 1
    ) {
      const [bounds, name] = [{ fromMs: startMs - 1, toMs: startMs + hour_ms - 1 }, String(hour).padStart(2, '0')];
      const boundsIn = (local: TimeZone) => ({ ...bounds, day: localDay(bounds.toMs, local) });
      buckets.push({ bucket: `${day}T${name}`, from: day, to: day, boundsIn });
    }
  return buckets;
}

/** Names the bucket of a day: by its name, or as earlier or later than all. */
export function bucketNameOf(day: Day | null, buckets: readonly DaysBucket[], by: DaysBy): string {
  if (day === null) return 'undated';
  const found = buckets.find(({ to }) => day <= to);
  if (found === undefined) return 'later';
  if (day < found.from) return 'earlier';
  return by === 'hour' ? day : found.bucket;
}
