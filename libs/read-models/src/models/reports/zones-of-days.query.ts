import { type PlaceId, placesOfDays, type Report, type ReportVersion } from '#situation';
import type { EditionTables } from '../../table/columns.js';

/** The places that the local days of these versions hang on. */
export const placesOfVersions = (versions: readonly ReportVersion[]): readonly PlaceId[] => [
  ...new Set(versions.flatMap(({ report }) => placesOfDays(report))),
];

/** The places whose zones decide on which days a report counts: none where it names days alone. */
export const placesOfInstants = (report: Report): readonly string[] => (tellsHours(report) ? placesOfDays(report) : []);

const tellsHours = ({ occurred: { from, to }, figures }: Report): boolean =>
  [from, to].some((moment) => moment?.includes('T')) || figures.some(({ instants }) => instants !== undefined);

/** The reports that tell hours of these places, whose local days have moved. */
export async function reportsMoved(
  { sql, schema }: EditionTables,
  placeIds: readonly string[],
): Promise<readonly string[]> {
  if (placeIds.length === 0) return [];
  const rows = await sql.query<{ report_id: string }>(
    `select distinct report_id from "${schema}".report_event
     where report_id in (
         select report_id from "${schema}".report_version where places && $1::text[]
         union all select report_id from "${schema}".tally_figure where figure ->> 'place' = any($1::text[]))
       and (report #>> '{occurred,from}' like '%T%' or report #>> '{occurred,to}' like '%T%'
         or jsonb_path_exists(report, '$.figures[*].instants'))`,
    [placeIds],
  );
  return rows.map(({ report_id }) => report_id);
}
