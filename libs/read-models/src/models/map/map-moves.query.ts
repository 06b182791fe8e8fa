import { localDay } from '#situation';
import { timestamp } from '../../table/columns.js';
import { type EditionScope, Parameters, whereAll } from '../../table/paging.js';
import { type ValidAt, validByZone } from '../claims/valid-at.query.js';
import { conditionsOn, type MapQuestion } from './map.query.js';

/** One of two moments that are compared. */
interface Moment {
  readonly validAt: ValidAt;
  readonly knownAtMs: number;
}

/**
 * Returns the places of a map that may have another answer at the one moment than at the other: those of which a stored
 * answer holds at one of them alone, whose evidence became aged in between, or of whose past something came to be known.
 * Every place whose answer differs is among them.
 */
export async function placesMoving(
  scope: EditionScope,
  where: Omit<MapQuestion, 'validAt' | 'knownAtMs'>,
  [one, other]: readonly [Moment, Moment],
): Promise<readonly string[]> {
  const { sql, schema } = scope;
  const [first, second] = [await validByZone(scope, one.validAt), await validByZone(scope, other.validAt)];
  const zones = [...first.keys()];
  if (zones.length === 0) return [];
  const given = new Parameters();
  const moments = (valid: typeof first) => zones.map((zone) => valid.get(zone) ?? Number.NaN);
  const zoneTable = [
    `${given.add(zones)}::text[]`,
    ...[first, second].map((valid) => `${given.add(moments(valid).map(timestamp))}::timestamptz[]`),
    ...[first, second].map(
      (valid) => `${given.add(moments(valid).map((ms, index) => localDay(ms, zones[index] ?? 'UTC')))}::date[]`,
    ),
  ].join();
  const [known, otherKnown] = [one, other].map(({ knownAtMs }) => given.add(timestamp(knownAtMs)));
  const holds = (valid: string, knownAt: string | undefined): string =>
    `(s.valid_from <= ${valid} and s.valid_to > ${valid} and s.known_from <= ${knownAt} and s.known_to > ${knownAt})`;
  const moves = `${holds('z.one_at', known)} <> ${holds('z.other_at', otherKnown)}`;
  const between = (column: string): string =>
    `(${column} > least(${known}::timestamptz, ${otherKnown}) and ${column} <= greatest(${known}::timestamptz, ${otherKnown}))`;
  const agedDays = given.add(where.agedAfterDays);
  const isAged = (day: string): string => `(${day} - s.last_evidence > ${agedDays}::int)`;
  const ofPast = `${between('s.known_from')} or ${between('s.known_to')} or ${isAged('z.one_day')} <> ${isAged('z.other_day')}`;
  const placed = conditionsOn(where, schema, given);
  const from = (table: string, condition: string): string =>
    `select s.place_id from "${schema}".${table} s join "${schema}".place p on p.id = s.place_id
     join unnest(${zoneTable}) z (time_zone, one_at, other_at, one_day, other_day) on z.time_zone = p.time_zone
     ${whereAll([`(${condition})`, ...placed])}`;
  const rows = await sql.query<{ place_id: string }>(
    `${from('control_span', `${moves} or ${ofPast}`)}
     union ${from('control_support', moves)} union ${from('condition_span', moves)}
     union ${from('condition_support', moves)}`,
    given.values,
  );
  return rows.map(({ place_id }) => place_id);
}
