import { timestamp } from '../columns.js';
import { partsOf } from '../gazetteer/place-filter.query.js';
import { type EditionScope, Parameters, whereAll } from '../paging.js';
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
  const where = whereAll([
    `flags @> '{disjoint_accounts}' and known_from <= ${known} and known_to > ${known}`,
    place === undefined ? undefined : `places @> array[${given.add(place)}]`,
    within === undefined ? undefined : `places && array(${partsOf(given.add(within), schema)})`,
    after === undefined ? undefined : `${identity} > ${given.add(after)}`,
  ]);
  return sql.query<DisjointCount>(
    `select incident, measure, group_id "group", unit, reports::text[], ${identity} key
     from "${schema}".tally_span ${where} order by key limit ${given.add(limit)}`,
    given.values,
  );
}

const identity = `md5(concat_ws(chr(10), incident, measure, group_id, unit, basis, places::text, period_from, period_to,
  array_to_string(reports, ',')))`;
