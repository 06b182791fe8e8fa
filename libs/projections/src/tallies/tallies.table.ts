import { keyOf } from '#situation';
import { arrayLiteral, asMs, columnsOf, type EditionTables, inSlices, timestamp } from '../columns.js';
import { restoredEvent, restoredFrom } from '../restored.columns.js';
import { touchedColumns, type TouchedReports, touchedRows } from '../reports/touched-reports.js';
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

/** Stores figures of which none is stored. */
export async function insertFigures({ sql, schema }: EditionTables, figures: readonly StoredFigure[]): Promise<void> {
  await inSlices(figures, async (slice) => {
    await sql.query(
      `insert into "${schema}".tally_figure
         (event_id, ordinal, report_id, incident, figure, overnight, origin, actors, reliability, credibility,
          version_from, known_from, known_to, restored_event, restored_from, item)
       select event_id, ordinal, report_id, incident, figure, overnight, origin, actors::text[], reliability,
         credibility, version_from, known_from, known_to, restored_event, restored_from, md5(item)
       from unnest($1::uuid[], $2::int[], $3::uuid[], $4::text[], $5::jsonb[], $6::boolean[], $7::text[], $8::text[],
         $9::text[], $10::int[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::uuid[],
         $15::timestamptz[], $16::text[])
         t (event_id, ordinal, report_id, incident, figure, overnight, origin, actors, reliability, credibility,
            version_from, known_from, known_to, restored_event, restored_from, item)`,
      columnsOf(
        slice,
        ({ eventId }) => eventId,
        ({ ordinal }) => ordinal,
        ({ reportId }) => reportId,
        ({ incident }) => incident,
        ({ figure }) => JSON.stringify(figure),
        ({ overnight }) => overnight,
        ({ origin }) => origin,
        ({ actors }) => arrayLiteral(actors.map(asPart)),
        ({ grade }) => grade.reliability,
        ({ grade }) => grade.credibility,
        ({ versionFromMs }) => timestamp(versionFromMs),
        ({ knownFromMs }) => timestamp(knownFromMs),
        ({ knownToMs }) => timestamp(knownToMs),
        restoredEvent,
        restoredFrom,
        ({ figure }) => keyOf(figure),
      ),
    );
  });
}

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
