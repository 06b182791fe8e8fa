import type { Rectangle } from '#situation';

/** A rectangle of one key: a row of a read model. */
export interface KeyedRectangle<Value> extends Rectangle<Value> {
  readonly key: string;
}

/** What turns the stored rows into the fresh ones. */
export interface RowChange<Value> {
  readonly deleted: readonly KeyedRectangle<Value>[];
  /** The stored row, with the known time it now ends at. */
  readonly resized: readonly KeyedRectangle<Value>[];
  readonly inserted: readonly KeyedRectangle<Value>[];
}

/** The least change from what is stored of a key to what was computed afresh. */
export function compareRectangles<Value>(
  key: string,
  stored: readonly Rectangle<Value>[],
  fresh: readonly Rectangle<Value>[],
  identityOf: (value: Value) => string,
): RowChange<Value> {
  const sideOf = ({ valid, known, value }: Rectangle<Value>): string =>
    `${valid.fromMs} ${valid.toMs} ${known.fromMs} ${identityOf(value)}`;
  const left = new Map(stored.map((row) => [sideOf(row), row]));
  const resized: KeyedRectangle<Value>[] = [];
  const inserted: KeyedRectangle<Value>[] = [];
  for (const row of fresh) {
    const same = left.get(sideOf(row));
    left.delete(sideOf(row));
    if (same === undefined) inserted.push({ ...row, key });
    else if (same.known.toMs !== row.known.toMs) resized.push({ ...row, key });
  }
  return { deleted: [...left.values()].map((row) => ({ ...row, key })), resized, inserted };
}

/** The changes of several keys as one. */
export const together = <Value>(changes: readonly RowChange<Value>[]): RowChange<Value> => ({
  deleted: changes.flatMap(({ deleted }) => deleted),
  resized: changes.flatMap(({ resized }) => resized),
  inserted: changes.flatMap(({ inserted }) => inserted),
});
