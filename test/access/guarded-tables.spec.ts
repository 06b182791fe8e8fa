import { readModelTables } from '#read-models';
import { guarded_tables, shownStatement } from '#read-models/queries';
import { coarseColumns, guardedTables } from '../../migrations/core/1795000000023-rows-shown.js';

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

describe('the tables that hold what reports say', () => {
  it.each(Object.entries(shown_as_they_are).filter(([table]) => table in coarseColumns))(
    'coarsen every column of %s but those that say nothing',
    (table, kept) => {
      const columns = tableColumns.get(table) ?? [];
      expect(columns.length).toBeGreaterThan(5);
      const coarse = Object.keys(coarseColumns[table] ?? {});
      expect(coarse.filter((column) => !columns.includes(column))).toEqual([]);
      expect(columns.filter((column) => !coarse.includes(column) && !kept.split(' ').includes(column))).toEqual([]);
    },
  );

  it('have each a view of what is shown, and no other table holds a text of a report, or it is said why', () => {
    expect(guardedTables.map(({ table }) => table).sort()).toEqual([...guarded_tables].sort());
    // What is no report, and no answer about a place: names and progress.
    const others = ['actor', 'checkpoint', 'build_progress'];
    const tables = [...tableColumns.keys()];
    const known: readonly string[] = [...guarded_tables, ...others];
    expect(tables.filter((table) => !known.includes(table))).toEqual([]);
  });
});

describe('a statement as a reader may read it', () => {
  const shown = shownStatement;

  it('keeps aliases, names a table that has none, and leaves other tables alone', () => {
    expect(shown('select v.x from "s".report_version v join "s".actor a on true')).toBe(
      'select v.x from "s".report_version_shown v join "s".actor a on true',
    );
    expect(shown('select from "s".control_span c left join "s".report_event e on true join "s".place p on true')).toBe(
      'select from "s".control_span_shown c left join "s".report_event_joined e on true join "s".place_shown p on true',
    );
    expect(shown('select id from "s".place where id = 1')).toBe('select id from "s".place_shown place where id = 1');
    expect(shown('(select from "s".report_event)')).toBe('(select from "s".report_event_shown report_event)');
    expect(shown('select from "s".checkpoint c')).toBe('select from "s".checkpoint c');
  });
});
