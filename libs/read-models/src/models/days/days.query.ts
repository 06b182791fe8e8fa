import type { Day, HeldStretch, TimeZone } from '#situation';
import { timestamp } from '../../table/columns.js';
import { byPlace, stretchColumns, type StretchRow } from '../control/control-stretches.query.js';
import { partsOf, placeConditions } from '../gazetteer/place-filter.query.js';
import { type EditionScope, Parameters, whereAll } from '../../table/paging.js';

/** How a place was held over stretches of time, in order. */
export interface PlaceTurning {
  readonly place: { readonly id: string; readonly name: string };
  readonly zone: TimeZone;
  readonly stretches: readonly HeldStretch[];
}

/** As known when, between which instants, and in which area. */
export interface TurningQuestion {
  readonly fromMs: number;
  readonly toMs: number;
  readonly knownAtMs: number;
  readonly within?: string;
}

/** Returns the places whose answer about control changes between two instants, with the stretches that reach them. */
export async function placesTurning(
  { sql, schema }: EditionScope,
  { fromMs, toMs, knownAtMs, within }: TurningQuestion,
): Promise<readonly PlaceTurning[]> {
  const given = new Parameters();
  const [from, to, known] = [fromMs, toMs, knownAtMs].map((ms) => given.add(timestamp(ms)));
  const where = whereAll([
    `s.known_from <= ${known} and s.known_to > ${known}`,
    `s.valid_from <= ${to} and s.valid_to >= ${from}`,
    // What covers all of the time changes nothing in it.
    `not (s.valid_from < ${from} and s.valid_to > ${to})`,
    ...placeConditions(within === undefined ? {} : { within }, schema, given),
  ]);
  const rows = await sql.query<StretchRow & { name: string; zone: TimeZone }>(
    `select ${stretchColumns('s')}, p.name, p.time_zone "zone"
     from "${schema}".control_span s join "${schema}".place p on p.id = s.place_id ${where}`,
    given.values,
  );
  const places = new Map(rows.map(({ place, name, zone }) => [place, { place: { id: place, name }, zone }]));
  const stretches = byPlace(rows);
  return [...places.values()]
    .map((one) => ({ ...one, stretches: stretches.get(one.place.id) ?? [] }))
    .sort((a, b) => (a.place.id < b.place.id ? -1 : 1));
}

/** A place about which claims of control are known. */
export interface PlaceClaimed {
  readonly place: { readonly id: string; readonly name: string };
  readonly zone: TimeZone;
}

/** Returns the places about which anything is claimed of control at that known time, in order of id: whatever counts of it. */
export async function placesClaimed(
  { sql, schema }: EditionScope,
  { knownAtMs, within }: Pick<TurningQuestion, 'knownAtMs' | 'within'>,
): Promise<readonly PlaceClaimed[]> {
  const given = new Parameters();
  const known = given.add(timestamp(knownAtMs));
  const where = whereAll([
    `exists (select from "${schema}".control_claim c
       where c.place_id = p.id and c.known_from <= ${known} and c.known_to > ${known})`,
    ...placeConditions(within === undefined ? {} : { within }, schema, given),
  ]);
  const rows = await sql.query<{ id: string; name: string; zone: TimeZone }>(
    `select p.id, p.name, p.time_zone "zone" from "${schema}".place p ${where} order by p.id`,
    given.values,
  );
  return rows.map(({ id, name, zone }) => ({ place: { id, name }, zone }));
}

/** Reports that are known, by the days on which it happened and the desk’s moment at which each was first made known. */
export interface ReportFlow {
  /** The first and the last local day on which it may have happened; null where nobody says. */
  readonly occurredFrom: Day | null;
  readonly occurredTo: Day | null;
  /** The day, or the hour since it began as `2017-03-08T14`, of the desk. */
  readonly known: string;
  readonly count: number;
}

/** Between which days, as known when, and in which area. */
export interface FlowQuestion {
  readonly from: Day;
  readonly to: Day;
  readonly knownAtMs: number;
  readonly deskZone: TimeZone;
  readonly byHour: boolean;
  readonly within?: string;
}

/**
 * Returns how many of the reports that stand at the known time happened on which days and became known when, of those of
 * which either lies in the days asked about.
 */
export async function reportFlows(
  { sql, schema }: EditionScope,
  { from, to, knownAtMs, deskZone, byHour, within }: FlowQuestion,
): Promise<readonly ReportFlow[]> {
  const given = new Parameters();
  const known = given.add(timestamp(knownAtMs));
  const [first, last] = [`${given.add(from)}::date`, `${given.add(to)}::date`];
  const where = whereAll([
    `v.known_from <= ${known} and v.known_to > ${known}`,
    within === undefined ? undefined : `v.places && array(${partsOf(given.add(within), schema)})`,
  ]);
  const zone = `${given.add(deskZone)}::text`;
  // Hours are counted from the beginning of the day, so that none is told twice where clocks change.
  const hours = `extract(epoch from known_at - (known_day::timestamp at time zone ${zone})) / 3600`;
  const hour = byHour ? ` || 'T' || lpad(floor(${hours})::text, 2, '0')` : '';
  return sql.query<ReportFlow>(
    `with first_known as (
       select v.occurred_from, v.occurred_to, case when v.version = 1 then v.known_from else
         (select min(f.known_from) from "${schema}".report_version f where f.report_id = v.report_id) end known_at
       from "${schema}".report_version v ${where}
     ), standing as (
       select coalesce(occurred_from, occurred_to) first_day, coalesce(occurred_to, occurred_from) last_day,
         known_at, (known_at at time zone ${zone})::date known_day
       from first_known
     )
     select first_day::text "occurredFrom", last_day::text "occurredTo", known_day::text${hour} known, count(*)::int count
     from standing
     where known_day between ${first} and ${last} or (first_day <= ${last} and last_day >= ${first})
     group by 1, 2, 3 order by 3, 1, 2`,
    given.values,
  );
}
