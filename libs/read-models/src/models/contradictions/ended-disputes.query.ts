import type { ConditionAxis, EventId, ReportId } from '#situation';
import { asMs, timestamp } from '../../table/columns.js';
import { partsOf, placeConditions } from '../gazetteer/place-filter.query.js';
import { type EditionScope, Parameters, whereAll } from '../../table/paging.js';
import { reportsCounted } from '../tallies/reports-counted.query.js';
import type { ContradictionFilter } from './declared-pairs.query.js';
import type { DisjointCount } from './disjoint-counts.query.js';
import type { PlacesPage } from './disputed-stretches.query.js';

/** An instant from which a place was known to be contested no more over some days, or an axis of a thing disputed. */
export interface EndedDispute {
  readonly place: string;
  /** Of a thing; null of control. */
  readonly axis: ConditionAxis | null;
  readonly endedMs: number;
}

/** Returns when disputes about who holds places ended, in order of place id, the last first. */
export const endedContests = (scope: EditionScope, page: PlacesPage): Promise<readonly EndedDispute[]> =>
  endedDisputes(scope, page, 'control', { isDisputed: (row) => `${row}.status = 'contested'`, axis: () => 'null' });

/** Returns when disputes about the state of things ended, in order of place id, axis, the last first. */
export const endedStates = (scope: EditionScope, page: PlacesPage): Promise<readonly EndedDispute[]> =>
  endedDisputes(scope, page, 'condition', {
    isDisputed: (row) => `${row}.state = 'disputed'`,
    axis: (row) => `${row}.axis`,
  });

/** A dispute ended where its days are not disputed any more, or where a claim about the place was taken back or changed. */
async function endedDisputes(
  { sql, schema }: EditionScope,
  { knownAtMs, place, within, limit, after }: PlacesPage,
  model: 'control' | 'condition',
  { isDisputed, axis }: { isDisputed(row: string): string; axis(row: string): string },
): Promise<readonly EndedDispute[]> {
  const given = new Parameters();
  const known = given.add(timestamp(knownAtMs));
  const where = whereAll([
    isDisputed('d'),
    `d.known_to <= ${known}`,
    place === undefined ? undefined : `p.id = ${given.add(place)}`,
    ...placeConditions(within === undefined ? {} : { within }, schema, given),
    after === undefined ? undefined : `p.id ${after.included ? '>=' : '>'} ${given.add(after.place)}`,
    `(not exists (select from {schema}.${model}_span n where n.place_id = d.place_id and ${isDisputed('n')}
        and ${axis('n')} is not distinct from ${axis('d')} and n.known_from <= ${known} and n.known_to > ${known}
        and n.valid_from <= d.valid_from and n.valid_to > d.valid_from)
      or exists (select from {schema}.${model}_claim c where c.place_id = d.place_id and c.known_to = d.known_to))`,
  ]);
  return sql.query<EndedDispute>(
    `with ended as (
       select d.place_id, ${axis('d')} axis, d.known_to, dense_rank() over (order by d.place_id) place_number
       from {schema}.${model}_span d join {schema}.place p on p.id = d.place_id ${where}
     )
     select place_id place, axis, ${asMs('known_to')} "endedMs" from ended
     where place_number <= ${given.add(limit)}
     group by place_id, axis, known_to order by place_id, axis, known_to desc`.replaceAll('{schema}', `"${schema}"`),
    given.values,
  );
}

/** A count that was flagged `disjoint_accounts` until an instant. */
export interface EndedCount extends DisjointCount {
  readonly endedMs: number;
}

/**
 * Returns the counts whose accounts could not all be right until an instant by then, each as it last was, unless two of
 * their reports still stand against each other. In order of their keys from behind `after` on.
 */
export async function endedCounts(
  { sql, schema }: EditionScope,
  { knownAtMs, place, within, limit, after }: ContradictionFilter & { readonly limit: number; readonly after?: string },
): Promise<readonly EndedCount[]> {
  const given = new Parameters();
  const known = given.add(timestamp(knownAtMs));
  const reports = (row: string, stands: (figure: string) => string): string => reportsCounted(schema, row, stands);
  const standing = reports('n', (figure) => `${figure}.known_from <= ${known} and ${figure}.known_to > ${known}`);
  const atLast = reports('s', (figure) => `${figure}.known_from < s.known_to and ${figure}.known_to >= s.known_to`);
  const where = whereAll([
    `s.flags @> '{disjoint_accounts}' and s.known_to <= ${known}`,
    place === undefined ? undefined : `s.places @> array[${given.add(place)}]`,
    within === undefined ? undefined : `s.places && array(${partsOf(given.add(within), schema)})`,
    `not exists (select from "${schema}".tally_span n where n.flags @> '{disjoint_accounts}'
       and n.measure = s.measure and n.group_id = s.group_id and n.unit = s.unit
       and n.known_from <= ${known} and n.known_to > ${known}
       and cardinality(array(select unnest(${standing}) intersect select unnest(${atLast}))) > 1)`,
  ]);
  return sql.query<EndedCount>(
    `select * from (
       select distinct on (s.incident, s.measure, s.group_id, s.unit) s.incident, s.measure, s.group_id "group", s.unit,
         (${atLast})::text[] reports, ${asMs('s.known_to')} "endedMs",
         md5(concat_ws(chr(10), s.incident, s.measure, s.group_id, s.unit)) key
       from "${schema}".tally_span s ${where}
       order by s.incident, s.measure, s.group_id, s.unit, s.known_to desc, s.item
     ) ended ${after === undefined ? '' : `where key > ${given.add(after)}`}
     order by key limit ${given.add(limit)}`,
    given.values,
  );
}

/** Returns the links and unlinks about any of these reports of one instant, in order of id. */
export async function decisionsAt(
  { sql, schema }: EditionScope,
  reportIds: readonly ReportId[],
  atMs: number,
): Promise<readonly { readonly eventId: EventId; readonly reportIds: readonly ReportId[] }[]> {
  return sql.query(
    `select event_id "eventId", report_ids "reportIds" from "${schema}".incident_link
     where report_ids && $1::uuid[] and reported_at = $2 and in_slice order by event_id`,
    [reportIds, timestamp(atMs)],
  );
}
