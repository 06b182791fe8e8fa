/** What stands in place of words and names that are withheld. */
const word = 'withheld';

/** How the columns of a report that is withheld read below its level; every other column is shown as it is. */
export type CoarseColumns = Readonly<Record<string, string>>;

/** The first and last day of the period around a day, as the rule `g` widens it. */
const firstDay = (day: string): string => `date_trunc(g.time_unit, ${day}::timestamp)::date`;
const lastDay = (day: string): string =>
  `(date_trunc(g.time_unit, ${day}::timestamp) + ('1 ' || g.time_unit)::interval - interval '1 day')::date`;

/** True for a session that reads about all places, and for places within those that it reads about. */
const isReadable = (place: string): string =>
  `((select sitrep.reads_everywhere()) or ${place} in (select sitrep.readable_places()))`;
const mayBeNamed = `u.kind = any(g.place_kinds) and u.id <> all(g.hidden) and ${isReadable('u.id')}`;

/** The nearest place of a kind that may be named around each place, or nothing. */
const coarsePlaces = (from: string): string =>
  `array(select distinct a.id from ${from} n (id) cross join lateral (
      with recursive u (id, kind, parent, step) as (
        select p.id, p.kind, p.parent, 0 from %1$I.place p where p.id = n.id
        union all select p.id, p.kind, p.parent, u.step + 1 from u join %1$I.place p on p.id = u.parent
          where u.step < 20 and not (${mayBeNamed}))
      select u.id from u where ${mayBeNamed} order by u.step limit 1) a order by a.id)`;

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

/** The keys of incidents to which reports that are withheld alone belong, and what stands in their place. */
const hidden_incidents = 'sitrep.withheld_incidents(%1$L)';

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
  tally_figure: { figure: `r.figure - 'wording' - 'groupWording' - 'note'`, incident: `'incident:' || i.shown` },
};

/** The rule, and the places that are not for the reader. */
const rule = `(select q.*, sitrep.withheld_places() hidden from sitrep.sensitivity_rule q) g`;
const reports = `select sitrep.withheld_reports(%1$L)`;
const drafts = `${reports} union all select sitrep.withheld_drafts(%1$L)`;

/** Reports about nothing but other places than a session reads about are not there, not even coarsened. */
const isSeen = `((select sitrep.reads_everywhere()) or r.report_id not in (select sitrep.outside_reports(%1$L)))`;

/** What stands in a query for the columns of a table, in order: those of `coarse` in other words, the others as they are. */
const columns = '{columns}';
/** The same, with the incident as it is. */
const columns_of_incident = '{columns of incident}';

/**
 * Rows of reports in two forms. A statement that is about a table looks for rows by any column, coarse ones too: there what is open
 * is found by the indexes of the table, and what is withheld, which is less, by a query of its own. One that joins the table has the
 * ids of its rows: there each row is found by its id, and coarsened if it is withheld, so the cost does not grow with what is.
 */
function ofReports(table: string, coarse: CoarseColumns): GuardedTable {
  const ids = table === 'draft_event' ? drafts : reports;
  // The queue asks for each draft by itself: a list that is read once, where a query would be joined to each.
  const among = table === 'draft_event' ? `= any(array(${ids}))` : `in (${ids})`;
  const key = `r.incident = 'incident:' || i.incident`;
  const join = (how: string): string =>
    'incident' in coarse ? `${how} join ${hidden_incidents} i (incident, shown) on ${key}` : '';
  const withheld = (listed: string, joined: string, where: string): string =>
    `union all select ${listed} from %1$I.${table} r cross join ${rule} ${joined} where r.report_id ${among} and ${isSeen} ${where}`;
  const others = `and r.incident not in (select 'incident:' || i.incident from ${hidden_incidents} i)`;
  return {
    table,
    coarse,
    shown: `select r.* from %1$I.${table} r where r.report_id not in (${ids}) ${withheld(columns, join(''), '')}
      ${'incident' in coarse ? withheld(columns_of_incident, '', others) : ''}`,
    joined: {
      coarse: Object.fromEntries(
        Object.entries(coarse).map(([name, text]) => [
          name,
          name === 'incident' ? `coalesce(${text}, r.${name})` : `case when w.hidden then ${text} else r.${name} end`,
        ]),
      ),
      query: `select ${columns} from %1$I.${table} r cross join ${rule} ${join('left')}
        cross join lateral (select r.report_id in (${ids}) hidden offset 0) w where not w.hidden or ${isSeen}`,
    },
    readable: `report_id not in (${ids})`,
  };
}

