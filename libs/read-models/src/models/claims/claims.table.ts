import type { KnownClaim, PlaceId } from '#situation';
import { asMs, columnsOf, type EditionTables, timestamp } from '../../table/columns.js';
import { restoredColumns, type RestoredRow, storedRestored, toRestored } from './restored.columns.js';
import { touchedColumns, type TouchedReports, touchedRows } from '../reports/touched-reports.js';
import { knownColumns, type StoredColumn } from '../../table/stored-columns.table.js';

/** A stored claim as `claimColumns` reads it. */
export interface ClaimRow<Claim> extends RestoredRow {
  readonly event_id: string;
  readonly ordinal: number;
  readonly report_id: string;
  readonly claim: Claim;
  readonly reliability: KnownClaim['grade']['reliability'];
  readonly credibility: KnownClaim['grade']['credibility'];
  readonly reported_at: number;
  readonly known_from: number;
  readonly known_to: number;
}

/** The columns of a row `c` that make a claim. */
export const claimColumns = `c.event_id, c.ordinal, c.report_id, c.claim, c.reliability, c.credibility,
  ${asMs('c.reported_at')} reported_at, ${asMs('c.known_from')} known_from, ${asMs('c.known_to')} known_to,
  ${restoredColumns}`;

/** Returns the claim that a row holds. */
export const toClaim = <Claim>(row: ClaimRow<Claim>): KnownClaim<Claim> => ({
  claim: row.claim,
  ordinal: row.ordinal,
  reportId: row.report_id,
  eventId: row.event_id,
  grade: { reliability: row.reliability, credibility: row.credibility },
  reportedAtMs: row.reported_at,
  knownFromMs: row.known_from,
  knownToMs: row.known_to,
  ...toRestored(row),
});

/** The columns that every claim about a place is stored in. */
export const storedClaim: readonly StoredColumn<KnownClaim<{ readonly place: PlaceId }>>[] = [
  { name: 'event_id', type: 'uuid', of: ({ eventId }) => eventId },
  { name: 'ordinal', type: 'int', of: ({ ordinal }) => ordinal },
  { name: 'report_id', type: 'uuid', of: ({ reportId }) => reportId },
  { name: 'place_id', type: 'text', of: ({ claim }) => claim.place },
  { name: 'claim', type: 'jsonb', of: ({ claim }) => JSON.stringify(claim) },
  { name: 'reliability', type: 'text', of: ({ grade }) => grade.reliability },
  { name: 'credibility', type: 'int', of: ({ grade }) => grade.credibility },
  { name: 'reported_at', type: 'timestamptz', of: ({ reportedAtMs }) => timestamp(reportedAtMs) },
  ...knownColumns,
  ...storedRestored,
];

/** A place, and the known time from which on it is resolved anew. */
export interface LatePlace {
  readonly placeId: PlaceId;
  readonly sinceMs: number;
}

/** The stored claims of one read model. */
export class ClaimTable<Claim> {
  constructor(readonly name: 'control_claim' | 'condition_claim') {}

  /** Those of these reports, as far as they are touched. */
  ofReports(tables: EditionTables, touched: TouchedReports): Promise<readonly KnownClaim<Claim>[]> {
    return this.read(tables, `, ${touchedRows('c')}`, touchedColumns(touched));
  }

  /** All about these places. */
  ofPlaces(tables: EditionTables, placeIds: readonly PlaceId[]): Promise<readonly KnownClaim<Claim>[]> {
    return this.read(tables, 'where c.place_id = any($1::text[])', [placeIds]);
  }

  /** Those about these places that reach or follow that known time. */
  since(tables: EditionTables, places: readonly LatePlace[]): Promise<readonly KnownClaim<Claim>[]> {
    return this.read(
      tables,
      `join unnest($1::text[], $2::timestamptz[]) late (place, since)
         on c.place_id = late.place and c.known_to >= late.since`,
      columnsOf(
        places,
        ({ placeId }) => placeId,
        ({ sinceMs }) => timestamp(sinceMs),
      ),
    );
  }

  /** Removes what is stored of these reports, as far as they are touched. */
  async delete({ sql, schema }: EditionTables, touched: TouchedReports): Promise<void> {
    await sql.query(`delete from "${schema}".${this.name} c using ${touchedRows('c')}`, touchedColumns(touched));
  }

  private async read(
    { sql, schema }: EditionTables,
    which: string,
    values: readonly unknown[],
  ): Promise<readonly KnownClaim<Claim>[]> {
    const rows = await sql.query<ClaimRow<Claim>>(
      `select ${claimColumns} from "${schema}".${this.name} c ${which}`,
      values,
    );
    return rows.map(toClaim);
  }
}
