import type { ControlClaim, KnownClaim, TimeZone } from '#situation';
import { asMs, columnsOf, type EditionTables, inSlices, timestamp } from '../columns.js';
import type { StoredClaim } from './control.facts.js';

interface ClaimRow {
  readonly event_id: string;
  readonly ordinal: number;
  readonly report_id: string;
  readonly place_id: string;
  readonly claim: ControlClaim;
  readonly reliability: KnownClaim['grade']['reliability'];
  readonly credibility: KnownClaim['grade']['credibility'];
  readonly known_from: number;
  readonly known_to: number;
}

const claimColumns = `event_id, ordinal, report_id, place_id, claim, reliability, credibility,
  ${asMs('known_from')} known_from, ${asMs('known_to')} known_to`;

const toClaim = (row: ClaimRow): StoredClaim => ({
  ...{ claim: row.claim, ordinal: row.ordinal, reportId: row.report_id, eventId: row.event_id },
  grade: { reliability: row.reliability, credibility: row.credibility },
  ...{ knownFromMs: row.known_from, knownToMs: row.known_to },
});

/** The stored claims of these reports. */
export async function claimsOfReports(
  { sql, schema }: EditionTables,
  reportIds: readonly string[],
): Promise<readonly StoredClaim[]> {
  const rows = await sql.query<ClaimRow>(
    `select ${claimColumns} from "${schema}".control_claim where report_id = any($1::uuid[])`,
    [reportIds],
  );
  return rows.map(toClaim);
}

/** Puts `claims` in the place of whatever is stored of these reports. */
export async function replaceClaims(
  { sql, schema }: EditionTables,
  reportIds: readonly string[],
  claims: readonly StoredClaim[],
): Promise<void> {
  await sql.query(`delete from "${schema}".control_claim where report_id = any($1::uuid[])`, [reportIds]);
  await inSlices(claims, async (slice) => {
    await sql.query(
      `insert into "${schema}".control_claim
         (event_id, ordinal, report_id, place_id, claim, reliability, credibility, known_from, known_to)
       select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::text[], $5::jsonb[], $6::text[], $7::int[],
         $8::timestamptz[], $9::timestamptz[])`,
      columnsOf(
        slice,
        ({ eventId }) => eventId,
        ({ ordinal }) => ordinal,
        ({ reportId }) => reportId,
        ({ claim }) => claim.place,
        ({ claim }) => JSON.stringify(claim),
        ({ grade }) => grade.reliability,
        ({ grade }) => grade.credibility,
        ({ knownFromMs }) => timestamp(knownFromMs),
        ({ knownToMs }) => timestamp(knownToMs),
      ),
    );
  });
}

/** What is to be resolved about one place. */
export interface PlaceEvidence {
  readonly placeId: string;
  readonly zone: TimeZone;
  readonly claims: readonly StoredClaim[];
}

/** The zone that a place's days are read in until the place is registered. */
const zone_of_unregistered_places = 'UTC';

/** The claims about these places that stand after the given known times, and the places' zones. */
export async function loadEvidence(
  { sql, schema }: EditionTables,
  since: ReadonlyMap<string, number>,
): Promise<readonly PlaceEvidence[]> {
  const wanted = [[...since.keys()], [...since.values()].map(timestamp)];
  const rows = await sql.query<ClaimRow>(
    `select ${claimColumns} from unnest($1::text[], $2::timestamptz[]) wanted (place, since)
     join "${schema}".control_claim on place_id = wanted.place and known_to > wanted.since`,
    wanted,
  );
  const zones = await sql.query<{ id: string; time_zone: TimeZone }>(
    `select id, time_zone from "${schema}".place where id = any($1::text[])`,
    [wanted[0]],
  );
  const zoneOf = new Map(zones.map(({ id, time_zone }) => [id, time_zone]));
  const claimsOf = new Map<string, StoredClaim[]>([...since.keys()].map((placeId) => [placeId, []]));
  for (const row of rows) claimsOf.get(row.place_id)?.push(toClaim(row));
  return [...claimsOf].map(([placeId, claims]) => ({
    ...{ placeId, claims, zone: zoneOf.get(placeId) ?? zone_of_unregistered_places },
  }));
}
