/** What `doctor` found of one thing. */
export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'look' | 'wrong' | 'skipped';
  readonly found: string;
  /** What to do about it. */
  readonly advice?: string;
}

export const ok = (name: string, found: string): Check => ({ name, state: 'ok', found });
export const skipped = (name: string, found: string): Check => ({ name, state: 'skipped', found });
export const look = (name: string, found: string, advice: string): Check => ({ name, state: 'look', found, advice });
export const wrong = (name: string, found: string, advice: string): Check => ({ name, state: 'wrong', found, advice });

/** Why something failed, as what lies at the bottom of it says. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error instanceof AggregateError ? (error.errors[0] as unknown) : error.cause;
  return inner === undefined ? error.message || error.name : reasonOf(inner);
}

const clock_look_ms = 1_000;
const clock_wrong_ms = 30_000;

/** How far another clock is from ours; `between` are our times before and after it was read, in milliseconds since 1970. */
export function clockCheck(
  name: string,
  theirsMs: number,
  between: readonly [number, number],
  precisionMs: number,
): Check {
  const [before, after] = between;
  const off = theirsMs > after ? theirsMs - after : Math.min(0, theirsMs + precisionMs - before);
  const found = off === 0 ? 'as ours' : `${Math.abs(off / 1_000).toFixed(1)} s ${off > 0 ? 'ahead' : 'behind'}`;
  if (Math.abs(off) < clock_look_ms) return ok(name, found);
  const advice = 'Set the clocks of both machines by NTP: what was known when depends on them.';
  return Math.abs(off) < clock_wrong_ms ? look(name, found, advice) : wrong(name, found, advice);
}
