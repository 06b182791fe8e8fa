import type { ControlClaim, Grade, KnownClaim, TimeZone } from '#situation';
import { asMs, timestamp } from '../columns.js';
import type { EditionScope } from '../paging.js';

/** A claim as it was known, with what tells a reader where it comes from. */
export interface ToldClaim extends KnownClaim {
  readonly externalId: string | null;
  readonly summary: string;
  readonly outlet: string;
  readonly chain: readonly string[];
}

/** Everything that was claimed about one place by then and not withdrawn by then, and the zone of the place's days. */
export async function claimsAbout(
  { sql, schema }: EditionScope,
  { place, knownAtMs }: { readonly place: string; readonly knownAtMs: number },
): Promise<{ readonly zone: TimeZone; readonly claims: readonly ToldClaim[] }> {
  const [zone] = await sql.query<{ time_zone: TimeZone }>(`select time_zone from "${schema}".place where id = $1`, [
    place,
  ]);
  const rows = await sql.query<ClaimRow>(
    `select c.event_id, c.ordinal, c.report_id, c.claim, ${asMs('c.known_from')} known_from, ${asMs('c.known_to')} known_to,
       v.external_id, e.report ->> 'summary' summary, v.outlet, e.report -> 'source' -> 'chain' chain, v.grade
     from "${schema}".control_claim c
     join "${schema}".report_version v using (event_id)
     join "${schema}".report_event e on e.event_id = v.said_by
     where c.place_id = $1 and c.known_from <= $2 and c.known_to > $2
     order by c.known_from, v.external_id, c.report_id, c.ordinal`,
    [place, timestamp(knownAtMs)],
  );
  return { zone: zone?.time_zone ?? 'UTC', claims: rows.map(toToldClaim) };
}

interface ClaimRow {
  readonly event_id: string;
  readonly ordinal: number;
  readonly report_id: string;
  readonly claim: ControlClaim;
  readonly known_from: number;
  readonly known_to: number;
  readonly external_id: string | null;
  readonly summary: string;
  readonly outlet: string;
  readonly chain: readonly string[];
  readonly grade: Grade;
}

const toToldClaim = (row: ClaimRow): ToldClaim => ({
  ...{ claim: row.claim, ordinal: row.ordinal, reportId: row.report_id, eventId: row.event_id, grade: row.grade },
  ...{ knownFromMs: row.known_from, knownToMs: row.known_to, externalId: row.external_id },
  ...{ summary: row.summary, outlet: row.outlet, chain: row.chain },
});
