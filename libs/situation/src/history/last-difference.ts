import type { Placed } from './stretches.js';

/**
 * Returns the last moment, at or before `untilMs`, at which two timelines say something different; undefined where they
 * say the same at every moment until then. Both are in order and without overlap; a moment that one of them leaves out is
 * a moment of which it says nothing.
 */
export function lastDifference<Value>(
  one: readonly Placed<Value>[],
  other: readonly Placed<Value>[],
  identityOf: (value: Value) => string,
  untilMs: number,
): number | undefined {
  const turns = [...one, ...other].flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
  const starts = [...new Set(turns)].filter((ms) => ms <= untilMs).sort((a, b) => b - a);
  const [readOne, readOther] = [backwards(one, identityOf), backwards(other, identityOf)];
  let lastMs = untilMs;
  for (const startMs of starts) {
    if (readOne(startMs) !== readOther(startMs)) return lastMs;
    lastMs = startMs - 1;
  }
  return undefined;
}

/** Reads a timeline at moments that only go back. */
function backwards<Value>(
  timeline: readonly Placed<Value>[],
  identityOf: (value: Value) => string,
): (ms: number) => string | undefined {
  let index = timeline.length - 1;
  return (ms) => {
    while (index >= 0 && timeline[index]!.fromMs > ms) index -= 1;
    const placed = timeline[index];
    return placed !== undefined && ms < placed.toMs ? identityOf(placed.value) : undefined;
  };
}
