import type { Position } from '#event-log';
import type { EditionTables } from '#read-models';

/**
 * What decides the rows of an edition: how far it has been applied, and how many events are parked. Between two events
 * of the log only a redrive changes rows, and it lowers that count.
 */
export interface EditionState {
  readonly position: Position;
  readonly parked: number;
}

/** Returns the state of an edition as of one moment. */
export async function readState({ sql, schema }: EditionTables): Promise<EditionState> {
  const [row] = await sql.query<{ position: readonly string[] | null; parked: number }>(
    `select (select array_agg(next_offset::text order by partition) from "${schema}".checkpoint) as position,
       (select count(*)::int from "${schema}".parked_event) as parked`,
  );
  return { position: (row?.position ?? []).map(BigInt), parked: row?.parked ?? 0 };
}
