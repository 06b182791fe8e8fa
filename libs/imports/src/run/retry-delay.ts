const first_delay_ms = 100;
const longest_delay_ms = 5_000;
/** What a server may ask us to wait at most; beyond that we go by our own pace. */
const longest_retry_after_s = 30;

/**
 * How long to wait before trying again, in milliseconds: as long as the server asks (`Retry-After` in seconds), else
 * twice as long after every failure, with `chance` (0 to 1) to keep several senders apart.
 */
export function retryDelayMs(failures: number, chance: number, retryAfter?: string | null): number {
  const asked = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) : undefined;
  if (asked !== undefined && asked <= longest_retry_after_s) return asked * 1_000 + chance * first_delay_ms;
  const delayMs = Math.min(longest_delay_ms, first_delay_ms * 2 ** (failures - 1));
  return delayMs * (0.5 + chance / 2);
}
