import type { JobProgress, WorkProgress } from './job.js';

/** How far back the rate looks, and how close together the moments are that it remembers. */
const window_ms = 10_000;
const sample_ms = 500;

/** The rate of a job over the last seconds of its phase; never over two phases. */
export class JobPace {
  private readonly seen: { readonly atMs: number; readonly done: bigint }[] = [];
  private latest: WorkProgress | undefined;

  /** `nowMs` is of any clock that only goes forward. */
  note(progress: WorkProgress, nowMs: number): void {
    if (progress.phase !== this.latest?.phase) this.seen.length = 0;
    this.latest = progress;
    const last = this.seen.at(-1);
    if (last !== undefined && nowMs - last.atMs < sample_ms) return;
    this.seen.push({ atMs: nowMs, done: progress.done });
    while (this.seen.length > 2 && nowMs - (this.seen[0]?.atMs ?? nowMs) > window_ms) this.seen.shift();
  }

  /** The progress noted last, with its rate. */
  read(nowMs: number): JobProgress | undefined {
    const { latest } = this;
    const first = this.seen[0];
    if (latest === undefined || first === undefined) return undefined;
    const elapsedMs = nowMs - first.atMs;
    const moved = Number(latest.done - first.done);
    return { ...latest, ratePerSecond: elapsedMs > 0 && moved > 0 ? (moved * 1_000) / elapsedMs : null };
  }
}

/** Seconds until the phase is over at this rate; null when there is no rate to go by. */
export function etaSeconds({ done, total, ratePerSecond }: JobProgress): number | null {
  if (ratePerSecond === null || ratePerSecond <= 0) return null;
  return Math.max(0, Math.ceil(Number(total - done) / ratePerSecond));
}
