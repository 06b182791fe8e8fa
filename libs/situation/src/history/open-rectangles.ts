import { countWhile } from '../count-while.js';
import { type Placed, Runs, type Stretch } from './stretches.js';
import { end_of_time_ms } from '../time/time.js';

/** A value over a rectangle of valid and known time. */
export interface Rectangle<Value> {
  readonly valid: Stretch;
  readonly known: Stretch;
  readonly value: Value;
}

/** Something that was known from one known time on, until another. */
export interface Known {
  readonly knownFromMs: number;
  readonly knownToMs: number;
}

/** What changes at one known time. */
export interface KnownChange<Claim extends Known> {
  readonly knownMs: number;
  readonly added: readonly Claim[];
  readonly removed: readonly Claim[];
}

/** The known times at which these claims come and go, in order. */
export function changesOf<Claim extends Known>(claims: readonly Claim[]): readonly KnownChange<Claim>[] {
  const changes = new Map<number, { knownMs: number; added: Claim[]; removed: Claim[] }>();
  const at = (knownMs: number) => {
    const change = changes.get(knownMs) ?? { knownMs, added: [], removed: [] };
    changes.set(knownMs, change);
    return change;
  };
  for (const claim of claims) {
    if (claim.knownFromMs >= claim.knownToMs) continue;
    at(claim.knownFromMs).added.push(claim);
    if (claim.knownToMs !== end_of_time_ms) at(claim.knownToMs).removed.push(claim);
  }
  return [...changes.values()].sort((a, b) => a.knownMs - b.knownMs);
}

/** Those of these rectangles that reach a known time from before it, as if it were not known yet how they end. */
export const openAt = <Value>(rectangles: readonly Rectangle<Value>[], knownMs: number): readonly Rectangle<Value>[] =>
  rectangles
    .filter(({ known }) => known.fromMs < knownMs && known.toMs >= knownMs)
    .map((row) => ({ ...row, known: { ...row.known, toMs: end_of_time_ms } }));

/** The rectangles of one value type, of which the open ones lie side by side on the newest layer of known time. */
export class OpenRectangles<Value> {
  private readonly closed: Rectangle<Value>[] = [];
  /** In order of valid time, without overlap. */
  private open: readonly Rectangle<Value>[];

  constructor(
    standing: readonly Rectangle<Value>[],
    private readonly identityOf: (value: Value) => string,
  ) {
    this.open = [...standing].sort((a, b) => a.valid.fromMs - b.valid.fromMs);
  }

  /** From `knownMs` on, valid time within these bounds reads as `fresh`, which lies inside them; outside, as it did. */
  replace(knownMs: number, { fromMs, toMs }: Stretch, fresh: readonly Placed<Value>[]): void {
    const first = countWhile(this.open, ({ valid }) => valid.toMs < fromMs);
    const end = countWhile(this.open, ({ valid }) => valid.fromMs <= toMs);
    const touched = this.open.slice(first, end);
    const joined = new Runs<Value>(this.identityOf);
    for (const { valid, value } of touched)
      if (valid.fromMs < fromMs) joined.add({ fromMs: valid.fromMs, toMs: Math.min(valid.toMs, fromMs), value });
    for (const placed of fresh) joined.add(placed);
    for (const { valid, value } of touched)
      if (valid.toMs > toMs) joined.add({ fromMs: Math.max(valid.fromMs, toMs), toMs: valid.toMs, value });
    const standing = new Map(touched.map((row) => [this.sideOf(row.valid, row.value), row]));
    const known = { fromMs: knownMs, toMs: end_of_time_ms };
    const rows = joined.all.map(({ value, ...valid }) => {
      const side = this.sideOf(valid, value);
      const unchanged = standing.get(side);
      standing.delete(side);
      return unchanged ?? { valid, known, value };
    });
    for (const row of standing.values()) this.closed.push({ ...row, known: { ...row.known, toMs: knownMs } });
    this.open = [...this.open.slice(0, first), ...rows, ...this.open.slice(end)];
  }

  all(): readonly Rectangle<Value>[] {
    return [...this.closed, ...this.open];
  }

  private sideOf({ fromMs, toMs }: Stretch, value: Value): string {
    return `${fromMs} ${toMs} ${this.identityOf(value)}`;
  }
}
