import type { Principal } from '#platform';
import { Newest } from './newest.js';
import type { Rate } from './request-rates.js';

const day_ms = 86_400_000;
/** What is counted here goes to all processes after this long, or after a hundredth of the quota. */
const shared_after_ms = 2_000;
const most_keys = 10_000;

/** Adds requests to the day of a key, and returns how many that makes in all processes. */
export interface KeyUse {
  addUse(keyId: string, day: string, requests: number): Promise<number>;
}

interface Day {
  readonly day: string;
  /** Of all processes, when it was last read. */
  total: number;
  /** Counted here since. */
  here: number;
  sharedAtMs: number;
  sharing: Promise<void> | undefined;
}

/** How a key stands in its day, in UTC. */
export type DailyRate = Rate & { readonly limit: number };

/**
 * Counts the requests of a day of the keys that have a quota. What is counted is shared with the other processes every two
 * seconds, so a key can go over by what it sends in that time to the others.
 */
export class DailyQuotas {
  private readonly days = new Newest<Day>(most_keys);

  constructor(
    private readonly use: KeyUse,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** Counts a request; undefined for a principal without a quota. */
  async count({ id, dailyQuota: limit }: Principal): Promise<DailyRate | undefined> {
    if (limit === undefined) return undefined;
    const keyId = id.slice('key:'.length);
    const day = await this.dayOf(keyId);
    day.here += 1;
    const isDue = this.nowMs() - day.sharedAtMs >= shared_after_ms || day.here >= Math.max(1, limit / 100);
    if (isDue) await this.share(keyId, day);
    const sent = day.total + day.here;
    const resetS = Math.max(1, Math.ceil((day_ms - (this.nowMs() % day_ms)) / 1_000));
    return { limit, isOver: sent > limit, remaining: Math.max(0, limit - sent), resetS };
  }

  private async dayOf(keyId: string): Promise<Day> {
    const today = new Date(this.nowMs()).toISOString().slice(0, 10);
    const known = this.days.get(keyId);
    if (known?.day === today) return known;
    const day: Day = { day: today, total: 0, here: 0, sharedAtMs: 0, sharing: undefined };
    this.days.put(keyId, day);
    return day;
  }

  /** One at a time for a key: who comes meanwhile waits for it. */
  private async share(keyId: string, day: Day): Promise<void> {
    day.sharing ??= this.shareNow(keyId, day).finally(() => {
      day.sharing = undefined;
    });
    await day.sharing;
  }

  private async shareNow(keyId: string, day: Day): Promise<void> {
    const { here } = day;
    day.sharedAtMs = this.nowMs();
    day.total = await this.use.addUse(keyId, day.day, here);
    day.here -= here;
  }
}
