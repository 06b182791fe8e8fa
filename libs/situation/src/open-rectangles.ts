import { type Placed, Runs, type Stretch } from './stretches.js';
import { end_of_time_ms } from './time.js';

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
  private open: Rectangle<Value>[];

  constructor(
    standing: readonly Rectangle<Value>[],
    private readonly identityOf: (value: Value) => string,
  ) {
    this.open = [...standing].sort((a, b) => a.valid.fromMs - b.valid.fromMs);
  }

  /** From `knownMs` on, valid time from `fromMs` on reads as `fresh`; before it, as it did. */
  replace(knownMs: number, fromMs: number, fresh: readonly Placed<Value>[]): void {
    const kept = this.open.filter(({ valid }) => valid.toMs < fromMs);
    const touched = this.open.filter(({ valid }) => valid.toMs >= fromMs);
    const joined = new Runs<Value>(this.identityOf);
    for (const { valid, value } of touched)
      if (valid.fromMs < fromMs) joined.add({ fromMs: valid.fromMs, toMs: Math.min(valid.toMs, fromMs), value });
    for (const placed of fresh) joined.add(placed);
    const standing = new Map(touched.map((row) => [this.sideOf(row.valid, row.value), row]));
    for (const { fromMs: from, toMs, value } of joined.all) {
      const side = this.sideOf({ fromMs: from, toMs }, value);
      const unchanged = standing.get(side);
      standing.delete(side);
      kept.push(
        unchanged ?? { valid: { fromMs: from, toMs }, known: { fromMs: knownMs, toMs: end_of_time_ms }, value },
      );
    }
    for (const row of standing.values()) this.closed.push({ ...row, known: { ...row.known, toMs: knownMs } });
    this.open = kept;
  }

  all(): readonly Rectangle<Value>[] {
    return [...this.closed, ...this.open];
  }

  private sideOf({ fromMs, toMs }: Stretch, value: Value): string {
    return `${fromMs} ${toMs} ${this.identityOf(value)}`;
  }
}
