import type { Rectangle } from './open-rectangles.js';
import { beginning_of_time_ms, end_of_time_ms } from '../time/time.js';

/** Rows as resolved up to a known time, with those of later known times as stored. */
export interface JoinedRows<Value> {
  readonly all: readonly Rectangle<Value>[];
  /** The end of valid time on which the two differ there; the beginning of time where they do not. */
  readonly differsUntilMs: number;
}

/** Joins rows resolved up to a known time, all after it open, with what is stored. */
export function joinRows<Value>(
  resolved: readonly Rectangle<Value>[],
  stored: readonly Rectangle<Value>[],
  knownMs: number,
  identityOf: (value: Value) => string,
  isLeftOut: (value: Value) => boolean = () => false,
): JoinedRows<Value> {
  const sideOf = ({ valid, value }: Rectangle<Value>): string => `${valid.fromMs} ${valid.toMs} ${identityOf(value)}`;
  const standing = stored.filter(({ known }) => known.fromMs <= knownMs && knownMs < known.toMs);
  const left = new Map(standing.map((row) => [sideOf(row), row]));
  let differsUntilMs = beginning_of_time_ms;
  const differs = ({ valid, value }: Rectangle<Value>): void => {
    if (!isLeftOut(value)) differsUntilMs = Math.max(differsUntilMs, valid.toMs);
  };
  const all = resolved.map((row) => {
    if (row.known.toMs !== end_of_time_ms) return row;
    const same = left.get(sideOf(row));
    left.delete(sideOf(row));
    if (same === undefined) differs(row);
    return same === undefined ? row : { ...row, known: { ...row.known, toMs: same.known.toMs } };
  });
  for (const row of left.values()) differs(row);
  return { all: [...all, ...stored.filter(({ known }) => known.fromMs > knownMs)], differsUntilMs };
}
