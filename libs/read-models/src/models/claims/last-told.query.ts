import { asMs } from '../../table/columns.js';
import { readOnce } from '../../table/kept.js';
import type { EditionScope } from '../../table/paging.js';

/**
 * The latest moment at which anything was made known, in milliseconds since 1970 UTC: from then on rows say the same at
 * every known time. Negative infinity where nothing was.
 */
export const lastToldMs = (scope: EditionScope): Promise<number> =>
  readOnce(
    scope,
    'last told',
    () => readLastTold(scope),
    () => 0,
  );

async function readLastTold({ sql, schema }: EditionScope): Promise<number> {
  const [row] = await sql.query<{ last: number | null }>(
    `select ${asMs(`greatest((select max(reported_at) from "${schema}".report_event),
       (select max(reported_at) from "${schema}".incident_link))`)} last`,
  );
  return row?.last ?? Number.NEGATIVE_INFINITY;
}
