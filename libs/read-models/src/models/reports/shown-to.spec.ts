import { readModelTables } from '../models.js';
import { shownStatement } from './shown-to.query.js';
import type { Reading } from './withheld.query.js';

const reading: Reading = {
  levels: ['open', "it's"],
  standard: 'open',
  outlets: ['Our "man"'],
  places: ['house'],
  view: { place: ['country'], time: 'month', source: 'none', count: 'none' },
};
const shown = (text: string): string => shownStatement(text, 'live_1', reading);

/** The columns of every table of an edition. */
const tableColumns = new Map(readModelTables().map(({ name, columns }) => [name, Object.keys(columns)]));

/** The columns that are shown of a report that is withheld: a new one has to be decided about, here or in the query. */
const shown_as_they_are = {
  report_event: 'event_id report_id kind reported_at in_slice follows approved_by',
  report_version: 'event_id said_by report_id version known_from known_to development_type',
  control_claim:
    'event_id ordinal report_id place_id reliability credibility reported_at known_from known_to actors effect begins_at ' +
    'effective_at window_to restored_event restored_from',
  condition_claim:
    'event_id ordinal report_id place_id reliability credibility reported_at known_from known_to restored_event restored_from',
  tally_figure:
    'event_id ordinal report_id incident overnight origin actors reliability credibility version_from first_given known_from known_to ' +
    'restored_event restored_from item',
  incident_link: 'event_id kind incident report_ids reported_at digest in_slice follows',
  place:
    'id name aliases kind parent time_zone connects means exits_complete registered_at event_id names folded grams',
};

describe('a statement as a reader may read it', () => {
  it.each(Object.entries(shown_as_they_are))(
    'coarsens every column of %s but those that say nothing',
    (table, kept) => {
      const columns = tableColumns.get(table) ?? [];
      expect(columns.length).toBeGreaterThan(5);
      const statement = shown(`select from "s".${table}`);
      const coarse = columns.filter((column) => new RegExp(`['"]${column}['"](?:,|:)`).test(statement));
      expect(columns.filter((column) => !coarse.includes(column) && !kept.split(' ').includes(column))).toEqual([]);
    },
  );

  it('knows of every table that holds a text of a report, or says why it holds none', () => {
    const known = [...Object.keys(shown_as_they_are), 'draft_event'];
    // Resolved answers, and what is no report: names, states, numbers, progress. Parked bytes are kept back by their route.
    const without =
      'actor checkpoint parked_event build_progress incident_stay control_span control_support condition_span';
    const others = `${without} condition_support tally_span`.split(' ');
    const tables = [...tableColumns.keys()];
    expect(tables.filter((table) => ![...known, ...others].includes(table))).toEqual([]);
  });

  it('keeps aliases, names a table that has none, and leaves other tables alone', () => {
    expect(shown('select v.x from "s".report_version v join "s".actor a on true')).toMatch(
      /\) v join "s"\.actor a on true$/,
    );
    expect(shown('select id from "s".place where id = 1')).toMatch(/\) place where id = 1$/);
    expect(shown('(select from "s".report_event)')).toMatch(/\) report_event\)$/);
    expect(shown('select from "s".control_span s')).toBe('select from "s".control_span s');
  });

  it('quotes what the settings say', () => {
    const text = shown('select from "s".report_event e');
    expect(text).toContain(`array['open', 'it''s']`);
    expect(text).toContain(`array['Our "man"']`);
  });
});
