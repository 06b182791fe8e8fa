import type { Between, KnownClaim } from '#situation';
import type { RowOf } from '../../table/column.js';
import { timestamp } from '../../table/columns.js';
import type { EditionScope } from '../../table/paging.js';
import { controlClaims } from '../control/control.table.js';

/**
 * Returns the claims about control of these places, known at that time, that can take effect between the two moments: of
 * fighting all, since its beginning is not stored.
 */
export async function controlClaimsBetween(
  { sql, schema }: EditionScope,
  {
    places,
    knownAtMs,
    between,
  }: { readonly places: readonly string[]; readonly knownAtMs: number; readonly between: Between },
): Promise<readonly KnownClaim[]> {
  const rows = await sql.query<RowOf<typeof controlClaims.table.columns>>(
    `select ${controlClaims.table.selected('c')}
     from "${schema}".control_claim c
     where place_id = any($1::text[]) and known_from <= $2 and known_to > $2
       and (effect = 'contested' or (effective_at > $3 and effective_at <= $4))
     order by place_id, event_id, ordinal`,
    [places, timestamp(knownAtMs), timestamp(between.fromMs), timestamp(between.toMs)],
  );
  return rows.map((row) => controlClaims.saidOf(row));
}
