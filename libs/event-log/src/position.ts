/**
 * How far a reader has come: the next offset to read of every partition, indexed by partition number.
 * `[331n]` on a one-partition log means that the events at offsets 0..330 lie behind it.
 */
export type Position = readonly bigint[];

/** The beginning of a log with this many partitions. */
export const startOf = (partitionCount: number): Position => Array.from({ length: partitionCount }, () => 0n);

/** True when every partition of `a` is at least as far as in `b`: a reader at `a` has read all before `b`. */
export const hasReached = (a: Position, b: Position): boolean =>
  b.every((next, partition) => (a[partition] ?? 0n) >= next);

/** Events that lie before `position`, over all partitions. */
export const eventCount = (position: Position): bigint => position.reduce((sum, next) => sum + next, 0n);

/** `12-0-331`: the text form used in HTTP answers and on the command line. */
export const formatPosition = (position: Position): string => position.join('-');

/** Reads the text form back; undefined when the text is not a position. */
export function parsePosition(text: string): Position | undefined {
  return /^\d{1,18}(-\d{1,18})*$/.test(text) ? text.split('-').map(BigInt) : undefined;
}
