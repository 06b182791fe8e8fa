import type { TimeZone } from '#situation';
import type { EditionTables } from '../../table/columns.js';

/** The zone that a place's days are read in until the place is registered. */
export const zone_of_unregistered_places = 'UTC' as TimeZone;

/** The zones of these places. */
export async function zonesOf(
  { sql, schema }: EditionTables,
  placeIds: readonly string[],
): Promise<(placeId: string) => TimeZone> {
  if (placeIds.length === 0) return () => zone_of_unregistered_places;
  const rows = await sql.query<{ id: string; time_zone: TimeZone }>(
    `select id, time_zone from "${schema}".place where id = any($1::text[])`,
    [placeIds],
  );
  const zones = new Map(rows.map(({ id, time_zone }) => [id, time_zone]));
  return (placeId) => zones.get(placeId) ?? zone_of_unregistered_places;
}
