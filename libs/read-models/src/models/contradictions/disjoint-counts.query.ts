import { timestamp } from '../../table/columns.js';
import { partsOf } from '../gazetteer/place-filter.query.js';
import { type EditionScope, Parameters, whereAll } from '../../table/paging.js';
import { reportsCounted } from '../tallies/reports-counted.query.js';
import type { ContradictionFilter } from './declared-pairs.query.js';

/** A count of one incident whose accounts cannot all be right. */
export interface DisjointCount {
  readonly incident: string;
  readonly measure: string;
  readonly group: string;
  readonly unit: string;
  readonly reports: readonly string[];
  /** Orders counts and tells them apart, of fixed length. */
  readonly key: string;
}

/** Returns the counts that are flagged `disjoint_accounts`, in order of their keys from behind `after` on. */
export async function disjointCounts(
  { sql, schema }: EditionScope,
  { knownAtMs, place, within, limit, after }: ContradictionFilter & { readonly limit: number; readonly after?: string },
): Promise<readonly DisjointCount[]> {
  const given = new Parameters();
  const known = given.add(timestamp(knownAtMs));
  const stands = (row: string): string => `${row}.known_from <= ${known} and ${row}.known_to > ${known}`;
  const where = whereAll([
    `flags @> '{disjoint_accounts}' and ${stands('tally_span')}`,
    place === undefined ? undefined : `places @> array[${given.add(place)}]`,
    within === undefined ? undefined : `places && array(${partsOf(given.add(within), schema)})`,
    after === undefined ? undefined : `${identity} > ${given.add(after)}`,
  ]);
  return sql.query<DisjointCount>(
    `select incident, measure, group_id "group", unit,
       (${reportsCounted(schema, 'tally_span', stands)})::text[] reports, ${identity} key
     from "${schema}".tally_span ${where} order by key limit ${given.add(limit)}`,
    given.values,
  );
}

const identity = `md5(concat_ws(chr(10), incident, item))`;
