import { type Day, type Period, type Range, rangeOf } from '#situation';
import { timestamp } from '../../table/columns.js';
import { partsOf } from '../gazetteer/place-filter.query.js';
import { reportsCounted } from '../tallies/reports-counted.query.js';
import { type EditionScope, Parameters, whereAll } from '../../table/paging.js';

/** A running total or a snapshot as it is told for one last day. */
export interface TotalFigure extends Range {
  readonly lowExclusive: boolean;
  readonly period: Period;
  readonly flags: readonly string[];
  readonly reports: readonly string[];
}

/**
 * A series of totals: one origin, measure, group, area and beginning, and the same doers; `before` is undefined where there was
 * none until then.
 */
export interface MovedTotal {
  readonly measure: string;
  readonly group: string;
  readonly unit: string;
  readonly basis: string;
  readonly places: readonly string[];
  /** Who did what it counts, as far as a total says so, sorted; none of a snapshot. */
  readonly doers: readonly string[];
  /** Who said it first, as printed; null of a snapshot. */
  readonly origin: string | null;
  /** What `originOf` makes of the origin. */
  readonly source: string | null;
  readonly before: TotalFigure | undefined;
  readonly after: TotalFigure;
}

/** Who did what a total of this row counts, sorted. */
const doers = (row: string): string => `case when ${row}.basis <> 'cumulative' then '{}'::text[] else
  array(select distinct split_part(part, ':', 2) from unnest(${row}.actors) part where part like 'by:%' order by 1) end`;

/** Which totals are asked for: those whose last day is after `fromDay` and not after `toDay`. */
export interface MovedTotalsQuestion {
  readonly fromDay: Day;
  readonly toDay: Day;
  readonly knownAtMs: number;
  readonly place?: string;
  readonly within?: string;
  /** Names the source that a printed origin is: one series may be printed under several names. */
  readonly originOf: (printed: string) => string;
}

/** Returns for each series that a total in between belongs to its latest total until `toDay`, and that until `fromDay`. */
export async function movedTotals(
  { sql, schema }: EditionScope,
  { fromDay, toDay, knownAtMs, place, within, originOf }: MovedTotalsQuestion,
): Promise<readonly MovedTotal[]> {
  const given = new Parameters();
  const printed = await sql.query<{ origin: string }>(
    `select distinct origin from "${schema}".tally_span where basis = 'cumulative' and origin is not null`,
  );
  const [names, sources] = [printed.map(({ origin }) => origin), printed.map(({ origin }) => originOf(origin))];
  const [known, from, to] = [timestamp(knownAtMs), fromDay, toDay].map((value) => given.add(value));
  const stands = (row: string) => `${row}.known_from <= ${known} and ${row}.known_to > ${known}`;
  const where = whereAll([
    stands('t'),
    `t.basis in ('cumulative', 'snapshot') and t.period_to > ${from}::date and t.period_to <= ${to}::date`,
    place === undefined ? undefined : `t.places @> array[${given.add(place)}]`,
    within === undefined ? undefined : `t.places && array(${partsOf(given.add(within), schema)})`,
  ]);
  const total = (row: string) => `jsonb_build_object('low', ${row}.low, 'best', ${row}.best, 'high', ${row}.high,
    'lowExclusive', ${row}.low_exclusive, 'flags', ${row}.flags, 'reports', ${reportsCounted(schema, row, stands)},
    'from', ${row}.period_from, 'to', ${row}.period_to)`;
  const latestFirst = (row: string) => `${row}.period_to desc, ${row}.told_at desc, ${row}.incident, ${row}.item`;
  // A snapshot has no beginning that makes it another one.
  const series = (
    row: string,
  ) => `${row}.measure, ${row}.group_id, ${row}.unit, ${row}.basis, ${row}.places, ${row}.source,
    case when ${row}.basis = 'cumulative' then ${row}.period_from end, ${doers(row)}`;
  const rows = await sql.query<MovedRow>(
    `with printed as (select * from unnest(${given.add(names)}::text[], ${given.add(sources)}::text[]) p (origin, source)),
     latest as (
       select distinct on (${series('t')}) t.* from (
         select s.*, p.source from "${schema}".tally_span s left join printed p on p.origin = s.origin) t ${where}
       order by ${series('t')}, ${latestFirst('t')}
     )
     select l.measure, l.group_id "group", l.unit, l.basis, l.places, l.origin, l.source, ${doers('l')} doers, ${total('l')} "after",
       case when b.incident is not null then ${total('b')} end "before"
     from latest l left join lateral (
       select e.* from (
         select s.*, p.source from "${schema}".tally_span s left join printed p on p.origin = s.origin) e
       where e.measure = l.measure and e.group_id = l.group_id and ${stands('e')}
         and (${series('e')}) is not distinct from (${series('l')}) and e.period_to <= ${from}::date
       order by ${latestFirst('e')} limit 1
     ) b on true
     order by l.measure, l.group_id, l.unit, l.basis, l.places, l.origin, l.period_from, doers`,
    given.values,
  );
  return rows.map(({ before, after, ...row }) => ({
    ...row,
    before: before === null ? undefined : toTotal(before),
    after: toTotal(after),
  }));
}

interface TotalRow {
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  readonly lowExclusive: boolean;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly flags: readonly string[];
  readonly reports: readonly string[];
}

interface MovedRow extends Omit<MovedTotal, 'before' | 'after'> {
  readonly before: TotalRow | null;
  readonly after: TotalRow;
}

const toTotal = ({ low, best, high, from, to, ...rest }: TotalRow): TotalFigure => ({
  ...rangeOf({ low: low ?? undefined, best: best ?? undefined, high: high ?? undefined }),
  ...rest,
  period: { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) },
});
