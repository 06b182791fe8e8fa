/** Waits between tries: each longer, none over some hours. */
export interface Backoff {
  readonly firstMs: number;
  readonly factor: number;
  readonly longestMs: number;
  /** A receiver that has failed for this long is taken for gone. */
  readonly giveUpAfterMs: number;
}

const hour_ms = 3_600_000;

/** 5 s, 20 s, 80 s, about 5 and 20 minutes, 85 minutes, then every 4 hours, for three days. */
export const usual_backoff: Backoff = {
  firstMs: 5_000,
  factor: 4,
  longestMs: 4 * hour_ms,
  giveUpAfterMs: 72 * hour_ms,
};

/** How long to wait after this many failures in a row; the first failure is 1. */
export const delayAfter = (failures: number, { firstMs, factor, longestMs }: Backoff): number =>
  Math.min(firstMs * factor ** (failures - 1), longestMs);
