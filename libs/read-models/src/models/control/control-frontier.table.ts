import type { HistoryBounds, KnownClaim, Stretch, TimeZone } from '#situation';
import type { RowOf } from '../../table/column.js';
import { asMs, columnsOf, type EditionTables, timestamp } from '../../table/columns.js';
import { touchedColumns, type TouchedReports, untouchedRows } from '../../table/touched.js';
import { frontiers } from '../../drive/frontier.table.js';
import { controlClaims, reachesBack } from './control.table.js';

type ControlRow = RowOf<typeof controlClaims.table.columns>;

/** A place, and what valid time its claims that come or go speak about, from which known time on. */
export interface Growth extends Stretch {
  readonly placeId: string;
  readonly zone: TimeZone;
  readonly sinceMs: number;
}

/** What stands before a place's growth and settles who held it whatever came before: a gain, or a turn of sightings. */
export interface Anchorage {
  /** Gains and sightings that speak before this do not matter. Of a gain the first millisecond of its local day. */
  readonly fromMs: number;
  /** Nor does fighting that has ended before this. */
  readonly settledMs: number;
}

/** What stands of a place that has claims. */
export interface Ground {
  /** The newest known time at which a claim came or went. */
  readonly newestMs: number;
  /** True if it has a gain that is not withdrawn. */
  readonly isGained: boolean;
  /**
   * The last gain before what is learnt of it that settles who holds it: when it speaks, and the first moment at which it, or one
   * of the same holders at its time, can have happened.
   */
  readonly before?: { readonly beginMs: number; readonly effectiveMs: number };
  /** The first such gain after it: when it speaks, and from when it is known. */
  readonly after?: { readonly atMs: number; readonly knownFromMs: number };
  /** What is kept of it: which of its claims decide, by event and ordinal, and the newest known time then. */
  readonly kept?: { readonly newestMs: number; readonly claims: readonly (readonly [string, string])[] };
}

/**
 * Of each place that has claims the newest known time, and the last gain before its growth that stands at every known time since
 * then, from a report that is not touched, and whose order to every gain of other holders is known: what came before it changes
 * nothing that follows. After it the first such one, from when it is known on: what comes before that changes nothing behind it then.
 */
export async function groundOf(
  { sql, schema }: EditionTables,
  growths: readonly Growth[],
  touched: TouchedReports,
): Promise<ReadonlyMap<string, Ground>> {
  const claims = controlClaims.table.in(schema);
  const stands = [`other.known_to = 'infinity'`, `other.known_to >= grown.since and other.known_to < 'infinity'`];
  // A gain spans two days at the most, unless it tells of a window.
  const spans = [`other.effective_at < gain.effective_at + interval '2 days'`, reachesBack('other.')];
  const atItsTime = stands.flatMap((standing) =>
    spans.map(
      (span) => `select other.begins_at, other.claim -> 'holders' holders from ${claims} other
        where other.place_id = grown.place and other.effect = 'gained' and ${standing} and ${span}
          and other.effective_at >= gain.begins_at and other.begins_at <= gain.effective_at`,
    ),
  );
  const gain = (where: string, order: 'asc' | 'desc'): string => `(
    select gain.begins_at, gain.effective_at, gain.known_from from ${claims} gain
    where gain.place_id = grown.place and gain.effect = 'gained' and gain.known_to = 'infinity'
      and ${where} and gain.report_id <> all($5::uuid[])
      ${atItsTime.map((others) => `and not exists (select from (${others}) o where o.holders <> gain.claim -> 'holders')`).join(' ')}
    order by gain.effective_at ${order} limit 1)`;
  const newest = (column: string): string =>
    `(select max(${column}) from ${claims} where place_id = grown.place and ${column} < 'infinity')`;
  const earlier = gain('gain.effective_at < grown.begins and gain.known_from < grown.since', 'desc');
  const later = gain('gain.begins_at >= grown.ends and gain.effective_at >= grown.ends', 'asc');
  const rows = await sql.query<GroundRow>(
    `select grown.place, ${asMs(`greatest(${newest('known_from')}, ${newest('known_to')})`)} newest,
       exists (select from ${claims} where place_id = grown.place and effect = 'gained' and known_to = 'infinity') "isGained",
       ${asMs('gain.effective_at')} before_ms, (select ${asMs('min(o.begins_at)')} from (${atItsTime.join(' union all ')}) o) begins_ms,
       ${asMs('later.effective_at')} after_ms, ${asMs('later.known_from')} after_known,
       ${asMs('kept.newest')} kept_newest, kept.event_ids, kept.ordinals
     from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[]) grown (place, begins, ends, since)
     left join lateral ${earlier} gain on true
     left join lateral ${later} later on gain.effective_at is not null and not exists (
       select from ${claims} other where other.place_id = grown.place and other.effect = 'gained' and other.effective_at >= grown.begins
         and other.known_to >= grown.since and ${reachesBack('other.')})
     left join ${frontiers.in(schema)} kept on kept.model = 'control' and kept.key = grown.place`,
    [
      ...columnsOf(
        growths,
        ({ placeId }) => placeId,
        ({ fromMs }) => timestamp(fromMs),
        ({ toMs }) => timestamp(toMs),
        ({ sinceMs }) => timestamp(sinceMs),
      ),
      [...touched.keys()],
    ],
  );
  return new Map(rows.flatMap((row) => (row.newest === null ? [] : [[row.place, groundIn(row, row.newest)] as const])));
}

