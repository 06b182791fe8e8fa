import { Newest } from './newest.js';

const minute_ms = 60_000;
/** Of subjects that asked longest ago nothing is kept. */
const most_subjects = 10_000;

/** How a subject stands in its minute. */
export interface Rate {
  readonly isOver: boolean;
  readonly remaining: number;
  /** Until the next minute of this subject begins. */
  readonly resetS: number;
}

interface Counted {
  count: number;
  readonly endsAtMs: number;
}

/** Counts what each key or address does, in minutes that begin with its first request. Each process counts for itself. */
export class MinuteRates {
  private readonly subjects = new Newest<Counted>(most_subjects);

  constructor(
    readonly limit: number,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** How the subject stands, without counting. */
  at(subject: string): Rate {
    return this.rateOf(this.current(subject));
  }

  /** Counts one more, and returns how the subject stands with it. */
  count(subject: string): Rate {
    const counted = this.current(subject);
    counted.count += 1;
    return this.rateOf(counted, 1);
  }

  private rateOf({ count, endsAtMs }: Counted, counting = 0): Rate {
    return {
      isOver: count - counting >= this.limit,
      remaining: Math.max(0, this.limit - count),
      resetS: Math.max(1, Math.ceil((endsAtMs - this.nowMs()) / 1_000)),
    };
  }

  private current(subject: string): Counted {
    const counted = this.subjects.get(subject);
    if (counted !== undefined && counted.endsAtMs > this.nowMs()) return counted;
    const fresh = { count: 0, endsAtMs: this.nowMs() + minute_ms };
    this.subjects.put(subject, fresh);
    return fresh;
  }
}
