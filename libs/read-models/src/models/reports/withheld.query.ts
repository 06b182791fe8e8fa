import type { PublicView, Sql } from '#platform';

/** What a reader may read in full, and how the rest is shown. */
export interface Reading {
  /** The levels of sensitivity that the reader is cleared for. */
  readonly levels: readonly string[];
  /** The level of a report that names none. */
  readonly standard: string;
  /** Outlets whose reports, and places about which reports, are not for this reader. */
  readonly outlets: readonly string[];
  readonly places: readonly string[];
  readonly view: PublicView;
}

/** Returns the text as a literal of SQL. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const literals = (texts: readonly string[]): string => `array[${texts.map(literal).join(', ')}]::text[]`;

/**
 * The query of the ids of all reports that are withheld from a reader, as the live edition knows them: whatever edition and
 * moment is asked about, a level holds as soon as it was named once. The highest of all that a report and its corrections
 * name holds, so that no order of arrival and no later correction opens what was closed.
 */
export function withheldReports(live: string, { levels, standard, outlets, places }: Reading): string {
  const level = `e.report ->> 'sensitivity'`;
  const isOver = levels.includes(standard)
    ? `${level} is not null and ${level} <> all(${literals(levels)})`
    : `e.report is not null and coalesce(${level}, ${literal(standard)}) <> all(${literals(levels)})`;
  const over = `select e.report_id from "${live}".report_event e where ${isOver}`;
  const named = (condition: string): string => `select h.report_id from "${live}".report_version h where ${condition}`;
  // A figure can name a place that neither the list of the report nor a claim names.
  const counted = `select f.report_id from "${live}".tally_figure f where f.figure ->> 'place' = any(${literals(places)})`;
  return [
    over,
    ...(outlets.length === 0 ? [] : [named(`h.outlet = any(${literals(outlets)})`)]),
    ...(places.length === 0 ? [] : [named(`h.places && ${literals(places)}`), counted]),
  ].join(' union all ');
}

/** Every place that a draft names: in its list, and in its claims and figures. */
const places_named = `d.report -> 'places' || jsonb_path_query_array(d.report, '$.*[*].place')`;

/** The query of the ids of reports whose drafts are withheld from a reader: by what any draft of the report says. */
export function withheldDrafts(schema: string, { levels, standard, outlets, places }: Reading): string {
  const isOver = [
    `coalesce(d.report ->> 'sensitivity', ${literal(standard)}) <> all(${literals(levels)})`,
    ...(outlets.length === 0 ? [] : [`d.report #>> '{source,outlet}' = any(${literals(outlets)})`]),
    ...(places.length === 0 ? [] : [`(${places_named}) ?| ${literals(places)}`]),
  ];
  return `select d.report_id from "${schema}".draft_event d where d.report is not null and (${isOver.join(' or ')})`;
}

/**
 * True where anything at all is withheld from a reader. `hasDrafts`: the live edition is of these projections, of which the
 * older ones knew no drafts.
 */
export async function withholdsAny(sql: Sql, live: string, reading: Reading, hasDrafts: boolean): Promise<boolean> {
  if (reading.places.length > 0) return true;
  const drafts = hasDrafts ? ` or exists (${withheldDrafts(live, reading)})` : '';
  const [row] = await sql.query<{ any: boolean }>(`select exists (${withheldReports(live, reading)})${drafts} as any`);
  return row?.any === true;
}

/** Returns which of these ids are those of reports that are withheld from a reader. */
export async function withheldAmong(
  sql: Sql,
  live: string,
  reading: Reading,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await sql.query<{ report_id: string }>(
    `select distinct w.report_id from (${withheldReports(live, reading)}) w where w.report_id = any($1::uuid[])`,
    [ids],
  );
  return new Set(rows.map(({ report_id }) => report_id));
}
