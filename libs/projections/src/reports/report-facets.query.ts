import { type EditionScope, Parameters, whereAll } from '../paging.js';
import { reportConditions, type ReportFilter } from './report-filter.query.js';

/** By what reports are counted, and what of the version `v` and its event `e` is counted. */
const counted = {
  type: 'array[v.development_type]',
  outlet: 'array[v.outlet]',
  place: 'v.places',
  actor: 'v.actors',
  reliability: `array[v.grade ->> 'reliability']`,
  credibility: `array[v.grade ->> 'credibility']`,
  anonymity: `array[e.report #>> '{source,anonymity}']`,
  day: 'array[coalesce(v.occurred_from, v.occurred_to)::text]',
} as const;

export type ReportFacet = keyof typeof counted;
export const reportFacets = Object.keys(counted) as readonly ReportFacet[];

/** How many of the reports asked for have one value. */
export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

/** How many reports are asked for, and how many of them have each value: the most frequent ones, by how many. */
export interface ReportFacetCounts {
  readonly total: number;
  readonly facets: ReadonlyMap<ReportFacet, readonly FacetCount[]>;
}

/** Counts the reports asked for in one reading. A report counts once for each place and actor that it names. */
export async function reportFacetCounts(
  { sql, schema }: EditionScope,
  filter: ReportFilter,
  facets: readonly ReportFacet[],
  most: number,
): Promise<ReportFacetCounts> {
  const given = new Parameters();
  const from = `from "${schema}".report_version v join "${schema}".report_event e on e.event_id = v.said_by
    ${whereAll(reportConditions(filter, schema, given))}`;
  return facetCounts(sql, given, { from, one: 'v.report_id', facets, most });
}

/** What is counted: `one` of rows that have a version `v` and its event `e`, however many rows it has. */
interface Counting {
  readonly from: string;
  readonly one: string;
  readonly facets: readonly ReportFacet[];
  readonly most: number;
}

/** Counts what a statement finds by the values that its rows have, in one reading. */
export async function facetCounts(
  sql: EditionScope['sql'],
  given: Parameters,
  { from, one, facets, most }: Counting,
): Promise<ReportFacetCounts> {
  const columns = facets.map((facet) => `, ${counted[facet]} "${facet}"`).join('');
  const countOf = (facet: ReportFacet): string =>
    `(select coalesce(json_agg(json_build_object('value', value, 'count', n) order by n desc, value), '[]')
      from (select value, count(distinct hit.one) n from hit cross join unnest(hit."${facet}") value
            where value is not null group by value order by n desc, value limit ${given.add(most)}) counted) "${facet}"`;
  const [row] = await sql.query<Record<ReportFacet, readonly FacetCount[]> & { readonly total: string }>(
    `with hit as materialized (select ${one} one ${columns} ${from})
     select (select count(distinct one) from hit) total ${facets.map((facet) => `, ${countOf(facet)}`).join('')}`,
    given.values,
  );
  return { total: Number(row?.total ?? 0), facets: new Map(facets.map((facet) => [facet, row?.[facet] ?? []])) };
}
