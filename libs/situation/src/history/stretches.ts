import { beginning_of_time_ms, end_of_time_ms } from '../time/time.js';

/** A stretch of time, half open, in milliseconds since 1970 UTC; infinite at the ends of time. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The whole axis. */
export const all_time: Stretch = { fromMs: beginning_of_time_ms, toMs: end_of_time_ms };

/** A value over a stretch of valid time. */
export interface Placed<Value> extends Stretch {
  readonly value: Value;
}

/** Joins stretches of one value that touch. Stretches of one value are added in order. */
export class Runs<Value> {
  private readonly joined: Placed<Value>[] = [];
  private readonly lastOf = new Map<string, number>();

  constructor(private readonly identityOf: (value: Value) => string) {}

  add(placed: Placed<Value>): void {
    const identity = this.identityOf(placed.value);
    const index = this.lastOf.get(identity);
    const last = index === undefined ? undefined : this.joined[index];
    if (index !== undefined && last?.toMs === placed.fromMs) this.joined[index] = { ...last, toMs: placed.toMs };
    else this.lastOf.set(identity, this.joined.push(placed) - 1);
  }

  get all(): readonly Placed<Value>[] {
    return this.joined;
  }
}
