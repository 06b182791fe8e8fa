import type { Sql } from '#platform';
import { literal, literals, type Reading, type ReadingView, withheldReports } from './withheld.query.js';

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

const coarsened = ['report_event', 'report_version', 'control_claim', 'condition_claim', 'tally_figure'] as const;
type Coarsened = (typeof coarsened)[number] | 'incident_link' | 'place';
const named_tables = new RegExp(`"(\\w+)"\\.(${[...coarsened, 'incident_link', 'place'].join('|')})\\b(?=(\\s+\\w+)?)`, 'g');

/** Words that can follow a table which has no alias. */
const no_alias = new Set(
  'where on join left right full inner cross natural order group limit offset union except intersect having for window using'.split(' '),
);

/** Returns the statement with each of the tables replaced by what the reader may see of it. */
export function shownStatement(text: string, live: string, reading: Reading): string {
  return text.replaceAll(named_tables, (_all, schema: string, table: Coarsened, next: string | undefined) => {
    const word = next?.trim().toLowerCase();
    const alias = word === undefined || no_alias.has(word) ? ` ${table}` : '';
    return `(${shownRows(schema, table, live, reading)})${alias}`;
  });
}

function shownRows(schema: string, table: Coarsened, live: string, reading: Reading): string {
  const withheld = withheldReports(live, reading);
  switch (table) {
    case 'place':
      return shownPlaces(schema, reading);
    case 'incident_link':
      return `select event_id, kind, incident, report_ids, reported_at, case when exists (select from unnest(report_ids) one
          where one in (${withheld})) then ${literal(withheld_word)} else reason end reason, digest, in_slice, follows
        from "${schema}".incident_link`;
    default: {
      const columns = columnsOf(schema, reading)[table];
      const [plain, coarse] = [columns.map(([name]) => name), columns.map(([name, shown = name]) => `${shown} ${name}`)];
      const rows = (list: readonly string[]): string => `select ${list.join(', ')} from "${schema}".${table} r`;
      return `${rows(plain)} where report_id not in (${withheld})
        union all ${rows(coarse)} where report_id in (${withheld})`;
    }
  }
}

/** A column, and what stands in it for a report that is withheld; the column itself by default. */
type Column = readonly [name: string, shown?: string];

const as = (...names: readonly string[]): readonly Column[] => names.map((name) => [name]);

