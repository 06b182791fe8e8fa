import type { PublicView, Sql } from '#platform';
import { literal, literals, type Reading, withheldDrafts, withheldReports } from './withheld.query.js';

/** What stands in place of words and names that are withheld. */
export const withheld_word = 'withheld';

/**
 * A connection that reads as one reader may: every statement finds, in place of the tables that hold what reports say,
 * the same rows with what is withheld from the reader coarsened. What is searched, counted, sorted and paged is what is
 * shown, so nothing of it can be found out by asking. What claims and figures count for stays exact: answers are resolved
 * from all reports. `live` is the schema of the live edition, whose levels hold for every edition.
 */
export const shownTo = (sql: Sql, live: string, reading: Reading): Sql => ({
  query: (text, values) => sql.query(shownStatement(text, live, reading), values),
});

const coarsened = [
  'report_event',
  'report_version',
  'control_claim',
  'condition_claim',
  'tally_figure',
  'draft_event',
] as const;
type OfReports = (typeof coarsened)[number];
type Named = OfReports | 'incident_link' | 'place';
const named_tables = new RegExp(
  `"(\\w+)"\\.(${[...coarsened, 'incident_link', 'place'].join('|')})\\b(?=(\\s+\\w+)?)`,
  'g',
);

/** Words that can follow a table which has no alias. */
const no_alias = new Set(
  (
    'where on join left right full inner cross natural order group limit offset union except intersect having for ' +
    'window using'
  ).split(' '),
);

/** Returns the statement with each of the tables replaced by what the reader may see of it. */
export function shownStatement(text: string, live: string, reading: Reading): string {
  return text.replaceAll(named_tables, (_all, schema: string, table: Named, next: string | undefined) => {
    const word = next?.trim().toLowerCase();
    const alias = word === undefined || no_alias.has(word) ? ` ${table}` : '';
    return `(${shownRows(schema, table, live, reading)})${alias}`;
  });
}

/** Rows of the same columns: those of reports that are withheld have other values in some. */
function shownRows(schema: string, table: Named, live: string, reading: Reading): string {
  const withheld = withheldReports(live, reading);
  if (table === 'place') return shownPlaces(schema, reading);
  if (table === 'incident_link')
    return `select x.* from "${schema}".incident_link r cross join lateral jsonb_populate_record(r, case
        when r.report_ids && array(${withheld}) then '{"reason": "${withheld_word}"}'::jsonb else '{}' end) x`;
  const ids = table === 'draft_event' ? `${withheld} union all ${withheldDrafts(schema, reading)}` : withheld;
  // The queue asks anew for each draft: a list that is read once, where a query would be joined to each.
  const among = table === 'draft_event' ? `= any(array(${ids}))` : `in (${ids})`;
  const coarse = Object.entries(coarseColumns(schema, reading)[table]).map(([name, shown]) => `'${name}', ${shown}`);
  return `select r.* from "${schema}".${table} r where r.report_id not in (${ids})
    union all select x.* from "${schema}".${table} r
      cross join lateral jsonb_populate_record(r, jsonb_build_object(${coarse.join(', ')})) x
      where r.report_id ${among}`;
}

/** What stands in the columns of a report that is withheld; every other column is shown as it is. */
function coarseColumns(
  schema: string,
  reading: Reading,
): Readonly<Record<OfReports, Readonly<Record<string, string>>>> {
  const { view } = reading;
  const report = `case when r.report is not null then ${coarseReport(schema, reading)} end`;
  return {
    report_event: { reason: 'null', report, grade: `r.grade - 'reason'`, digest: `''` },
    draft_event: { reason: 'null', report, digest: `''` },
    report_version: {
      grade: `r.grade - 'reason'`,
      external_id: 'null',
      outlet: literal(withheld_word),
      incident_key: 'null',
      places: coarsePlaces(schema, reading, 'unnest(r.places)'),
      actors: `'{}'::text[]`,
      occurred_from: firstDay('r.occurred_from', view),
      occurred_to: lastDay('r.occurred_to', view),
      words: `''`,
    },
    control_claim: { claim: `r.claim - 'note'` },
    condition_claim: { claim: `r.claim - 'note'` },
    tally_figure: { figure: `r.figure - 'wording' - 'groupWording' - 'note'` },
  };
}

