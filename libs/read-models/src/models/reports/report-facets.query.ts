import type { Memberships } from '#situation';
import { type EditionScope, Parameters, whereAll } from '../../table/paging.js';
import { actorMemberships } from '../gazetteer/gazetteer.query.js';
import { reportConditions, type ReportFilter } from './report-filter.query.js';
import { firstDayOfReport, lastDayOfReport } from './report-order.js';

/** By what reports are counted, and what of the version `v` and its event `e` is counted. */
const counted = {
  type: 'array[v.development_type]',
  outlet: 'array[v.outlet]',
  place: 'v.places',
  actor: 'v.actors',
  reliability: `array[v.grade ->> 'reliability']`,
  credibility: `array[v.grade ->> 'credibility']`,
  anonymity: `array[e.report #>> '{source,anonymity}']`,
  day: 'array_remove(array[coalesce(v.occurred_from, v.occurred_to)::text], null)',
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

/** Counts the reports asked for in one reading. A report counts once for each place that it names, and for each actor. */
export async function reportFacetCounts(
  scope: EditionScope,
  filter: ReportFilter,
  facets: readonly ReportFacet[],
  most: number,
): Promise<ReportFacetCounts> {
  const given = new Parameters();
  const { schema } = scope;
  const from = `from "${schema}".report_version v join "${schema}".report_event e on e.event_id = v.said_by
    ${whereAll(reportConditions(filter, schema, given))}`;
  return facetCounts(scope, given, { from, one: 'v.report_id', facets, most });
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
  scope: EditionScope,
  given: Parameters,
  { from, one, facets, most }: Counting,
): Promise<ReportFacetCounts> {
  const columns = facets.map((facet) => `, ${counted[facet]} "${facet}"`).join('');
  const wholes = facets.includes('actor') ? given.add(JSON.stringify(wholesOf(await actorMemberships(scope)))) : '';
  const countOf = (facet: ReportFacet): string =>
    `(select coalesce(json_agg(json_build_object('value', value, 'count', n) order by n desc, value), '[]')
      from (${facet === 'day' ? counts_of_days : countsOf(facet, wholes)} order by n desc, value limit ${given.add(most)}) counted) "${facet}"`;
  const [row] = await scope.sql.query<Record<ReportFacet, readonly FacetCount[]> & { readonly total: string }>(
    `with hit as materialized (select ${one} one, v.occurred_from, v.occurred_to, ${firstDayOfReport} first_day,
       ${lastDayOfReport} last_day ${columns} ${from})
     select (select count(distinct one) from hit) total ${facets.map((facet) => `, ${countOf(facet)}`).join('')}`,
    given.values,
  );
  return { total: Number(row?.total ?? 0), facets: new Map(facets.map((facet) => [facet, row?.[facet] ?? []])) };
}

const countsOf = (facet: ReportFacet, wholes: string): string =>
  `select value, count(distinct one) n
   from (select one, value from hit cross join unnest(hit."${facet}") value ${facet === 'actor' ? hitsOfWholes(wholes) : ''}) valued
   where value is not null group by value`;

/** What names a part counts for the whole, too, if it was one on a day on which it may have happened: as `actor` finds it. */
const hitsOfWholes = (wholes: string): string =>
  `union all select one, whole from hit cross join unnest(hit.actor) named
   join jsonb_to_recordset(${wholes}::jsonb) above (whole text, part text, "from" date, "to" date) on part = named
     and first_day <= coalesce("to", 'infinity') and last_day >= coalesce("from", '-infinity')`;

const wholesOf = (memberships: Memberships): readonly object[] =>
  memberships.actorIds.flatMap((whole) =>
    memberships
      .partsOverTime(whole)
      .flatMap(({ parts, ...days }) =>
        [...parts].filter((part) => part !== whole).map((part) => ({ whole, part, ...days })),
      ),
  );

/** Stretches of days on which each may have happened. */
const span = `(select unnest(range_agg(daterange(occurred_from, occurred_to, '[]'))) span from hit group by one) span`;

/**
 * The days on which something found may have begun, each with all that may have happened on it: as `from` and `to` find
 * it. What may have happened on several days is counted once on each, by where it begins and where it is over.
 */
const counts_of_days = `select day::text "value", n from (
    select day, sum(sum(step)) over (order by day)::int n, bool_or(begins) begins from (
      select unnest(day)::date "day", 0 step, true begins from hit
      union all select coalesce(lower(span), '-infinity'), 1, false from ${span}
      union all select upper(span), -1, false from ${span} where not upper_inf(span)
    ) step group by day
  ) stepped where begins`;