/** A table whose rows are guarded: what is shown of it, and which rows somebody reads who is not cleared for all. */
export interface GuardedTable {
  readonly table: string;
  /** The query of the view; `%1$I` is the schema of the edition, as in the condition. */
  readonly shown: string;
  /** Of the columns that the query lists, those that it shows in other words. */
  readonly coarse: CoarseColumns;
  /** The same rows for statements that join the table. */
  readonly joined?: { readonly query: string; readonly coarse: CoarseColumns };
  readonly readable: string;
}

/** Of resolved answers there are those about places that a session reads about. */
const about = (table: string): GuardedTable => ({
  table,
  coarse: {},
  shown: `select * from %1$I.${table} where ${isReadable('place_id')}`,
  readable: isReadable('place_id'),
});

/** The same of what names incidents, with this before their keys: a key that nobody may know is replaced. */
const within = (table: string, before: string, readable: string): GuardedTable => ({
  table,
  coarse: { incident: `'${before}' || i.shown` },
  shown: `select r.* from %1$I.${table} r
      where r.incident not in (select '${before}' || i.incident from ${hidden_incidents} i) and ${readable}
    union all select ${columns} from %1$I.${table} r
      join ${hidden_incidents} i (incident, shown) on r.incident = '${before}' || i.incident where ${readable}`,
  readable: `${readable.replaceAll(/\br\./g, '')} and incident not in (select '${before}' || i.incident from ${hidden_incidents} i)`,
});

export const guardedTables: readonly GuardedTable[] = [
  ...Object.entries(coarseColumns).map(([table, coarse]) => ofReports(table, coarse)),
  {
    table: 'incident_link',
    coarse: {
      incident: 'coalesce(i.shown, r.incident)',
      reason: `case when r.report_ids && array(${reports}) then '${word}' else r.reason end`,
    },
    shown: `select ${columns} from %1$I.incident_link r left join ${hidden_incidents} i (incident, shown) on i.incident = r.incident
      where (select sitrep.reads_everywhere()) or not r.report_ids <@ array(select sitrep.outside_reports(%1$L))`,
    readable: `not report_ids && array(${reports})`,
  },
  {
    table: 'place',
    // A place that is not for this reader keeps its name and loses its position.
    coarse: Object.fromEntries(
      ['lat', 'lon', 'precision_km', 'note'].map((name) => [
        name,
        `case when r.id <> all((select sitrep.withheld_places())::text[]) then r.${name} end`,
      ]),
    ),
    shown: `select ${columns} from %1$I.place r`,
    readable: `id <> all((select sitrep.withheld_places())::text[])`,
  },
  ...['control_span', 'control_support', 'condition_span', 'condition_support'].map(about),
  within(
    'tally_span',
    'incident:',
    `((select sitrep.reads_everywhere()) or r.places <> '{}' and not exists (select from unnest(r.places) p (id)
      where p.id not in (select sitrep.readable_places())))`,
  ),
  within(
    'incident_stay',
    '',
    `((select sitrep.reads_everywhere()) or r.report_id not in (select sitrep.outside_reports(%1$L)))`,
  ),
  {
    table: 'parked_event',
    // What cannot be decoded does not say how sensitive it is: its bytes are not among what readers are granted.
    coarse: { body: `''::bytea` },
    shown: `select ${columns} from %1$I.parked_event r`,
    readable: 'true',
  },
];
