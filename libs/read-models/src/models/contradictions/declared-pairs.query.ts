import type { ContradictingReport } from '#situation';
import { asMs, timestamp } from '../../table/columns.js';
import { partsOf } from '../gazetteer/place-filter.query.js';
import { type EditionScope, Parameters, whereAll } from '../../table/paging.js';

/** Two reports of which one declares that it contradicts the other, by their ids, the lesser first. */
export interface DeclaredPair {
  readonly a: string;
  readonly b: string;
}

/** Which pairs, as known when. */
export interface ContradictionFilter {
  readonly knownAtMs: number;
  /** One of the two names this place. */
  readonly place?: string;
  /** One of the two names this place or a part of it. */
  readonly within?: string;
}

/** Returns the pairs that a version known by then declares, both reports known by then, in order of their ids. */
export async function declaredPairs(
  { sql, schema }: EditionScope,
  {
    knownAtMs,
    place,
    within,
    limit,
    after,
  }: ContradictionFilter & { readonly limit: number; readonly after?: DeclaredPair },
): Promise<readonly DeclaredPair[]> {
  const given = new Parameters();
  const known = given.add(timestamp(knownAtMs));
  const isNamed = (condition: string) =>
    `(select true from "${schema}".report_version v
       where v.report_id in (pair.a, pair.b) and v.known_from <= ${known} and ${condition} limit 1)`;
  const where = whereAll([
    ...['a', 'b'].map(
      // Of each pair by itself: few reports declare one, and the server takes them to be very many.
      (side) => `(select true from "${schema}".report_version v
         where v.report_id = pair.${side} and v.known_from <= ${known} and v.known_from < v.known_to limit 1)`,
    ),
    place === undefined ? undefined : isNamed(`v.places @> array[${given.add(place)}]`),
    within === undefined ? undefined : isNamed(`v.places && array(${partsOf(given.add(within), schema)})`),
    after === undefined ? undefined : `(pair.a, pair.b) > (${given.add(after.a)}::uuid, ${given.add(after.b)}::uuid)`,
  ]);
  return sql.query<DeclaredPair>(
    `select a, b from (
       select distinct least(e.report_id, other::uuid) a, greatest(e.report_id, other::uuid) b
       from "${schema}".report_event e cross join jsonb_array_elements_text(e.report -> 'contradicts') other
       where jsonb_array_length(e.report -> 'contradicts') > 0 and e.in_slice
     ) pair ${where} order by a, b limit ${given.add(limit)}`,
    given.values,
  );
}

/** Returns the ids of the reports that stand now and say that they contradict this one, which may not be there. */
export async function reportsAgainst({ sql, schema }: EditionScope, id: string): Promise<readonly string[]> {
  const rows = await sql.query<{ id: string }>(
    `select distinct v.report_id id
     from "${schema}".report_event e join "${schema}".report_version v on v.said_by = e.event_id
     where jsonb_array_length(e.report -> 'contradicts') > 0 and e.report -> 'contradicts' ? $1 and v.known_to = 'infinity'
     order by v.report_id`,
    [id],
  );
  return rows.map((row) => row.id);
}

/** Returns what had come to be known of these reports by then, for `declaredContradiction`, by report id. */
export async function contradictingReports(
  { sql, schema }: EditionScope,
  ids: readonly string[],
  knownAtMs: number,
): Promise<ReadonlyMap<string, ContradictingReport>> {
  const rows = await sql.query<ContradictingReport>(
    `select r.id "reportId",
       (select coalesce(jsonb_agg(jsonb_build_object('eventId', v.event_id, 'wordsEventId', v.said_by,
            'knownFromMs', ${asMs('v.known_from')}, 'knownTo', ${finiteMs('v.known_to')},
            'report', e.report || jsonb_build_object('id', v.report_id)) order by v.version), '[]')
        from "${schema}".report_version v join "${schema}".report_event e on e.event_id = v.said_by
        where v.report_id = r.id and v.known_from <= $2) versions,
       (select coalesce(jsonb_agg(jsonb_build_object('eventId', e.event_id, 'reportedAtMs', ${asMs('e.reported_at')})
            order by e.reported_at, e.event_id), '[]')
        from "${schema}".report_event e
        where e.report_id = r.id and e.kind = 'report_retracted' and e.in_slice and e.reported_at <= $2) retractions
     from unnest($1::uuid[]) r (id)`,
    [ids, timestamp(knownAtMs)],
  );
  return new Map(rows.map((row) => [row.reportId, { ...row, versions: row.versions.map(withEnd) }]));
}

/** JSON has no infinity: a version that stands has no end. */
const finiteMs = (column: string): string => `case when ${column} < 'infinity' then ${asMs(column)} end`;

type StoredVersion = ContradictingReport['versions'][number] & { readonly knownTo?: number | null };

const withEnd = ({ knownTo, ...version }: StoredVersion): ContradictingReport['versions'][number] => ({
  ...version,
  knownToMs: knownTo ?? Number.POSITIVE_INFINITY,
});
