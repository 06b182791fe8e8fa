import { createReadModels } from '#migrations';
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

/** The columns of every table of an edition, as its migration makes them. */
async function tableColumns(): Promise<ReadonlyMap<string, readonly string[]>> {
  const statements: string[] = [];
  await createReadModels({ query: async (statement) => void statements.push(statement) }, 's');
  return new Map(
    statements.flatMap((statement) => {
      const [, table = '', body = ''] = /^create table "s"\.(\w+) \(([\s\S]*)\)$/.exec(statement.trim()) ?? [];
      const names = body.split('\n').flatMap((line) => /^\s+(\w+|"\w+") [a-z]/.exec(line)?.[1] ?? []);
      return table === '' ? [] : [[table, names.filter((name) => !['check', 'primary'].includes(name))] as const];
    }),
  );
}

describe('a statement as a reader may read it', () => {
  it.each(['report_event', 'report_version', 'control_claim', 'condition_claim', 'tally_figure', 'incident_link', 'place'])(
    'says of every column of %s what is shown of it',
    async (table) => {
      const columns = (await tableColumns()).get(table) ?? [];
      expect(columns.length).toBeGreaterThan(5);
      const statement = shown(`select from "s".${table}`);
      expect(columns.filter((column) => !new RegExp(`\\b${column}\\b`).test(statement))).toEqual([]);
    },
  );

  it('knows of every table that holds a text of a report, or says why it holds none', async () => {
    const known = 'report_event report_version control_claim condition_claim tally_figure incident_link place'.split(' ');
    // Resolved answers, and what is no report: names, states, numbers, progress. Parked bytes are kept back by their route.
    const without = 'actor checkpoint parked_event build_progress incident_stay control_span control_support condition_span';
    const others = `${without} condition_support tally_span`.split(' ');
    const tables = [...(await tableColumns()).keys()];
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
