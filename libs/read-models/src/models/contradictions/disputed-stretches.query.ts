import type { ConditionAxis, DisputedStretch } from '#situation';
import { asMs, timestamp } from '../../table/columns.js';
import { placeConditions } from '../gazetteer/place-filter.query.js';
import { type EditionScope, Parameters, whereAll } from '../../table/paging.js';
import type { ContradictionFilter } from './declared-pairs.query.js';

/** A page of places: behind one, or from one on. */
export interface PlacesPage extends ContradictionFilter {
  /** Places, at most; the stretches of each are all read. */
  readonly limit: number;
  readonly after?: { readonly place: string; readonly included: boolean };
}

/** Returns the stretches over which places are contested, in order of place id and valid time. */
export const contestedStretches = (scope: EditionScope, page: PlacesPage): Promise<readonly DisputedStretch[]> =>
  stretches(scope, page, {
    table: 'control_span',
    isDisputed: (row) => `${row}.status = 'contested'`,
    axis: () => 'null',
    reports: (row, stands) => `array(select distinct r.report_id::text from {schema}.control_support r
      where r.place_id = ${row}.place_id and r.valid_from < ${row}.valid_to and r.valid_to > ${row}.valid_from
        and ${stands('r')})`,
  });

/** Returns the stretches over which the state of things is disputed, in order of place id and valid time. */
export const disputedStretches = (scope: EditionScope, page: PlacesPage): Promise<readonly DisputedStretch[]> =>
  stretches(scope, page, {
    table: 'condition_span',
    isDisputed: (row) => `${row}.state = 'disputed'`,
    axis: (row) => `${row}.axis`,
    reports: (row, stands) => `array(select distinct r.report_id::text from {schema}.condition_support r
      where r.place_id = ${row}.place_id and r.axis = ${row}.axis
        and r.valid_from < ${row}.valid_to and r.valid_to > ${row}.valid_from and ${stands('r')})`,
  });

/** How the spans of one read model tell of a dispute. */
interface Spans {
  readonly table: 'control_span' | 'condition_span';
  isDisputed(row: string): string;
  axis(row: string): string;
  reports(row: string, stands: (row: string) => string): string;
}

async function stretches(
  { sql, schema }: EditionScope,
  { knownAtMs, place, within, limit, after }: PlacesPage,
  { table, isDisputed, axis, reports }: Spans,
): Promise<readonly DisputedStretch[]> {
  const given = new Parameters();
  const known = given.add(timestamp(knownAtMs));
  const stands = (row: string) => `${row}.known_from <= ${known} and ${row}.known_to > ${known}`;
  const where = whereAll([
    isDisputed('d'),
    stands('d'),
    place === undefined ? undefined : `p.id = ${given.add(place)}`,
    ...placeConditions(within === undefined ? {} : { within }, schema, given),
    after === undefined ? undefined : `p.id ${after.included ? '>=' : '>'} ${given.add(after.place)}`,
  ]);
  const follows = `f.place_id = s.place_id and ${axis('f')} is not distinct from ${axis('s')}
    and f.valid_from = s.valid_to and ${stands('f')} and not (${isDisputed('f')})`;
  const rows = await sql.query<StretchRow>(
    `with asked as (
       select distinct p.id from {schema}.${table} d join {schema}.place p on p.id = d.place_id
       ${where} order by p.id limit ${given.add(limit)}
     )
     select s.place_id place, ${axis('s')} axis, ${asMs('s.valid_from')} from_ms, ${asMs('s.valid_to')} to_ms,
       ${reports('s', stands)} reports,
       (select ${reports('f', stands)} from {schema}.${table} f where ${follows}) followed_by
     from asked join {schema}.${table} s on s.place_id = asked.id
     where ${isDisputed('s')} and ${stands('s')}
     order by asked.id, axis, s.valid_from`.replaceAll('{schema}', `"${schema}"`),
    given.values,
  );
  return rows.map(({ axis: of, from_ms, to_ms, followed_by, ...row }) => ({
    ...row,
    fromMs: from_ms,
    toMs: to_ms,
    ...(of === null ? {} : { axis: of }),
    ...(followed_by === null ? {} : { followedBy: followed_by }),
  }));
}

interface StretchRow {
  readonly place: string;
  readonly axis: ConditionAxis | null;
  readonly from_ms: number;
  readonly to_ms: number;
  readonly reports: readonly string[];
  readonly followed_by: readonly string[] | null;
}
