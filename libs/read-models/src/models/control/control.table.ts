import {
  type ActorId,
  type AnchoredClaim,
  anchorClaim,
  type ControlClaim,
  type KnownClaim,
  type TimeZone,
} from '#situation';
import { ClaimTable, storedClaim } from '../claims/claims.table.js';
import { asMs, columnsOf, type EditionTables, inSlices, timestamp } from '../../table/columns.js';
import { insertRows, listColumn, type StoredColumn } from '../../table/stored-columns.table.js';
import { zone_of_unregistered_places } from '../claims/zones.js';

/** The stored claims about who holds a place. */
export const controlClaims = new ClaimTable<ControlClaim>('control_claim');

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

const anchorColumns: readonly StoredColumn<AnchoredClaim>[] = [
  { name: 'begins_at', type: 'timestamptz', of: ({ beginMs }) => timestamp(beginMs) },
  { name: 'effective_at', type: 'timestamptz', of: ({ effectiveMs }) => timestamp(effectiveMs) },
  { name: 'window_to', type: 'timestamptz', of: ({ windowToMs }) => timestamp(windowToMs) },
];

const storedColumns: readonly StoredColumn<AnchoredClaim>[] = [
  ...storedClaim,
  listColumn('actors', 'text', ({ claim }) => actorsNamed(claim)),
  { name: 'effect', type: 'text', of: ({ claim }) => claim.effect },
  ...anchorColumns,
];

/** Stores claims of which none is stored, with their anchors in valid time. */
export const insertClaims = (
  tables: EditionTables,
  claims: readonly KnownClaim[],
  zoneOf: (placeId: string) => TimeZone,
): Promise<void> =>
  insertRows(
    tables,
    controlClaims.name,
    storedColumns,
    claims.map((claim) => anchorClaim(claim, zoneOf(claim.claim.place))),
  );

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
        ...anchorColumns.map(({ of }) => of),
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
