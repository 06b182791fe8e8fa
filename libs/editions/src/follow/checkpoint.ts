import { Fenced, type LogCoordinates, type Position } from '#event-log';
import type { EditionTables } from '#read-models';

/** What a worker holds of one partition: where it stands, and an epoch that outranks those of earlier holders. */
export interface Claim {
  readonly epoch: bigint;
  readonly nextOffset: bigint;
  /** True when workers before have claimed the same offset and not got past it: an event may have ended them. */
  readonly isSuspect: boolean;
}

/** From this claim of one offset on, what comes next is applied one event at a time. */
const suspect_claims = 3;

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

/** The position of an edition, locked until the transaction ends: followers of the edition wait. */
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
  const rows = await sql.query<{ partition: number; epoch: string; next_offset: string; claims: number }>(
    `with mine as (
       select partition from "${schema}".checkpoint where partition = any($1::int[]) order by partition for update
     )
     update "${schema}".checkpoint c
     set epoch = epoch + 1, claimed_offset = next_offset,
       claims = case when claimed_offset = next_offset then claims + 1 else 1 end
     from mine where c.partition = mine.partition
     returning c.partition, c.epoch, c.next_offset, c.claims`,
    [partitions],
  );
  return new Map(rows.map((row) => [row.partition, claimOf(row)]));
}

const claimOf = (row: { readonly epoch: string; readonly next_offset: string; readonly claims: number }): Claim => ({
  epoch: BigInt(row.epoch),
  nextOffset: BigInt(row.next_offset),
  isSuspect: row.claims >= suspect_claims,
});

/**
 * Counts one more try of the event at this offset, in a commit of its own, and returns how many there have been. A try
 * that ends the process is counted too.
 *
 * @throws {Fenced} another worker has claimed the partition.
 */
export async function countTry(
  { sql, schema }: EditionTables,
  { partition, offset }: Pick<LogCoordinates, 'partition' | 'offset'>,
  claim: Claim,
): Promise<number> {
  const [row] = await sql.query<{ tries: number }>(
    `update "${schema}".checkpoint
     set tried_offset = $3::bigint, tries = case when tried_offset = $3::bigint then tries + 1 else 1 end
     where partition = $1::int and epoch = $2::bigint returning tries`,
    [partition, claim.epoch.toString(), offset.toString()],
  );
  if (row === undefined) throw new Fenced(`Partition ${partition} of "${schema}" is in other hands.`);
  return row.tries;
}

/** Takes one try back, because it failed through no fault of the event. */
export async function forgetTry(
  { sql, schema }: EditionTables,
  { partition, offset }: Pick<LogCoordinates, 'partition' | 'offset'>,
): Promise<void> {
  await sql.query(
    `update "${schema}".checkpoint set tries = tries - 1 where partition = $1::int and tried_offset = $2::bigint and tries > 0`,
    [partition, offset.toString()],
  );
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
