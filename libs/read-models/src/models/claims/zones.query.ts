import type { PlaceId, TimeZone, ZoneOf } from '#situation';
import type { EditionTables } from '../../table/columns.js';

/** The zone that a place's days are read in until the place is registered. */
export const zone_of_unregistered_places = 'UTC' as TimeZone;

/** The zones of these places. */
export async function zonesOf({ sql, schema }: EditionTables, placeIds: Iterable<PlaceId>): Promise<ZoneOf> {
  const asked = [...new Set(placeIds)];
  if (asked.length === 0) return () => zone_of_unregistered_places;
  const rows = await sql.query<{ id: PlaceId; time_zone: TimeZone }>(
    `select id, time_zone from "${schema}".place where id = any($1::text[])`,
    [asked],
  );
  const zones = new Map(rows.map(({ id, time_zone }) => [id, time_zone]));
  return (placeId) => zones.get(placeId) ?? zone_of_unregistered_places;
}
