import type { ConditionClaim, KnownCondition, PlaceId } from '#situation';
import { asMs, columnsOf, type EditionTables, inSlices, timestamp } from '../columns.js';
import { touchedColumns, type TouchedReports, touchedRows } from '../reports/touched-reports.js';
import { restoredColumns, restoredEvent, restoredFrom, type RestoredRow, toRestored } from '../restored.columns.js';

interface ClaimRow extends RestoredRow {
  readonly event_id: string;
  readonly ordinal: number;
  readonly report_id: string;
  readonly claim: ConditionClaim;
  readonly reliability: KnownCondition['grade']['reliability'];
  readonly credibility: KnownCondition['grade']['credibility'];
  readonly reported_at: number;
  readonly known_from: number;
  readonly known_to: number;
}

const claimColumns = `event_id, ordinal, report_id, claim, reliability, credibility,
  ${asMs('reported_at')} reported_at, ${asMs('known_from')} known_from, ${asMs('known_to')} known_to,
  ${restoredColumns}`;

const toClaim = (row: ClaimRow): KnownCondition => ({
  claim: row.claim,
  ordinal: row.ordinal,
  reportId: row.report_id,
  eventId: row.event_id,
  grade: { reliability: row.reliability, credibility: row.credibility },
  reportedAtMs: row.reported_at,
  knownFromMs: row.known_from,
  knownToMs: row.known_to,
  ...toRestored(row),
});

/** The stored claims of these reports, as far as they are touched. */
export async function conditionsOfReports(
  { sql, schema }: EditionTables,
  touched: TouchedReports,
): Promise<readonly KnownCondition[]> {
  const rows = await sql.query<ClaimRow>(
    `select ${claimColumns} from "${schema}".condition_claim c, ${touchedRows('c')}`,
    touchedColumns(touched),
  );
  return rows.map(toClaim);
}

/** All stored claims about these places. */
export async function conditionsOfPlaces(
  { sql, schema }: EditionTables,
  placeIds: readonly PlaceId[],
): Promise<readonly KnownCondition[]> {
  const rows = await sql.query<ClaimRow>(
    `select ${claimColumns} from "${schema}".condition_claim where place_id = any($1::text[])`,
    [placeIds],
  );
  return rows.map(toClaim);
}

/** A thing, and the known time from which on it is resolved anew. */
export interface TouchedThing {
  readonly placeId: PlaceId;
  readonly sinceMs: number;
}

const thingColumns = (things: readonly TouchedThing[]): readonly (readonly unknown[])[] =>
  columnsOf(
    things,
    ({ placeId }) => placeId,
    ({ sinceMs }) => timestamp(sinceMs),
  );

/** The stored claims about these things that reach or follow that known time. */
export async function conditionsSince(
  { sql, schema }: EditionTables,
  things: readonly TouchedThing[],
): Promise<readonly KnownCondition[]> {
  const rows = await sql.query<ClaimRow>(
    `select ${claimColumns} from unnest($1::text[], $2::timestamptz[]) touched (place, since)
     join "${schema}".condition_claim c on c.place_id = touched.place and c.known_to >= touched.since`,
    thingColumns(things),
  );
  return rows.map(toClaim);
}

/** Puts `claims` in the place of what is stored of these reports, as far as they are touched. */
export async function replaceConditions(
  tables: EditionTables,
  touched: TouchedReports,
  claims: readonly KnownCondition[],
): Promise<void> {
  const { sql, schema } = tables;
  await sql.query(`delete from "${schema}".condition_claim c using ${touchedRows('c')}`, touchedColumns(touched));
  await insertConditions(tables, claims);
}

/** Stores claims of which none is stored. */
export async function insertConditions(
  { sql, schema }: EditionTables,
  claims: readonly KnownCondition[],
): Promise<void> {
  await inSlices(claims, async (slice) => {
    await sql.query(
      `insert into "${schema}".condition_claim
         (event_id, ordinal, report_id, place_id, claim, reliability, credibility, reported_at, known_from, known_to,
          restored_event, restored_from)
       select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::text[], $5::jsonb[], $6::text[], $7::int[],
         $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::uuid[], $12::timestamptz[])`,
      columnsOf(
        slice,
        ({ eventId }) => eventId,
        ({ ordinal }) => ordinal,
        ({ reportId }) => reportId,
        ({ claim }) => claim.place,
        ({ claim }) => JSON.stringify(claim),
        ({ grade }) => grade.reliability,
        ({ grade }) => grade.credibility,
        ({ reportedAtMs }) => timestamp(reportedAtMs),
        ({ knownFromMs }) => timestamp(knownFromMs),
        ({ knownToMs }) => timestamp(knownToMs),
        restoredEvent,
        restoredFrom,
      ),
    );
  });
}
