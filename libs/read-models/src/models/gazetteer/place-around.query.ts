import type { PlaceKind } from '#situation';
import type { EditionScope } from '../../table/paging.js';

/** A located place, and how far from its point its other located parts lie. */
export interface LocatedPlace {
  readonly name: string;
  readonly kind: PlaceKind;
  readonly lat: number;
  readonly lon: number;
  readonly precisionKm: number;
  /** In km; null when no other part has a location. */
  readonly farthestPartKm: number | null;
}

/** Returns the first of these places that has a location, with its parts but `without` measured by great circles. */
export async function nearestLocated(
  { sql, schema }: EditionScope,
  upwards: readonly string[],
  without: string,
): Promise<LocatedPlace | undefined> {
  const [found] = await sql.query<LocatedPlace>(
    `select p.name, p.kind, p.lat, p.lon, coalesce(p.precision_km, 0) "precisionKm",
       (select max(2 * 6371 * asin(least(1, sqrt(sind((part.lat - p.lat) / 2) ^ 2
                 + cosd(p.lat) * cosd(part.lat) * sind((part.lon - p.lon) / 2) ^ 2))))
        from "${schema}".place part
        where part.parent = p.id and part.id <> $2 and part.lat is not null and part.lon is not null) "farthestPartKm"
     from unnest($1::text[]) with ordinality above (id, step) join "${schema}".place p on p.id = above.id
     where p.lat is not null and p.lon is not null order by above.step limit 1`,
    [upwards, without],
  );
  return found;
}
