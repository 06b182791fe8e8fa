import { timestamp } from '../../table/columns.js';
import type { EditionScope } from '../../table/paging.js';
import { type Told, sourcedColumns, sourceJoins, type SourcedRow, toSourced } from '../claims/told-claims.query.js';
import type { StoredFigure } from './figures-in.js';
import { figureColumns, type FigureRow, toFigure } from './tally.table.js';

/** A figure as it was known, with what tells a reader where it comes from. */
export type ToldFigure = StoredFigure & Told;

/** Every figure of these measures that had been told by then, withdrawn and corrected ones included. */
export async function toldFigures(
  { sql, schema }: EditionScope,
  { measures, knownAtMs }: { readonly measures: readonly string[]; readonly knownAtMs: number },
): Promise<readonly ToldFigure[]> {
  const rows = await sql.query<FigureRow & SourcedRow>(
    `select f.*, ${sourcedColumns}
     from (select ${figureColumns} from "${schema}".tally_figure
           where figure ->> 'measure' = any($1::text[]) and known_from <= $2) f
     ${sourceJoins(schema, 'f')} order by f.incident, f.event_id, f.ordinal`,
    [measures, timestamp(knownAtMs)],
  );
  return rows.map((row) => ({ ...toFigure(row), ...toSourced(row) }));
}
