import { rangeOf, type TallyItem } from '#situation';
import { timestamp } from '../columns.js';
import { type EditionScope, Parameters, whereAll } from '../paging.js';

/** Which counts to read. */
export interface TallyItemQuestion {
  readonly measure: string;
  readonly group?: string;
  readonly place?: string;
  readonly knownAtMs: number;
}

/** The counts of incidents as known at one known time, for `combineTallies`. */
export async function tallyItems(
  { sql, schema }: EditionScope,
  question: TallyItemQuestion,
): Promise<readonly TallyItem[]> {
  const given = new Parameters();
  const known = given.add(timestamp(question.knownAtMs));
  const where = whereAll([
    `known_from <= ${known} and known_to > ${known}`,
    `measure = ${given.add(question.measure)}`,
    question.group === undefined ? undefined : `group_id = ${given.add(question.group)}`,
    question.place === undefined ? undefined : `places @> array[${given.add(question.place)}]`,
  ]);
  const rows = await sql.query<ItemRow>(
    `select incident, measure, group_id "group", unit, basis, places, period_from::text, period_to::text, overnight,
       low, best, high, low_exclusive "lowExclusive", flags, reports, part_of "partOf"
     from "${schema}".tally_span ${where} order by incident, basis, places`,
    given.values,
  );
  return rows.map(({ period_from, period_to, low, best, high, ...row }) => ({
    ...row,
    ...rangeOf({ low: low ?? undefined, best: best ?? undefined, high: high ?? undefined }),
    period: {
      ...(period_from === null ? {} : { from: period_from }),
      ...(period_to === null ? {} : { to: period_to }),
    },
  }));
}

interface ItemRow extends Omit<TallyItem, 'low' | 'best' | 'high' | 'period'> {
  readonly period_from: string | null;
  readonly period_to: string | null;
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
}