function columnsOf(schema: string, reading: Reading): Readonly<Record<(typeof coarsened)[number], readonly Column[]>> {
  const { view } = reading;
  return {
    report_event: [
      ...as('event_id', 'report_id', 'kind', 'reported_at'),
      ['reason', 'null'],
      ['report', `case when report is null then null else ${coarseReport(schema, reading)} end`],
      ['grade', `grade - 'reason'`],
      ['digest', `''::bytea`],
      ...as('in_slice', 'follows'),
    ],
    report_version: [
      ...as('event_id', 'said_by', 'report_id'),
      ['grade', `grade - 'reason'`],
      ['external_id', 'null'],
      ...as('version', 'known_from', 'known_to', 'development_type'),
      ['outlet', literal(withheld_word)],
      ['incident_key', 'null'],
      ['places', coarsePlaces(schema, reading, 'unnest(places)')],
      ['actors', `'{}'::text[]`],
      ['occurred_from', firstDay('occurred_from', view)],
      ['occurred_to', lastDay('occurred_to', view)],
      ['words', `''`],
    ],
    control_claim: [
      ...as('event_id', 'ordinal', 'report_id', 'place_id'),
      ['claim', `claim - 'note'`],
      ...as('reliability', 'credibility', 'reported_at', 'known_from', 'known_to', 'actors', 'effect', 'begins_at'),
      ...as('effective_at', 'window_to', 'restored_event', 'restored_from'),
    ],
    condition_claim: [
      ...as('event_id', 'ordinal', 'report_id', 'place_id'),
      ['claim', `claim - 'note'`],
      ...as('reliability', 'credibility', 'reported_at', 'known_from', 'known_to', 'restored_event', 'restored_from'),
    ],
    tally_figure: [
      ...as('event_id', 'ordinal', 'report_id', 'incident'),
      ['figure', `figure - 'wording' - 'groupWording' - 'note'`],
      ...as('overnight', 'origin', 'actors', 'reliability', 'credibility', 'version_from', 'known_from', 'known_to'),
      ...as('restored_event', 'restored_from', 'item'),
    ],
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

const firstDay = (day: string, { time }: ReadingView): string => `date_trunc('${time}', ${day}::timestamp)::date`;
const lastDay = (day: string, { time }: ReadingView): string =>
  `(date_trunc('${time}', ${day}::timestamp) + interval '1 ${time}' - interval '1 day')::date`;

/** What is shown of the column `report`: what it is about in kind, and where, when and how many as far as the view goes. */
function coarseReport(schema: string, reading: Reading): string {
  const { view } = reading;
  const day = (end: 'from' | 'to'): string => `left(report #>> '{occurred,${end}}', 10)::date`;
  const precision = `case when report #>> '{occurred,precision}' = 'unknown' then 'unknown' else '${view.time}' end`;
  const anonymity = view.source === 'kind' ? `report #> '{source,anonymity}'` : `to_jsonb('withheld_here'::text)`;
  const reportedAt = `to_char(date_trunc('${view.time}', (report ->> 'reportedAt')::timestamptz at time zone 'UTC'),
    'YYYY-MM-DD"T00:00:00.000Z"')`;
  const named = `jsonb_array_elements_text(report -> 'places')`;
  return `jsonb_strip_nulls(jsonb_build_object('id', report -> 'id', 'type', report -> 'type', 'nature', report -> 'nature',
      'background', report -> 'background', 'summary', '${withheld_word}',
      'occurred', jsonb_build_object('from', ${firstDay(day('from'), view)}, 'to', ${lastDay(day('to'), view)},
        'precision', ${precision}),
      'reportedAt', ${reportedAt}, 'places', to_jsonb(${coarsePlaces(schema, reading, named)}),
      'actors', '[]'::jsonb, 'control', '[]'::jsonb, 'figures', ${coarseFigures(view)},
      'source', jsonb_build_object('outlet', '${withheld_word}', 'chain', '[]'::jsonb, 'anonymity', ${anonymity},
        'seenByOutlet', false),
      'grade', (report -> 'grade') - 'reason', 'related', '[]'::jsonb, 'contradicts', '[]'::jsonb, 'withheld', true))`;
}

/** Each number as its power of ten: 37 is 10 to 99. */
function coarseFigures({ count }: ReadingView): string {
  if (count === 'none') return `'[]'::jsonb`;
  const magnitude = (number: string): string => `case when ${number} < 1 then 0 else 10 ^ floor(log(${number})) end`;
  const least = `least((f ->> 'low')::numeric, (f ->> 'best')::numeric, (f ->> 'high')::numeric)`;
  const most = `greatest((f ->> 'low')::numeric, (f ->> 'best')::numeric, (f ->> 'high')::numeric)`;
  return `coalesce((select jsonb_agg(jsonb_build_object('measure', f -> 'measure', 'group', f -> 'group',
      'low', (${magnitude(least)})::bigint, 'high', case when ${most} < 1 then 0 else (10 * (${magnitude(most)}) - 1)::bigint end,
      'lowExclusive', false, 'unit', f -> 'unit', 'basis', f -> 'basis', 'period', '{}'::jsonb))
    from jsonb_array_elements(report -> 'figures') f), '[]'::jsonb)`;
}

/** A place that is not for this reader keeps its name and loses its position. */
function shownPlaces(schema: string, { places }: Reading): string {
  if (places.length === 0) return `select * from "${schema}".place`;
  const shown = (column: string, type: string): string =>
    `case when id = any(${literals(places)}) then null::${type} else ${column} end ${column}`;
  return `select id, name, aliases, kind, parent, ${shown('lat', 'float8')}, ${shown('lon', 'float8')},
      ${shown('precision_km', 'float8')}, time_zone, ${shown('note', 'text')}, connects, means, exits_complete, registered_at,
      event_id, names, folded, grams
    from "${schema}".place`;
}
