import { Fenced, type Position } from '#event-log';
import type { EditionTables } from '#projections';

/** What a worker holds of one partition: where it stands, and the epoch that outranks whoever held it before. */
export interface Claim {
  readonly epoch: bigint;
  readonly nextOffset: bigint;
}

/** Begins every partition of a new edition at the start of the log. */
export async function createCheckpoint({ sql, schema }: EditionTables, partitionCount: number): Promise<void> {
  await sql.query(`insert into "${schema}".checkpoint (partition) select generate_series(0, $1::int - 1)`, [
    partitionCount,
  ]);
}

/** The position an edition has been applied up to. */
export async function readCheckpoint({ sql, schema }: EditionTables): Promise<Position> {
  const rows = await sql.query<{ next_offset: string }>(
    `select next_offset from "${schema}".checkpoint order by partition`,
  );
  return rows.map(({ next_offset }) => BigInt(next_offset));
}

/** The position of an edition that cannot move until the transaction ends: whoever applies a batch to it waits. */
export async function lockCheckpoint({ sql, schema }: EditionTables): Promise<Position> {
  const rows = await sql.query<{ next_offset: string }>(
    `select next_offset from "${schema}".checkpoint order by partition for update`,
  );
  return rows.map(({ next_offset }) => BigInt(next_offset));
}

/** Takes over partitions, in order of partition; a worker that held them before is fenced from then on. */
export async function claimPartitions(
  { sql, schema }: EditionTables,
  partitions: readonly number[],
): Promise<ReadonlyMap<number, Claim>> {
  const rows = await sql.query<{ partition: number; epoch: string; next_offset: string }>(
    `with mine as (
       select partition from "${schema}".checkpoint where partition = any($1::int[]) order by partition for update
     )
     update "${schema}".checkpoint c set epoch = epoch + 1 from mine where c.partition = mine.partition
     returning c.partition, c.epoch, c.next_offset`,
    [partitions],
  );
  return new Map(rows.map((row) => [row.partition, { epoch: BigInt(row.epoch), nextOffset: BigInt(row.next_offset) }]));
}

/**
 * Moves the checkpoint by compare-and-set, as the first statement of the transaction that writes the rows: it locks the
 * partition's row, so a zombie and its successor take turns and the one that comes second changes nothing.
 *
 * @throws {Fenced} somebody else has claimed or moved this partition.
 */
export async function advanceCheckpoint(
  { sql, schema }: EditionTables,
  partition: number,
  claim: Claim,
  nextOffset: bigint,
): Promise<void> {
  const moved = await sql.query(
    `update "${schema}".checkpoint set next_offset = $4::bigint, applied_at = now()
     where partition = $1::int and epoch = $2::bigint and next_offset = $3::bigint returning partition`,
    [partition, claim.epoch.toString(), claim.nextOffset.toString(), nextOffset.toString()],
  );
  if (moved.length !== 1) throw new Fenced(`Partition ${partition} of "${schema}" is in other hands.`);
}
