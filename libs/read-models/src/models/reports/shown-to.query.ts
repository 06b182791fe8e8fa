import type { Sql } from '#platform';

/** What stands in place of words and names that are withheld. */
export const withheld_word = 'withheld';

/** The tables of an edition whose rows not everybody reads as they are; each has a view beside it of what is shown of its rows. */
export const guarded_tables = [
  'report_event',
  'report_version',
  'control_claim',
  'condition_claim',
  'tally_figure',
  'draft_event',
  'incident_link',
  'place',
  'control_span',
  'control_support',
  'condition_span',
  'condition_support',
  'tally_span',
  'incident_stay',
  'parked_event',
] as const;

/**
 * A connection that reads as one reader may: every statement reads, in place of the tables that hold what reports say, the
 * views beside them, of the same rows with what is withheld from the session coarsened. What is searched, counted, sorted
 * and paged is what is shown, so nothing of it can be found out by asking. What claims and figures count for stays exact:
 * answers are resolved from all reports.
 */
export const shownTo = (sql: Sql): Sql => ({ query: (text, values) => sql.query(shownStatement(text), values) });

/** Those of reports, of which there is a view for statements that join them: it finds rows by their ids. */
const joined_tables: ReadonlySet<string> = new Set(guarded_tables.slice(0, 6));
const named_tables = new RegExp(`(\\bjoin\\s+)?("\\w+")\\.(${guarded_tables.join('|')})\\b(?=(\\s+\\w+)?)`, 'g');
/** Words that can follow a table which has no alias. */
const no_alias = new Set(
  (
    'where on join left right full inner cross natural order group limit offset union except intersect having for ' +
    'window using'
  ).split(' '),
);

/** Returns the statement with each of the tables replaced by the view of what is shown of it. */
export function shownStatement(text: string): string {
  return text.replaceAll(named_tables, (_all, join = '', schema: string, table: string, next: string | undefined) => {
    const word = next?.trim().toLowerCase();
    const alias = word === undefined || no_alias.has(word) ? ` ${table}` : '';
    const view = join !== '' && joined_tables.has(table) ? 'joined' : 'shown';
    return `${join}${schema}.${table}_${view}${alias}`;
  });
}
