import {
  type ConditionClaim,
  type ControlClaim,
  type DevelopmentType,
  type Grade,
  type Instant,
  type Involvement,
  type KnownClaim,
  type Source,
} from '#situation';
import { asMs, timestamp } from '../../table/columns.js';
import { askAbout, type EditionScope } from '../../table/paging.js';
import { restoredColumns, type RestoredRow, toRestored } from './restored.columns.js';

/** What tells a reader where something said comes from, and whose account it is. */
export interface Told {
  readonly externalId: string | null;
  readonly type: DevelopmentType;
  readonly summary: string;
  readonly source: Source;
  readonly actors: readonly Involvement[];
  readonly reportedAt: Instant;
}

export interface SourcedRow {
  readonly external_id: string | null;
  readonly type: DevelopmentType;
  readonly summary: string;
  readonly source: Source;
  readonly involved: readonly Involvement[];
  readonly reported_at: Instant;
  readonly grade: Grade;
}

/** Of a version `v` of a report and the event `e` that said its words. */
export const sourcedColumns = `v.external_id, v.development_type "type", e.report ->> 'summary' summary, e.report -> 'source' source,
  e.report -> 'actors' involved, e.report ->> 'reportedAt' reported_at, v.grade`;

/** Joins to rows that have an `event_id` the version and the words that they come from. */
export const sourceJoins = (schema: string, rows: string): string =>
  `join "${schema}".report_version v on v.event_id = ${rows}.event_id
   join "${schema}".report_event e on e.event_id = v.said_by`;

export const toSourced = ({ external_id, type, summary, source, involved, reported_at }: SourcedRow): Told => ({
  externalId: external_id,
  type,
  summary,
  source,
  actors: involved,
  reportedAt: reported_at,
});

/** A claim as it was known, with what tells a reader where it comes from. */
export type ToldClaim<Claim> = KnownClaim<Claim> & Told;

/** Everything that was claimed about who holds these places by then and not withdrawn by then, the oldest first. */
export const controlClaimsAbout = (
  scope: EditionScope,
  asked: ClaimsAsked,
): Promise<readonly ToldClaim<ControlClaim>[]> => toldClaims(scope, 'control_claim', asked);

/** Everything that was claimed about the condition of these places by then and not withdrawn by then. */
export const conditionClaimsAbout = (
  scope: EditionScope,
  asked: ClaimsAsked,
): Promise<readonly ToldClaim<ConditionClaim>[]> => toldClaims(scope, 'condition_claim', asked);

/** About which places, as known when. */
export interface ClaimsAsked {
  readonly places: readonly string[];
  readonly knownAtMs: number;
}

async function toldClaims<Claim>(
  scope: EditionScope,
  table: 'control_claim' | 'condition_claim',
  { places, knownAtMs }: ClaimsAsked,
): Promise<readonly ToldClaim<Claim>[]> {
  const { schema } = scope;
  const rows = await askAbout<ClaimRow<Claim>>(
    scope,
    places.length,
    `select c.event_id, c.ordinal, c.report_id, c.claim, ${asMs('c.reported_at')} claim_reported_at,
       ${asMs('c.known_from')} known_from, ${asMs('c.known_to')} known_to,
       ${restoredColumns}, ${sourcedColumns}
     from "${schema}".${table} c ${sourceJoins(schema, 'c')}
     where c.place_id = any($1::text[]) and c.known_from <= $2 and c.known_to > $2
     order by c.known_from, v.external_id, c.report_id, c.ordinal`,
    [places, timestamp(knownAtMs)],
  );
  return rows.map((row) => ({
    claim: row.claim,
    ordinal: row.ordinal,
    reportId: row.report_id,
    eventId: row.event_id,
    grade: row.grade,
    reportedAtMs: row.claim_reported_at,
    knownFromMs: row.known_from,
    knownToMs: row.known_to,
    ...toSourced(row),
    ...toRestored(row),
  }));
}

interface ClaimRow<Claim> extends SourcedRow, RestoredRow {
  readonly event_id: string;
  readonly ordinal: number;
  readonly report_id: string;
  readonly claim: Claim;
  readonly claim_reported_at: number;
  readonly known_from: number;
  readonly known_to: number;
}
