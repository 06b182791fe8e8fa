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
  const where = whereAll(reportConditions(filter, schema, given));
  const columns = facets.map((facet) => `${counted[facet]} "${facet}"`).join(', ');
  const countOf = (facet: ReportFacet): string =>
    `(select coalesce(json_agg(json_build_object('value', value, 'count', n) order by n desc, value), '[]')
      from (select value, count(*) n from hit cross join unnest(hit."${facet}") value where value is not null
            group by value order by n desc, value limit ${given.add(most)}) counted) "${facet}"`;
  const [row] = await sql.query<Record<ReportFacet, readonly FacetCount[]> & { readonly total: string }>(
    `with hit as materialized (
       select ${columns === '' ? '1' : columns}
       from "${schema}".report_version v join "${schema}".report_event e on e.event_id = v.said_by ${where}
     ) select (select count(*) from hit) total ${facets.map((facet) => `, ${countOf(facet)}`).join('')}`,
    given.values,
  );
  return { total: Number(row?.total ?? 0), facets: new Map(facets.map((facet) => [facet, row?.[facet] ?? []])) };
}
