import { type ActorId, anchorClaim, type ControlClaim, type KnownClaim, type TimeZone } from '#situation';
import { arrayLiteral, asMs, columnsOf, type EditionTables, inSlices, timestamp } from '../columns.js';
import { restoredColumns, restoredEvent, restoredFrom, type RestoredRow, toRestored } from '../restored.columns.js';
import { touchedColumns, type TouchedReports, touchedRows } from '../reports/touched-reports.js';
import { zone_of_unregistered_places } from '../zones.js';

/** A stored claim as `claimColumns` reads it. */
export interface ClaimRow extends RestoredRow {
  readonly event_id: string;
  readonly ordinal: number;
  readonly report_id: string;
  readonly place_id: string;
  readonly claim: ControlClaim;
  readonly reliability: KnownClaim['grade']['reliability'];
  readonly credibility: KnownClaim['grade']['credibility'];
  readonly reported_at: number;
  readonly known_from: number;
  readonly known_to: number;
}

/** The columns of `control_claim c` that make a claim. */
export const claimColumns = `c.event_id, c.ordinal, c.report_id, c.place_id, c.claim, c.reliability, c.credibility,
  ${asMs('c.reported_at')} reported_at, ${asMs('c.known_from')} known_from, ${asMs('c.known_to')} known_to,
  ${restoredColumns}`;

/** Returns the claim that a row holds. */
export const toClaim = (row: ClaimRow): KnownClaim => ({
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

/** The zones of these places. */
export async function zonesOf(
  { sql, schema }: EditionTables,
  placeIds: readonly string[],
): Promise<(placeId: string) => TimeZone> {
  const rows = await sql.query<{ id: string; time_zone: TimeZone }>(
    `select id, time_zone from "${schema}".place where id = any($1::text[])`,
    [placeIds],
  );
  const zones = new Map(rows.map(({ id, time_zone }) => [id, time_zone]));
  return (placeId) => zones.get(placeId) ?? zone_of_unregistered_places;
}

/** The stored claims of these reports, as far as they are touched. */
export async function claimsOfReports(
  { sql, schema }: EditionTables,
  touched: TouchedReports,
): Promise<readonly KnownClaim[]> {
  const rows = await sql.query<ClaimRow>(
    `select ${claimColumns} from "${schema}".control_claim c, ${touchedRows('c')}`,
    touchedColumns(touched),
  );
  return rows.map(toClaim);
}

/** All stored claims about these places. */
export async function claimsOfPlaces(
  { sql, schema }: EditionTables,
  placeIds: readonly string[],
): Promise<readonly KnownClaim[]> {
  const rows = await sql.query<ClaimRow>(
    `select ${claimColumns} from "${schema}".control_claim c where place_id = any($1::text[])`,
    [placeIds],
  );
  return rows.map(toClaim);
}

/** A place, and the known time from which on it is resolved anew. */
export interface LatePlace {
  readonly placeId: string;
  readonly sinceMs: number;
}

/** The stored claims about these places that reach or follow that known time. */
export async function claimsSince(
  { sql, schema }: EditionTables,
  places: readonly LatePlace[],
): Promise<readonly KnownClaim[]> {
  const rows = await sql.query<ClaimRow>(
    `select ${claimColumns} from unnest($1::text[], $2::timestamptz[]) late (place, since)
     join "${schema}".control_claim c on c.place_id = late.place and c.known_to >= late.since`,
    columnsOf(
      places,
      ({ placeId }) => placeId,
      ({ sinceMs }) => timestamp(sinceMs),
    ),
  );
  return rows.map(toClaim);
}

/** Removes what is stored of these reports, as far as they are touched. */
export async function deleteClaims({ sql, schema }: EditionTables, touched: TouchedReports): Promise<void> {
  await sql.query(`delete from "${schema}".control_claim c using ${touchedRows('c')}`, touchedColumns(touched));
}

/** Stores claims of which none is stored, with their anchors in valid time. */
export async function insertClaims(
  { sql, schema }: EditionTables,
  claims: readonly KnownClaim[],
  zoneOf: (placeId: string) => TimeZone,
): Promise<void> {
  const anchored = claims.map((claim) => anchorClaim(claim, zoneOf(claim.claim.place)));
  await inSlices(anchored, async (slice) => {
    await sql.query(
      `insert into "${schema}".control_claim (event_id, ordinal, report_id, place_id, claim, reliability, credibility,
         reported_at, known_from, known_to, actors, effect, begins_at, effective_at, window_to, restored_event,
         restored_from)
       select event_id, ordinal, report_id, place_id, claim, reliability, credibility, reported_at, known_from, known_to,
         actors::text[], effect, begins_at, effective_at, window_to, restored_event, restored_from
       from unnest($1::uuid[], $2::int[], $3::uuid[], $4::text[], $5::jsonb[], $6::text[], $7::int[],
         $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::text[], $12::text[], $13::timestamptz[],
         $14::timestamptz[], $15::timestamptz[], $16::uuid[], $17::timestamptz[])
         c (event_id, ordinal, report_id, place_id, claim, reliability, credibility, reported_at, known_from, known_to,
            actors, effect, begins_at, effective_at, window_to, restored_event, restored_from)`,
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
        ({ claim }) => arrayLiteral(actorsNamed(claim)),
        ({ claim }) => claim.effect,
        ({ beginMs }) => timestamp(beginMs),
        ({ effectiveMs }) => timestamp(effectiveMs),
        ({ windowToMs }) => timestamp(windowToMs),
        restoredEvent,
        restoredFrom,
      ),
    );
  });
}

/** Every actor whose sides a claim is read by. */
export const actorsNamed = ({ holders, takenFrom }: ControlClaim): readonly ActorId[] => [
  ...new Set(takenFrom === undefined ? holders : [...holders, takenFrom]),
];

/** Gives stored claims their anchors anew: the days of their places have changed zone. */
export async function reanchorClaims(
  { sql, schema }: EditionTables,
  claims: readonly KnownClaim[],
  zoneOf: (placeId: string) => TimeZone,
): Promise<void> {
  const anchored = claims.map((claim) => anchorClaim(claim, zoneOf(claim.claim.place)));
  await inSlices(anchored, async (slice) => {
    await sql.query(
      `update "${schema}".control_claim c
       set begins_at = a.begins_at, effective_at = a.effective_at, window_to = a.window_to
       from unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[])
         a (event_id, ordinal, begins_at, effective_at, window_to)
       where c.event_id = a.event_id and c.ordinal = a.ordinal
         and (c.begins_at, c.effective_at, c.window_to) is distinct from (a.begins_at, a.effective_at, a.window_to)`,
      columnsOf(
        slice,
        ({ eventId }) => eventId,
        ({ ordinal }) => ordinal,
        ({ beginMs }) => timestamp(beginMs),
        ({ effectiveMs }) => timestamp(effectiveMs),
        ({ windowToMs }) => timestamp(windowToMs),
      ),
    );
  });
}

/** For each place that has claims the newest known time at which one came or went. */
export async function newestBoundaries(
  { sql, schema }: EditionTables,
  placeIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const newest = (column: string) => `(select max(${column}) from "${schema}".control_claim
    where place_id = place and ${column} < 'infinity')`;
  const rows = await sql.query<{ place: string; newest: number | null }>(
    `select place, ${asMs(`greatest(${newest('known_from')}, ${newest('known_to')})`)} newest
     from unnest($1::text[]) place`,
    [placeIds],
  );
  return new Map(rows.flatMap(({ place, newest }) => (newest === null ? [] : [[place, newest] as const])));
}
