/** What stands in place of words and names that are withheld. */
const word = 'withheld';

/** How the columns of a report that is withheld read below its level; every other column is shown as it is. */
export type CoarseColumns = Readonly<Record<string, string>>;

/** The first and last day of the period around a day, as the rule `g` widens it. */
const firstDay = (day: string): string => `date_trunc(g.time_unit, ${day}::timestamp)::date`;
const lastDay = (day: string): string =>
  `(date_trunc(g.time_unit, ${day}::timestamp) + ('1 ' || g.time_unit)::interval - interval '1 day')::date`;

/** The nearest place of a kind that may be named around each place, or nothing. */
const coarsePlaces = (from: string): string =>
  `array(select distinct a.id from ${from} n (id) cross join lateral (
      with recursive u (id, kind, parent, step) as (
        select p.id, p.kind, p.parent, 0 from %1$I.place p where p.id = n.id
        union all select p.id, p.kind, p.parent, u.step + 1 from u join %1$I.place p on p.id = u.parent
          where u.step < 20 and not (u.kind = any(g.place_kinds) and u.id <> all(g.hidden)))
      select u.id from u where u.kind = any(g.place_kinds) and u.id <> all(g.hidden) order by u.step limit 1) a order by a.id)`;

const magnitude = (number: string): string => `case when ${number} < 1 then 0 else 10 ^ floor(log(${number})) end`;
const least = `least((f ->> 'low')::numeric, (f ->> 'best')::numeric, (f ->> 'high')::numeric)`;
const most = `greatest((f ->> 'low')::numeric, (f ->> 'best')::numeric, (f ->> 'high')::numeric)`;

/** Each number as its power of ten: 37 is 10 to 99. */
const coarseFigures = `case when g.count = 'none' then '[]'::jsonb else
  coalesce((select jsonb_agg(jsonb_build_object('measure', f -> 'measure', 'group', f -> 'group',
      'low', (${magnitude(least)})::bigint, 'high', case when ${most} < 1 then 0 else (10 * (${magnitude(most)}) - 1)::bigint end,
      'lowExclusive', false, 'unit', f -> 'unit', 'basis', f -> 'basis', 'period', '{}'::jsonb))
    from jsonb_array_elements(r.report -> 'figures') f), '[]'::jsonb) end`;

const day = (end: 'from' | 'to'): string => `left(r.report #>> '{occurred,${end}}', 10)::date`;

/** What is shown of the column `report`: what it is about in kind, and where, when and how many as far as the rule goes. */
const coarseReport = `case when r.report is not null then
  jsonb_strip_nulls(jsonb_build_object('id', r.report -> 'id', 'type', r.report -> 'type', 'nature', r.report -> 'nature',
    'background', r.report -> 'background', 'summary', '${word}',
    'occurred', jsonb_build_object('from', ${firstDay(day('from'))}, 'to', ${lastDay(day('to'))},
      'precision', case when r.report #>> '{occurred,precision}' = 'unknown' then 'unknown' else g.time_unit end),
    'reportedAt', to_char(date_trunc(g.time_unit, (r.report ->> 'reportedAt')::timestamptz at time zone 'UTC'),
      'YYYY-MM-DD"T00:00:00.000Z"'),
    'places', to_jsonb(${coarsePlaces(`jsonb_array_elements_text(r.report -> 'places')`)}),
    'actors', '[]'::jsonb, 'control', '[]'::jsonb, 'figures', ${coarseFigures},
    'source', jsonb_build_object('outlet', '${word}', 'chain', '[]'::jsonb, 'anonymity',
      case when g.source = 'kind' then r.report #> '{source,anonymity}' else to_jsonb('withheld_here'::text) end,
      'seenByOutlet', false),
    'grade', (r.report -> 'grade') - 'reason', 'related', '[]'::jsonb, 'contradicts', '[]'::jsonb, 'withheld', true)) end`;

/** By table: which columns of a report that is withheld are shown in other words. */
export const coarseColumns: Readonly<Record<string, CoarseColumns>> = {
  report_event: { reason: 'null', report: coarseReport, grade: `r.grade - 'reason'`, digest: `''` },
  draft_event: { reason: 'null', report: coarseReport, digest: `''` },
  report_version: {
    grade: `r.grade - 'reason'`,
    external_id: 'null',
    outlet: `'${word}'`,
    incident_key: 'null',
    places: coarsePlaces('unnest(r.places)'),
    actors: `'{}'::text[]`,
    occurred_from: firstDay('r.occurred_from'),
    occurred_to: lastDay('r.occurred_to'),
    words: `''`,
  },
  control_claim: { claim: `r.claim - 'note'` },
  condition_claim: { claim: `r.claim - 'note'` },
  tally_figure: { figure: `r.figure - 'wording' - 'groupWording' - 'note'` },
};

/** The rule, and the places that are not for the reader. */
const rule = `(select q.*, sitrep.withheld_places() hidden from sitrep.sensitivity_rule q) g`;
const reports = `select sitrep.withheld_reports()`;
const drafts = `${reports} union all select sitrep.withheld_drafts(%1$L)`;