/** The nearest place of a kind that may be named around each place, or nothing. */
function coarsePlaces(schema: string, { view, places }: Reading, from: string): string {
  if (view.place.length === 0) return `'{}'::text[]`;
  const mayBeNamed = `u.kind = any(${literals(view.place)}) and u.id <> all(${literals(places)})`;
  return `array(select distinct a.id from ${from} n (id) cross join lateral (
      with recursive u (id, kind, parent, step) as (
        select p.id, p.kind, p.parent, 0 from "${schema}".place p where p.id = n.id
        union all select p.id, p.kind, p.parent, u.step + 1 from u join "${schema}".place p on p.id = u.parent
          where u.step < 20 and not (${mayBeNamed}))
      select u.id from u where ${mayBeNamed} order by u.step limit 1) a order by a.id)`;
}

const firstDay = (day: string, { time }: PublicView): string => `date_trunc('${time}', ${day}::timestamp)::date`;
const lastDay = (day: string, { time }: PublicView): string =>
  `(date_trunc('${time}', ${day}::timestamp) + interval '1 ${time}' - interval '1 day')::date`;

/** What is shown of the column `report`: what it is about in kind, and where, when and how many as far as the view goes. */
function coarseReport(schema: string, reading: Reading): string {
  const { view } = reading;
  const day = (end: 'from' | 'to'): string => `left(r.report #>> '{occurred,${end}}', 10)::date`;
  const precision = `case when r.report #>> '{occurred,precision}' = 'unknown' then 'unknown' else '${view.time}' end`;
  const anonymity = view.source === 'kind' ? `r.report #> '{source,anonymity}'` : `to_jsonb('withheld_here'::text)`;
  const reportedAt = `to_char(date_trunc('${view.time}', (r.report ->> 'reportedAt')::timestamptz at time zone 'UTC'),
    'YYYY-MM-DD"T00:00:00.000Z"')`;
  const named = `jsonb_array_elements_text(r.report -> 'places')`;
  return `jsonb_strip_nulls(jsonb_build_object('id', r.report -> 'id', 'type', r.report -> 'type', 'nature', r.report -> 'nature',
      'background', r.report -> 'background', 'summary', '${withheld_word}',
      'occurred', jsonb_build_object('from', ${firstDay(day('from'), view)}, 'to', ${lastDay(day('to'), view)},
        'precision', ${precision}),
      'reportedAt', ${reportedAt}, 'places', to_jsonb(${coarsePlaces(schema, reading, named)}),
      'actors', '[]'::jsonb, 'control', '[]'::jsonb, 'figures', ${coarseFigures(view)},
      'source', jsonb_build_object('outlet', '${withheld_word}', 'chain', '[]'::jsonb, 'anonymity', ${anonymity},
        'seenByOutlet', false),
      'grade', (r.report -> 'grade') - 'reason', 'related', '[]'::jsonb, 'contradicts', '[]'::jsonb, 'withheld', true))`;
}

/** Each number as its power of ten: 37 is 10 to 99. */
function coarseFigures({ count }: PublicView): string {
  if (count === 'none') return `'[]'::jsonb`;
  const magnitude = (number: string): string => `case when ${number} < 1 then 0 else 10 ^ floor(log(${number})) end`;
  const least = `least((f ->> 'low')::numeric, (f ->> 'best')::numeric, (f ->> 'high')::numeric)`;
  const most = `greatest((f ->> 'low')::numeric, (f ->> 'best')::numeric, (f ->> 'high')::numeric)`;
  return `coalesce((select jsonb_agg(jsonb_build_object('measure', f -> 'measure', 'group', f -> 'group',
      'low', (${magnitude(least)})::bigint, 'high', case when ${most} < 1 then 0 else (10 * (${magnitude(most)}) - 1)::bigint end,
      'lowExclusive', false, 'unit', f -> 'unit', 'basis', f -> 'basis', 'period', '{}'::jsonb))
    from jsonb_array_elements(r.report -> 'figures') f), '[]'::jsonb)`;
}

/** A place that is not for this reader keeps its name and loses its position. */
function shownPlaces(schema: string, { places }: Reading): string {
  const isHidden = `r.id = any(${literals(places)})`;
  if (places.length === 0) return `select r.* from "${schema}".place r`;
  return `select r.* from "${schema}".place r where not ${isHidden}
    union all select x.* from "${schema}".place r cross join lateral jsonb_populate_record(r,
      '{"lat": null, "lon": null, "precision_km": null, "note": null}') x where ${isHidden}`;
}
