import type { PlaceId } from '#situation';
import { timestamp } from '../../table/columns.js';
import { partsOf } from '../gazetteer/place-filter.query.js';
import { type EditionScope, Parameters } from '../../table/paging.js';

/** A count, as far as where it belongs hangs on it. */
interface PlacedCount {
  readonly incident: string;
  readonly places: readonly PlaceId[];
}

/** Which area, and as known when. */
export interface ElsewhereQuestion {
  readonly within: PlaceId;
  readonly knownAtMs: number;
}

/** Returns those of the counts that lie in the area by their incident alone. */
export async function countsPlacedElsewhere<Count extends PlacedCount>(
  { sql, schema }: EditionScope,
  counts: readonly Count[],
  { within, knownAtMs }: ElsewhereQuestion,
): Promise<ReadonlySet<Count>> {
  if (counts.length === 0) return new Set();
  const given = new Parameters();
  const [area, known] = [given.add(within), given.add(timestamp(knownAtMs))];
  const incidents = given.add(counts.map(({ incident }) => incident));
  const listed = given.add(counts.map(({ places }) => places.join()));
  const rows = await sql.query<{ at: number }>(
    `select c.at::int at
     from unnest(${incidents}::text[], ${listed}::text[]) with ordinality l (incident, listed, at)
     cross join lateral (select l.incident, l.at, string_to_array(l.listed, ',') places) c
     where ${isElsewhere('c', area, known, schema)}`,
    given.values,
  );
  return new Set(rows.flatMap(({ at }) => counts[at - 1] ?? []));
}

export const liesIn = (places: string, area: string, schema: string): string =>
  `${places} && array(${partsOf(area, schema)})`;

/** True of counts `row` in the area, and of those that lie in it by their incident alone. */
export const isInArea = (row: string, area: string, known: string, schema: string): string =>
  `(${liesIn(`${row}.places`, area, schema)} or ${isElsewhere(row, area, known, schema)})`;

/**
 * True of counts whose places lie nowhere, parts of nothing and no country, in an incident of which a report names a place
 * in the area; a report that stands alone is its own incident.
 */
const isElsewhere = (row: string, area: string, known: string, schema: string): string =>
  `(${row}.places <> '{}' and ${row}.places <@ array(
      select p.id from "${schema}".place p where p.parent is null and p.kind <> 'country'
        and not exists (select from "${schema}".place part where part.parent = p.id))
    and not ${liesIn(`${row}.places`, area, schema)}
    and (exists (select from "${schema}".incident_stay s join "${schema}".report_version v on v.report_id = s.report_id
      where s.incident = substr(${row}.incident, length('incident:') + 1) and ${row}.incident like 'incident:%'
        and s.known_from <= ${known} and s.known_to > ${known} and v.known_from <= ${known} and v.known_to > ${known}
        and ${liesIn('v.places', area, schema)})
      or exists (select from "${schema}".report_version v
      where v.report_id = case when ${row}.incident like 'report:%' then substr(${row}.incident, 8)::uuid end
        and v.known_from <= ${known} and v.known_to > ${known} and ${liesIn('v.places', area, schema)})))`;