function ofReports(table: string): string {
  const ids = table === 'draft_event' ? drafts : reports;
  // The queue asks for each draft by itself: a list that is read once, where a query would be joined to each.
  const among = table === 'draft_event' ? `= any(array(${ids}))` : `in (${ids})`;
  const coarse = Object.entries(coarseColumns[table] ?? {}).map(([name, shown]) => `'${name}', ${shown}`);
  return `select r.* from %1$I.${table} r where r.report_id not in (${ids})
    union all select x.* from %1$I.${table} r cross join ${rule}
      cross join lateral jsonb_populate_record(r, jsonb_build_object(${coarse.join(', ')})) x
      where r.report_id ${among}`;
}

/** A table whose rows are guarded: what is shown of it, and which rows somebody reads who is not cleared for all. */
export interface GuardedTable {
  readonly table: string;
  /** The query of the view; `%1$I` is the schema of the edition, as in the condition. */
  readonly shown: string;
  readonly readable: string;
}

export const guardedTables: readonly GuardedTable[] = [
  ...Object.keys(coarseColumns).map((table) => ({
    table,
    shown: ofReports(table),
    readable: `report_id not in (${table === 'draft_event' ? drafts : reports})`,
  })),
  {
    table: 'incident_link',
    shown: `select x.* from %1$I.incident_link r cross join lateral jsonb_populate_record(r, case
      when r.report_ids && array(${reports}) then '{"reason": "${word}"}'::jsonb else '{}' end) x`,
    readable: `not report_ids && array(${reports})`,
  },
  {
    table: 'place',
    // A place that is not for this reader keeps its name and loses its position.
    shown: `select r.* from %1$I.place r where r.id <> all((select sitrep.withheld_places())::text[])
      union all select x.* from %1$I.place r cross join lateral jsonb_populate_record(r,
        '{"lat": null, "lon": null, "precision_km": null, "note": null}') x
      where r.id = any((select sitrep.withheld_places())::text[])`,
    readable: `id <> all((select sitrep.withheld_places())::text[])`,
  },
  {
    table: 'parked_event',
    // What cannot be decoded does not say how sensitive it is: its bytes are not among what readers are granted.
    shown: `select x.* from %1$I.parked_event r cross join lateral jsonb_populate_record(r, '{"body": ""}') x`,
    readable: 'true',
  },
];

const rights = `security definer set search_path = pg_catalog, pg_temp`;
const over = (column: string): string =>
  `array(select o.key from sitrep.sensitivity_rule q, jsonb_each_text(q.${column}) o
    where o.value <> all(sitrep.readable_levels()))`;

/** Reports over the levels `$1`, of the outlets `$2`, and of those that name the places `$3`. */
const reportsOver = `
  'select e.report_id from %1$I.report_event e
   where e.report ->> ''sensitivity'' is not null and e.report ->> ''sensitivity'' <> all($1)'
  || case when q.standard = any(levels) then '' else ' union all select e.report_id from %1$I.report_event e
     where e.report is not null and e.report ->> ''sensitivity'' is null' end
  || case when cardinality(outlets) = 0 then '' else
     ' union all select h.report_id from %1$I.report_version h where h.outlet = any($2)' end
  || case when cardinality(places) = 0 then '' else
     ' union all select h.report_id from %1$I.report_version h where h.places && $3
       union all select f.report_id from %1$I.tally_figure f where f.figure ->> ''place'' = any($3)' end`;

const draftsOver = `
  'select d.report_id from %1$I.draft_event d where d.report is not null and (
     coalesce(d.report ->> ''sensitivity'', $4) <> all($1) or d.report #>> ''{source,outlet}'' = any($2)
     or (d.report -> ''places'' || jsonb_path_query_array(d.report, ''$.*[*].place'')) ?| $3)'`;

function withheld(signature: string, schema: string, table: string, query: string): string {
  return `create function sitrep.${signature} returns setof uuid rows 20 language plpgsql stable ${rights} as $body$
    declare
      of_schema text := ${schema};
      q sitrep.sensitivity_rule;
      levels text[] := sitrep.readable_levels();
      outlets text[] := sitrep.withheld_outlets();
      places text[] := sitrep.withheld_places();
    begin
      select * into q from sitrep.sensitivity_rule;
      if cardinality(q.levels) > 0 and levels = q.levels then return; end if;
      -- An edition that older projections made has no such table; before the first there is none.
      if of_schema is null or to_regclass(format('%1$I.${table}', of_schema)) is null then return; end if;
      return query execute format(${query}, of_schema) using levels, outlets, places, q.standard;
    end $body$`;
}

/** What a session is withheld from: by the level that its setting `sitrep.clearance` names, else by the lowest. */
export const withholding: readonly string[] = [
  `create function sitrep.readable_levels() returns text[] language sql stable ${rights} as $body$
    select q.levels[1:coalesce(array_position(q.levels, current_setting('sitrep.clearance', true)), 1)]
    from sitrep.sensitivity_rule q $body$`,
  `create function sitrep.withheld_outlets() returns text[] language sql stable ${rights} as $body$ select ${over('outlets')} $body$`,
  `create function sitrep.withheld_places() returns text[] language sql stable ${rights} as $body$ select ${over('places')} $body$`,
  withheld(
    'withheld_reports()',
    `(select schema_name from sitrep.edition where name = 'live')`,
    'report_event',
    reportsOver,
  ),
  withheld('withheld_drafts(edition text)', 'edition', 'draft_event', draftsOver),
];

export const withholdingFunctions = [
  'readable_levels()',
  'withheld_outlets()',
  'withheld_places()',
  'withheld_reports()',
  'withheld_drafts(text)',
] as const;
