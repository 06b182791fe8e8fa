import type { Position } from '../position.js';
import type { KafkaConnection } from './connection.js';

/** The offsets between which the log holds events: `low` is the first one it still has, `high` is behind the last. */
export interface Watermarks {
  readonly low: Position;
  readonly high: Position;
}

/** Asks for the marks of every partition. Partitions beyond `partitionCount` do not belong to the log. */
export async function watermarks(
  connection: KafkaConnection,
  topic: string,
  partitionCount: number,
): Promise<Watermarks> {
  const offsets = await connection.ask((admin) => admin.fetchTopicOffsets(topic));
  return {
    low: toPosition(
      offsets.map(({ partition, low }) => ({ partition, offset: low })),
      partitionCount,
    ),
    high: toPosition(
      offsets.map(({ partition, high }) => ({ partition, offset: high })),
      partitionCount,
    ),
  };
}

/** The offsets of the first events recorded at or after this instant; the high marks where there is none. */
export async function positionAtInstant(
  connection: KafkaConnection,
  topic: string,
  partitionCount: number,
  recordedAtMs: number,
): Promise<Position> {
  // Below zero the protocol means "earliest" and "latest", not an instant.
  const instant = Math.min(Math.max(Math.ceil(recordedAtMs), 0), Number.MAX_SAFE_INTEGER);
  const offsets = await connection.ask((admin) => admin.fetchTopicOffsetsByTimestamp(topic, instant));
  return toPosition(offsets, partitionCount);
}

function toPosition(
  offsets: readonly { readonly partition: number; readonly offset: string }[],
  partitionCount: number,
): Position {
  const byPartition = new Map(offsets.map(({ partition, offset }) => [partition, BigInt(offset)]));
  return Array.from({ length: partitionCount }, (_, partition) => {
    const offset = byPartition.get(partition);
    if (offset === undefined) throw new Error(`the broker answered no offset for partition ${partition}`);
    return offset;
  });
}
