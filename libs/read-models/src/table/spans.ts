import type { Rectangle } from '#situation';

/** A rectangle of one key and, where a key has several that are resolved apart, of one lane of it: a row of a read model. */
export interface Span<Value> extends Rectangle<Value> {
  readonly key: string;
  readonly lane: string;
}

/** What turns the stored rows into the fresh ones. */
export interface SpanChange<Value> {
  readonly deleted: readonly Span<Value>[];
  /** The stored row, with the known time it now ends at. */
  readonly resized: readonly Span<Value>[];
  readonly inserted: readonly Span<Value>[];
}

/** The least change from what is stored to what was resolved afresh. */
export function compareSpans<Value>(
  stored: readonly Span<Value>[],
  fresh: readonly Span<Value>[],
  identityOf: (value: Value) => string,
): SpanChange<Value> {
  const sideOf = ({ key, lane, valid, known, value }: Span<Value>): string =>
    `${key} ${lane} ${valid.fromMs} ${valid.toMs} ${known.fromMs} ${identityOf(value)}`;
  const left = new Map(stored.map((span) => [sideOf(span), span]));
  const resized: Span<Value>[] = [];
  const inserted: Span<Value>[] = [];
  for (const span of fresh) {
    const side = sideOf(span);
    const same = left.get(side);
    left.delete(side);
    if (same === undefined) inserted.push(span);
    else if (same.known.toMs !== span.known.toMs) resized.push(span);
  }
  return { deleted: [...left.values()], resized, inserted };
}
