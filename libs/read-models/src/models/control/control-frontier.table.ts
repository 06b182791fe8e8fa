import type { KnownClaim, TimeZone } from '#situation';
import type { RowOf } from '../../table/column.js';
import { asMs, columnsOf, type EditionTables, timestamp } from '../../table/columns.js';
import { controlClaims } from './control.table.js';

type ControlRow = RowOf<typeof controlClaims.table.columns>;

/** A place and the first valid time that its new claims speak about. */
export interface Growth {
  readonly placeId: string;
  readonly zone: TimeZone;
  readonly fromMs: number;
}

/** What stands before a place's growth and settles who held it whatever came before: a gain, or a turn of sightings. */
export interface Anchorage {
  /** Gains and sightings that speak before this do not matter. Of a gain the first millisecond of its local day. */
  readonly fromMs: number;
  /** Nor does fighting that has ended before this. */
  readonly settledMs: number;
}

/** When a gain counts from, and the first moment at which it, or one of the same holders at its time, can have happened. */
export interface LastGain {
  readonly beginMs: number;
  readonly effectiveMs: number;
}

/**
 * The last gain that stands, before the growth, from a report that is not among `reportIds`, and whose order to every
 * gain of other holders is known: what came before it changes nothing that follows.
 */
export async function lastGains(
  { sql, schema }: EditionTables,
  growths: readonly Growth[],
  reportIds: readonly string[],
): Promise<ReadonlyMap<string, LastGain>> {
  const rows = await sql.query<LastGain & { readonly place: string }>(
    `select grown.place, ${asMs('gain.effective_at')} "effectiveMs", (
         select ${asMs('min(same.begins_at)')} from "${schema}".control_claim same
         where same.place_id = grown.place and same.effect = 'gained' and same.known_to = 'infinity'
           and same.effective_at >= gain.begins_at and same.begins_at <= gain.effective_at
       ) "beginMs"
     from unnest($1::text[], $2::timestamptz[]) grown (place, grown_from)
     cross join lateral (
       select last.begins_at, last.effective_at from "${schema}".control_claim last
       where last.place_id = grown.place and last.effect = 'gained' and last.known_to = 'infinity'
         and last.effective_at < grown.grown_from and last.report_id <> all($3::uuid[])
         and not exists (
           select from "${schema}".control_claim other
           where other.place_id = last.place_id and other.effect = 'gained' and other.known_to = 'infinity'
             and other.effective_at >= last.begins_at
             and other.begins_at <= last.effective_at and other.claim -> 'holders' <> last.claim -> 'holders'
         )
       order by last.effective_at desc limit 1
     ) gain`,
    [
      ...columnsOf(
        growths,
        ({ placeId }) => placeId,
        ({ fromMs }) => timestamp(fromMs),
      ),
      reportIds,
    ],
  );
  return new Map(rows.map(({ place, beginMs, effectiveMs }) => [place, { beginMs, effectiveMs }]));
}

/** How many of the latest sightings before a growth are looked through for a turn. */
const sightings_looked_through = 12;

/**
 * For each place without a standing gain before the growth the latest sightings that stand before it, the last first, from
 * reports that are not among `reportIds`.
 */
export async function lastSightings(
  { sql, schema }: EditionTables,
  growths: readonly Growth[],
  reportIds: readonly string[],
): Promise<readonly KnownClaim[]> {
  const rows = await sql.query<ControlRow>(
    `select ${controlClaims.table.selected('c')} from unnest($1::text[], $2::timestamptz[]) grown (place, grown_from)
     cross join lateral (
       select * from "${schema}".control_claim last
       where last.place_id = grown.place and last.effect = 'observed' and last.known_to = 'infinity'
         and last.effective_at < grown.grown_from and last.report_id <> all($3::uuid[])
       order by last.effective_at desc limit ${sightings_looked_through}
     ) c
     where not exists (
       select from "${schema}".control_claim gain
       where gain.place_id = grown.place and gain.effect = 'gained' and gain.known_to = 'infinity'
         and gain.effective_at < grown.grown_from
     )
     order by c.effective_at desc`,
    [
      ...columnsOf(
        growths,
        ({ placeId }) => placeId,
        ({ fromMs }) => timestamp(fromMs),
      ),
      reportIds,
    ],
  );
  return rows.map((row) => controlClaims.saidOf(row));
}

/**
 * The standing claims about these places, from reports that are not among `reportIds`, that can matter after their anchorage;
 * all such ones without.
 */
export async function standingClaims(
  { sql, schema }: EditionTables,
  places: readonly { readonly placeId: string; readonly anchorage?: Anchorage }[],
  reportIds: readonly string[],
): Promise<readonly KnownClaim[]> {
  const orNull = (ms: number | undefined): string | null => (ms === undefined ? null : timestamp(ms));
  const rows = await sql.query<ControlRow>(
    `select ${controlClaims.table.selected('c')}
     from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) wanted (place, anchored_from, settled)
     join "${schema}".control_claim c on c.place_id = wanted.place and c.known_to = 'infinity'
       and c.report_id <> all($4::uuid[]) and (wanted.settled is null
         or (c.effect in ('gained', 'observed') and c.effective_at >= wanted.anchored_from)
         or (c.effect = 'contested' and c.window_to >= wanted.settled))`,
    [
      ...columnsOf(
        places,
        ({ placeId }) => placeId,
        ({ anchorage }) => orNull(anchorage?.fromMs),
        ({ anchorage }) => orNull(anchorage?.settledMs),
      ),
      reportIds,
    ],
  );
  return rows.map((row) => controlClaims.saidOf(row));
}

/** The newest known time at which a claim about a place came or went, and whether any gain of it stands. */
export interface Boundary {
  readonly newestMs: number;
  readonly isGained: boolean;
}

/** The boundary of each place that has claims. */
export async function newestBoundaries(
  { sql, schema }: EditionTables,
  placeIds: readonly string[],
): Promise<ReadonlyMap<string, Boundary>> {
  const newest = (column: string) => `(select max(${column}) from "${schema}".control_claim
    where place_id = place and ${column} < 'infinity')`;
  const rows = await sql.query<{ place: string; newest: number | null; isGained: boolean }>(
    `select place, ${asMs(`greatest(${newest('known_from')}, ${newest('known_to')})`)} newest, exists (
         select from "${schema}".control_claim
         where place_id = place and effect = 'gained' and known_to = 'infinity') "isGained"
     from unnest($1::text[]) place`,
    [placeIds],
  );
  return new Map(
    rows.flatMap(({ place, newest, isGained }) =>
      newest === null ? [] : [[place, { newestMs: newest, isGained }] as const],
    ),
  );
}
