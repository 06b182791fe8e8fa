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
import type { RowOf } from '../../table/column.js';
import { timestamp } from '../../table/columns.js';
import { askAbout, type EditionScope } from '../../table/paging.js';
import type { Table } from '../../table/table.js';
import { type claimColumns, claimOf } from './claims.table.js';
import { conditionClaims } from '../condition/condition.model.js';
import { controlClaims } from '../control/control.table.js';

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
  readonly said_at: Instant;
  readonly grade: Grade;
}

/** Of a version `v` of a report and the event `e` that said its words. */
export const sourcedColumns = `v.external_id, v.development_type "type", e.report ->> 'summary' summary, e.report -> 'source' source,
  e.report -> 'actors' involved, e.report ->> 'reportedAt' said_at, v.grade`;

/** Joins to rows that have an `event_id` the version and the words that they come from. */
export const sourceJoins = (schema: string, rows: string): string =>
  `join "${schema}".report_version v on v.event_id = ${rows}.event_id
   join "${schema}".report_event e on e.event_id = v.said_by`;

export const toSourced = ({ external_id, type, summary, source, involved, said_at }: SourcedRow): Told => ({
  externalId: external_id,
  type,
  summary,
  source,
  actors: involved,
  reportedAt: said_at,
});

/** A claim as it was known, with what tells a reader where it comes from. */
export type ToldClaim<Claim> = KnownClaim<Claim> & Told;

/** Everything that was claimed about who holds these places by then and not withdrawn by then, the oldest first. */
export const controlClaimsAbout = (
  scope: EditionScope,
  asked: ClaimsAsked,
): Promise<readonly ToldClaim<ControlClaim>[]> => toldClaims(scope, controlClaims.table, asked);

/** Everything that was claimed about the condition of these places by then and not withdrawn by then. */
export const conditionClaimsAbout = (
  scope: EditionScope,
  asked: ClaimsAsked,
): Promise<readonly ToldClaim<ConditionClaim>[]> => toldClaims(scope, conditionClaims.table, asked);

/** About which places, as known when. */
export interface ClaimsAsked {
  readonly places: readonly string[];
  readonly knownAtMs: number;
}

async function toldClaims<Claim>(
  scope: EditionScope,
  table: Table<ReturnType<typeof claimColumns<Claim>>>,
  { places, knownAtMs }: ClaimsAsked,
): Promise<readonly ToldClaim<Claim>[]> {
  const { schema } = scope;
  const rows = await askAbout<RowOf<ReturnType<typeof claimColumns<Claim>>> & SourcedRow>(
    scope,
    places.length,
    `select ${table.selected('c')}, ${sourcedColumns}
     from ${table.in(schema)} c ${sourceJoins(schema, 'c')}
     where c.place_id = any($1::text[]) and c.known_from <= $2 and c.known_to > $2
     order by c.known_from, v.external_id, c.report_id, c.ordinal`,
    [places, timestamp(knownAtMs)],
  );
  return rows.map((row) => ({ ...claimOf(row), grade: row.grade, ...toSourced(row) }));
}
