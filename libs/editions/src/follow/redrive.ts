import { createHash } from 'node:crypto';
import { decodeEvent } from '#event-log';
import type { Database } from '#platform';
import { type Fact, project } from '#read-models';
import { parkedCount, type ParkedRow } from './parked-events.js';
import { applyInHalves } from './set-aside.js';
import type { WritableEdition } from '../registry/edition-record.js';

/** What a redrive came to. */
export interface Redriven {
  readonly applied: number;
  readonly stillParked: number;
}

const redrive_batch = 500;

/**
 * Tries every parked event again, with the code as it is now. Those that can be decoded and projected are applied and
 * leave the parking in one transaction; as facts know no order, it makes no difference that they come late. One that
 * still fails stays parked and keeps no other from being applied.
 */
export async function redriveParked(database: Database, edition: WritableEdition): Promise<Redriven> {
  let applied = 0;
  let after: Pick<ParkedRow, 'partition' | 'offset'> = { partition: -1, offset: '0' };
  for (;;) {
    const rows = await database.query<ParkedRow>(
      `select * from "${edition.schema}".parked_event where (partition, "offset") > ($1::int, $2::bigint)
       order by partition, "offset" limit $3`,
      [after.partition, after.offset, redrive_batch],
    );
    await applyInHalves(
      rows,
      async (some) => void (applied += await redrive(database, edition, some)),
      async () => undefined,
    );
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last;
  }
  const { count } = await parkedCount({ sql: database, schema: edition.schema });
  return { applied, stillParked: count };
}

/** Applies those of the events that can be decoded and are still parked; returns how many. */
async function redrive(database: Database, edition: WritableEdition, rows: readonly ParkedRow[]): Promise<number> {
  const readable = rows.flatMap((row) => factOf(row) ?? []);
  return database.transaction(async (sql) => {
    const taken = await sql.query<Pick<ParkedRow, 'partition' | 'offset'>>(
      `delete from "${edition.schema}".parked_event p using unnest($1::int[], $2::bigint[]) r (partition, "offset")
       where p.partition = r.partition and p."offset" = r."offset" returning p.partition, p."offset"`,
      [readable.map(({ row }) => row.partition), readable.map(({ row }) => row.offset)],
    );
    const places = new Set(taken.map(placeOf));
    const facts = readable.filter(({ row }) => places.has(placeOf(row))).map(({ fact }) => fact);
    await project({ sql, schema: edition.schema }, facts, edition.slice);
    return facts.length;
  });
}

const placeOf = ({ partition, offset }: Pick<ParkedRow, 'partition' | 'offset'>): string => `${partition}-${offset}`;

/** A parked event that can be read now. */
function factOf(row: ParkedRow): { readonly row: ParkedRow; readonly fact: Fact } | undefined {
  const decoded = decodeEvent({
    id: row.event_id,
    type: row.event_type,
    source: row.source,
    time: row.event_time,
    partitionKey: '',
    body: row.body,
    partition: row.partition,
    offset: BigInt(row.offset),
    recordedAtMs: row.recorded_at.getTime(),
  });
  if (!decoded.ok) return undefined;
  const digest = createHash('sha256').update(row.body).digest();
  return { row, fact: { eventId: row.event_id, event: decoded.event, digest } };
}
