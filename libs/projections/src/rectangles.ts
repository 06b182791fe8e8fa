import type { Stretch } from '#situation';

/** A stored value over a rectangle of valid and known time. */
export interface Rectangle<Value> {
  readonly key: string;
  readonly valid: Stretch;
  readonly known: Stretch;
  readonly value: Value;
}

/** What turns the stored rectangles into the fresh ones. */
export interface RectangleChange<Value> {
  readonly deleted: readonly Rectangle<Value>[];
  /** The stored rectangle, with the known time it now ends at. */
  readonly resized: readonly Rectangle<Value>[];
  readonly inserted: readonly Rectangle<Value>[];
}

/**
 * Compares what is stored with what was computed afresh from `sinceKnownMs` on, and answers the least change.
 *
 * `stored` must hold every rectangle of the key that reaches `sinceKnownMs` or ends there. A fresh rectangle that
 * begins exactly there may be the continuation of a stored one: then the stored one is resized, so the rows are the
 * same as if all had been computed at once (law 1).
 */
export function compareRectangles<Value>(
  stored: readonly Rectangle<Value>[],
  fresh: readonly Rectangle<Value>[],
  sinceKnownMs: number,
  identityOf: (value: Value) => string,
): RectangleChange<Value> {
  const sideOf = ({ valid, value }: Rectangle<Value>): string => `${valid.fromMs} ${valid.toMs} ${identityOf(value)}`;
  const older = new Map(stored.filter(({ known }) => known.fromMs < sinceKnownMs).map((row) => [sideOf(row), row]));
  const newer = new Map(
    stored
      .filter(({ known }) => known.fromMs >= sinceKnownMs)
      .map((row) => [`${sideOf(row)} ${row.known.fromMs}`, row]),
  );
  const resized: Rectangle<Value>[] = [];
  const inserted: Rectangle<Value>[] = [];
  const resize = (row: Rectangle<Value>, toMs: number): void => {
    if (row.known.toMs !== toMs) resized.push({ ...row, known: { fromMs: row.known.fromMs, toMs } });
  };
  for (const row of fresh) {
    const continued = row.known.fromMs === sinceKnownMs ? older.get(sideOf(row)) : undefined;
    const same = newer.get(`${sideOf(row)} ${row.known.fromMs}`);
    if (continued !== undefined) {
      older.delete(sideOf(row));
      resize(continued, row.known.toMs);
    } else if (same !== undefined) {
      newer.delete(`${sideOf(row)} ${row.known.fromMs}`);
      resize(same, row.known.toMs);
    } else inserted.push(row);
  }
  for (const row of older.values()) resize(row, sinceKnownMs);
  return { deleted: [...newer.values()], resized, inserted };
}
