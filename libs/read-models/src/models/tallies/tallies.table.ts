import { keyOf } from '#situation';
import { asMs, columnsOf, type EditionTables, timestamp } from '../../table/columns.js';
import { storedRestored } from '../claims/restored.columns.js';
import { touchedColumns, type TouchedReports, touchedRows } from '../reports/touched-reports.js';
import { insertRows, knownColumns, listColumn, type StoredColumn } from '../../table/stored-columns.table.js';
import type { StoredFigure, TouchedIncidents } from './tallies.facts.js';
import { asPart, figureColumns, type FigureRow, toFigure } from './tallies.rows.js';

/** Puts `figures` in the place of what is stored of these reports, as far as they are touched. */
export async function replaceFigures(
  tables: EditionTables,
  touched: TouchedReports,
  figures: readonly StoredFigure[],
): Promise<void> {
  const { sql, schema } = tables;
  await sql.query(`delete from "${schema}".tally_figure f using ${touchedRows('f')}`, touchedColumns(touched));
  await insertFigures(tables, figures);
}

const storedColumns: readonly StoredColumn<StoredFigure>[] = [
  { name: 'event_id', type: 'uuid', of: ({ eventId }) => eventId },
  { name: 'ordinal', type: 'int', of: ({ ordinal }) => ordinal },
  { name: 'report_id', type: 'uuid', of: ({ reportId }) => reportId },
  { name: 'incident', type: 'text', of: ({ incident }) => incident },
  { name: 'figure', type: 'jsonb', of: ({ figure }) => JSON.stringify(figure) },
  { name: 'overnight', type: 'boolean', of: ({ overnight }) => overnight },
  { name: 'origin', type: 'text', of: ({ origin }) => origin },
  listColumn('actors', 'text', ({ actors }) => actors.map(asPart)),
  { name: 'reliability', type: 'text', of: ({ grade }) => grade.reliability },
  { name: 'credibility', type: 'int', of: ({ grade }) => grade.credibility },
  { name: 'version_from', type: 'timestamptz', of: ({ versionFromMs }) => timestamp(versionFromMs) },
  ...knownColumns,
  ...storedRestored,
  { name: 'item', type: 'text', of: ({ figure }) => keyOf(figure), as: 'md5(item)' },
];

/** Stores figures of which none is stored. */
export const insertFigures = (tables: EditionTables, figures: readonly StoredFigure[]): Promise<void> =>
  insertRows(tables, 'tally_figure', storedColumns, figures);

/** The stored figures of these reports, as far as they are touched. */
export async function figuresOfReports(
  { sql, schema }: EditionTables,
  touched: TouchedReports,
): Promise<readonly StoredFigure[]> {
  const rows = await sql.query<FigureRow>(
    `select ${figureColumns} from "${schema}".tally_figure f, ${touchedRows('f')}`,
    touchedColumns(touched),
  );
  return rows.map(toFigure);
}

/**
 * The stored figures of these incidents that reach or follow a known time, each with when its report first gave it,
 * which may have been before.
 */
export async function figuresSince(
  { sql, schema }: EditionTables,
  incidents: TouchedIncidents,
): Promise<readonly StoredFigure[]> {
  const rows = await sql.query<FigureRow & { readonly first_told: number }>(
    `select ${figureColumns}, ${asMs('first_told')} first_told
     from (
       select f.*, t.since, min(f.known_from) over (partition by f.incident, f.item, f.report_id) first_told
       from unnest($1::text[], $2::timestamptz[]) t (incident, since)
       join "${schema}".tally_figure f on f.incident = t.incident
     ) told where known_to >= since`,
    columnsOf(
      [...incidents],
      ([incident]) => incident,
      ([, sinceMs]) => timestamp(sinceMs),
    ),
  );
  return rows.map((row) => ({ ...toFigure(row), firstToldMs: row.first_told }));
}

/** All stored figures of these incidents. */
export async function figuresOfIncidents(
  { sql, schema }: EditionTables,
  incidents: readonly string[],
): Promise<readonly StoredFigure[]> {
  const rows = await sql.query<FigureRow>(
    `select ${figureColumns} from "${schema}".tally_figure where incident = any($1::text[])`,
    [incidents],
  );
  return rows.map(toFigure);
}