function groundIn({ before_ms, after_ms, event_ids: eventIds, ordinals, ...row }: GroundRow, newestMs: number): Ground {
  const { isGained } = row;
  const before = before_ms === null ? {} : { before: { beginMs: row.begins_ms, effectiveMs: before_ms } };
  const after = after_ms === null ? {} : { after: { atMs: after_ms, knownFromMs: row.after_known } };
  if (eventIds === null) return { newestMs, isGained, ...before, ...after };
  const claims = eventIds.map((eventId, index) => [eventId, ordinals[index] ?? ''] as const);
  return { newestMs, isGained, ...before, ...after, kept: { newestMs: row.kept_newest, claims } };
}

interface GroundRow {
  readonly place: string;
  readonly newest: number | null;
  readonly isGained: boolean;
  readonly before_ms: number | null;
  readonly begins_ms: number;
  readonly after_ms: number | null;
  readonly after_known: number;
  readonly kept_newest: number;
  readonly event_ids: readonly string[] | null;
  readonly ordinals: readonly string[];
}

/** Of these places the claims that are kept as deciding and stand. */
export async function keptClaims(
  { sql, schema }: EditionTables,
  places: readonly { readonly placeId: string }[],
  grounds: ReadonlyMap<string, Ground>,
): Promise<readonly KnownClaim[]> {
  const wanted = places.flatMap(({ placeId }) =>
    (grounds.get(placeId)?.kept?.claims ?? []).map((claim) => [placeId, ...claim]),
  );
  if (wanted.length === 0) return [];
  const rows = await sql.query<ControlRow>(
    `select ${controlClaims.table.selected('c')} from unnest($1::text[], $2::uuid[], $3::int[]) kept (place, event_id, ordinal)
     join ${controlClaims.table.in(schema)} c on c.event_id = kept.event_id and c.ordinal = kept.ordinal
       and c.place_id = kept.place and c.known_to = 'infinity'`,
    [0, 1, 2].map((part) => wanted.map((one) => one[part])),
  );
  return rows.map((row) => controlClaims.saidOf(row));
}

/** How many of the latest sightings before a growth are looked through for a turn. */
const sightings_looked_through = 12;

/**
 * For each place the latest sightings that stand before the growth, the last first, from
 * reports that are not among `reportIds`.
 */
export async function lastSightings(
  { sql, schema }: EditionTables,
  growths: readonly Growth[],
  reportIds: readonly string[],
): Promise<readonly KnownClaim[]> {
  const claims = controlClaims.table.in(schema);
  const rows = await sql.query<ControlRow>(
    `select ${controlClaims.table.selected('c')} from unnest($1::text[], $2::timestamptz[]) grown (place, begins)
     cross join lateral (
       select * from ${claims} last
       where last.place_id = grown.place and last.effect = 'observed' and last.known_to = 'infinity'
         and last.effective_at < grown.begins and last.report_id <> all($3::uuid[])
       order by last.effective_at desc limit ${sightings_looked_through}
     ) c
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

/** Of which place claims are wanted. */
export interface Bearing {
  readonly placeId: string;
  /** Only those that can matter after this. */
  readonly anchorage?: Anchorage;
  /** Only those that can matter within these bounds, as known from `sinceMs` on; without, what stands. */
  readonly bounds?: HistoryBounds;
  readonly sinceMs: number;
}

/** The standing claims about these places that bear, but for what is stored of reports as far as they are touched. */
export async function bearingClaims(
  { sql, schema }: EditionTables,
  places: readonly Bearing[],
  touched: TouchedReports,
): Promise<readonly KnownClaim[]> {
  if (places.length === 0) return [];
  const orNull = (ms: number | undefined): string | null => (ms === undefined ? null : timestamp(ms));
  const [stands, settles] = [`c.known_to = 'infinity'`, `c.effect in ('gained', 'observed')`];
  const fights = `c.effect = 'contested' and c.window_to >= wanted.settled`;
  const since = `${settles} and c.effective_at >= wanted.anchored_from`;
  const unbounded = [`${stands} and wanted.until is null and (wanted.settled is null or (${since}) or (${fights}))`];
  // Each in a part of its own that an index serves.
  const bounded = [
    `${stands} and ${since} and c.effective_at < wanted.until`,
    `${stands} and ${settles} and c.effective_at >= wanted.until and c.known_from < wanted.closed`,
    // What is seen behind the end may tell since when it was so.
    `${stands} and ${reachesBack('c.')} and c.effective_at >= wanted.until and c.known_from >= wanted.closed`,
    `${stands} and wanted.until is not null and ${fights}`,
    `c.known_to >= wanted.since and c.known_to < 'infinity' and wanted.until is not null and ((${since}) or (${fights}))`,
  ];
  const isBounded = ({ bounds }: Bearing): boolean => bounds !== undefined;
  // Lateral and apart, lest all claims are read where the planner knows nothing of the table yet.
  const parts = [...(places.every(isBounded) ? [] : unbounded), ...(places.some(isBounded) ? bounded : [])].map(
    (which) => `select ${controlClaims.table.selected('c')} from wanted cross join lateral (
      select * from ${controlClaims.table.in(schema)} c
      where c.place_id = wanted.place and ${which} and ${untouchedRows('c', 7)} offset 0) c`,
  );
  const rows = await sql.query<ControlRow>(
    `with wanted as materialized (
       select * from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[])
         wanted (place, anchored_from, settled, until, closed, since)
     )
     ${parts.join(' union all ')}`,
    [
      ...columnsOf(
        places,
        ({ placeId }) => placeId,
        ({ anchorage }) => orNull(anchorage?.fromMs),
        ({ anchorage }) => orNull(anchorage?.settledMs),
        ({ bounds }) => orNull(bounds?.toMs),
        ({ bounds }) => orNull(bounds?.closedMs),
        ({ sinceMs }) => timestamp(sinceMs),
      ),
      ...touchedColumns(touched),
    ],
  );
  return rows.map((row) => controlClaims.saidOf(row));
}
