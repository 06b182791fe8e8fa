import {
  type EvidenceAge,
  evidenceAge,
  firstMsOf,
  lastDayOf,
  lastMsOf,
  type Moment,
  type PlaceId,
  type TimeZone,
  toInstant,
} from '#situation';
import { asMs, timestamp } from '../../table/columns.js';
import { placeConditions, type PlaceFilter } from '../gazetteer/place-filter.query.js';
import { type EditionScope, Parameters, whereAll } from '../../table/paging.js';
import { zonesInUse } from '../claims/valid-at.query.js';
import { answerColumns, type ControlItem } from './control.query.js';

/** How a place was held over one stretch of valid time. */
export interface ControlPeriod extends Omit<ControlItem, 'place'> {
  /** The first instant, null without a beginning. */
  readonly from: string | null;
  /** The first instant after it, null without an end. */
  readonly to: string | null;
}

/** A stretch of one place among those of others. */
export interface PlacePeriod extends ControlPeriod {
  readonly place: PlaceId;
}

/** Which periods, as known when. */
export interface PeriodsQuestion extends PlaceFilter {
  readonly knownAtMs: number;
  readonly place?: PlaceId;
  /** Only periods that overlap with this interval, a day being the local one of each place; open where not given. */
  readonly overlaps?: { readonly from?: Moment; readonly to?: Moment };
  /** Only the period that begins then; -infinity for the one without a beginning. */
  readonly beginsMs?: number;
  /** From how old a last evidence on a period is aged; 30 days by default. */
  readonly agedAfterDays?: number | undefined;
}

/** A page of periods, in order of place and time. */
export interface PeriodsPage extends PeriodsQuestion {
  readonly limit?: number;
  /** The place and the beginning, in milliseconds since 1970 UTC, behind which the page begins. */
  readonly after?: { readonly place: PlaceId; readonly fromMs: number };
  /** How many periods to pass over from there; none by default. */
  readonly skip?: number;
}

/** Returns who held which places over valid time, as known at one known time; what is unknown is left out. */
export async function controlPeriods(scope: EditionScope, question: PeriodsPage): Promise<readonly PlacePeriod[]> {
  const { sql, schema } = scope;
  const { after, limit, skip = 0, knownAtMs, agedAfterDays } = question;
  const given = new Parameters();
  const known = given.add(timestamp(knownAtMs));
  const where = whereAll([
    ...(await periodConditions(scope, question, given)),
    after === undefined
      ? undefined
      : `(s.place_id, s.valid_from) > (${given.add(after.place)}, ${given.add(timestamp(after.fromMs))}::timestamptz)`,
  ]);
  const rows = await sql.query<PeriodRow>(
    `select s.place_id place, coalesce(p.time_zone, 'UTC') zone, ${asMs('s.valid_from')} valid_from,
       ${asMs('s.valid_to')} valid_to, ${answerColumns},
       (select coalesce(jsonb_agg(distinct jsonb_build_object('id', r.report_id, 'externalId', v.external_id)), '[]')
        from "${schema}".control_support r
        join "${schema}".report_version v
          on v.report_id = r.report_id and v.known_from <= ${known} and v.known_to > ${known}
        where r.place_id = s.place_id and r.valid_from < s.valid_to and r.valid_to > s.valid_from
          and r.known_from <= ${known} and r.known_to > ${known}) reports
     from "${schema}".control_span s left join "${schema}".place p on p.id = s.place_id
     ${where} order by s.place_id, s.valid_from
     limit ${given.add(limit ?? null)} offset ${given.add(skip)}`,
    given.values,
  );
  return rows.map(({ valid_from: fromMs, valid_to: toMs, zone, place, reports, ...answer }) => ({
    place,
    from: Number.isFinite(fromMs) ? toInstant(fromMs) : null,
    to: Number.isFinite(toMs) ? toInstant(toMs) : null,
    ...answer,
    ...evidenceAge(answer.lastEvidence, lastDayOf({ fromMs, toMs }, knownAtMs, zone), agedAfterDays),
    reports,
  }));
}

/** Returns how many periods are asked about, on all pages. */
export async function controlPeriodCount(scope: EditionScope, question: PeriodsQuestion): Promise<number> {
  const given = new Parameters();
  const where = whereAll(await periodConditions(scope, question, given));
  const [row] = await scope.sql.query<{ count: number }>(
    `select count(*)::int count
     from "${scope.schema}".control_span s left join "${scope.schema}".place p on p.id = s.place_id ${where}`,
    given.values,
  );
  return row?.count ?? 0;
}

/** Returns who held one place over all of valid time, as known at one known time; what is unknown is left out. */
export async function controlTimeline(
  scope: EditionScope,
  question: Pick<PeriodsQuestion, 'knownAtMs' | 'agedAfterDays'> & { readonly place: PlaceId },
): Promise<readonly ControlPeriod[]> {
  return (await controlPeriods(scope, question)).map(({ place: _one, ...period }) => period);
}

interface PeriodRow extends Omit<PlacePeriod, 'from' | 'to' | keyof EvidenceAge> {
  readonly zone: TimeZone;
  readonly valid_from: number;
  readonly valid_to: number;
}

/** The conditions on the span `s` of the place `p`. */
async function periodConditions(
  scope: EditionScope,
  { knownAtMs, place, overlaps, beginsMs, ...filter }: PeriodsQuestion,
  given: Parameters,
): Promise<readonly (string | undefined)[]> {
  const known = given.add(timestamp(knownAtMs));
  return [
    `s.known_from <= ${known} and s.known_to > ${known}`,
    place === undefined ? undefined : `s.place_id = ${given.add(place)}`,
    beginsMs === undefined ? undefined : `s.valid_from = ${given.add(timestamp(beginsMs))}::timestamptz`,
    overlaps === undefined ? undefined : await overlapping(scope, overlaps, given),
    ...placeConditions(filter, scope.schema, given),
  ];
}

async function overlapping(
  scope: EditionScope,
  { from, to }: NonNullable<PeriodsQuestion['overlaps']>,
  given: Parameters,
): Promise<string> {
  const zones = (await zonesInUse(scope)).map(({ time_zone }) => time_zone);
  const ends = (at: (zone: TimeZone) => number): string => given.add(zones.map((zone) => timestamp(at(zone))));
  const first = ends((zone) => (from === undefined ? Number.NEGATIVE_INFINITY : firstMsOf(from, zone)));
  const last = ends((zone) => (to === undefined ? Number.POSITIVE_INFINITY : lastMsOf(to, zone)));
  return `exists (select from unnest(${given.add(zones)}::text[], ${first}::timestamptz[], ${last}::timestamptz[])
    z (time_zone, first_at, last_at)
    where z.time_zone = p.time_zone and s.valid_to > z.first_at and s.valid_from <= z.last_at)`;
}
