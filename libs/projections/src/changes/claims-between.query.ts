import type { Between, ControlClaim, KnownClaim } from '#situation';
import { asMs, timestamp } from '../columns.js';
import type { EditionScope } from '../paging.js';

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
  const rows = await sql.query<ClaimRow>(
    `select claim, ordinal, report_id, event_id, reliability, credibility,
       ${asMs('reported_at')} reported_at, ${asMs('known_from')} known_from, ${asMs('known_to')} known_to
     from "${schema}".control_claim
     where place_id = any($1::text[]) and known_from <= $2 and known_to > $2
       and (effect = 'contested' or (effective_at > $3 and effective_at <= $4))
     order by place_id, event_id, ordinal`,
    [places, timestamp(knownAtMs), timestamp(between.fromMs), timestamp(between.toMs)],
  );
  return rows.map((row) => ({
    claim: row.claim,
    ordinal: row.ordinal,
    reportId: row.report_id,
    eventId: row.event_id,
    grade: { reliability: row.reliability, credibility: row.credibility },
    reportedAtMs: row.reported_at,
    knownFromMs: row.known_from,
    knownToMs: row.known_to,
  }));
}

interface ClaimRow {
  readonly claim: ControlClaim;
  readonly ordinal: number;
  readonly report_id: string;
  readonly event_id: string;
  readonly reliability: KnownClaim['grade']['reliability'];
  readonly credibility: KnownClaim['grade']['credibility'];
  readonly reported_at: number;
  readonly known_from: number;
  readonly known_to: number;
}
