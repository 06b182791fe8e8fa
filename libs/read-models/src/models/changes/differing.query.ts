import {
  axesFitting,
  type Between,
  conditionAxes,
  type ConditionAxis,
  localDay,
  placeKinds,
  type TimeZone,
} from '#situation';
import { timestamp } from '../../table/columns.js';
import { placeConditions, type PlaceFilter } from '../gazetteer/place-filter.query.js';
import { type EditionScope, Parameters, whereAll } from '../../table/paging.js';
import { type ValidAt, validByZone } from '../claims/valid-at.query.js';

/** Two answers to compare: at two moments of valid time, as known at one known time or at two. */
export interface DifferingQuestion extends PlaceFilter {
  readonly from: ValidAt;
  readonly to: ValidAt;
  readonly knownAtMs: number;
  /** As known when the answer at `from` is; by default at `knownAtMs` too. */
  readonly knownBeforeMs?: number;
  readonly place?: string;
  readonly limit: number;
}

/** A place whose two answers differ, and the two moments in its own zone. */
export interface DifferingPlace {
  readonly place: string;
  readonly zone: TimeZone;
  readonly between: Between;
}

/** An axis of a thing whose two answers differ. */
export interface DifferingAxis extends DifferingPlace {
  readonly axis: ConditionAxis;
}

/**
 * Returns the places whose answers about control differ between the two moments, in order of place id from behind `after`
 * on. An answer whose evidence became older than `agedAfterDays` days in between differs too.
 */
export async function placesDiffering(
  scope: EditionScope,
  question: DifferingQuestion & { readonly after?: string; readonly agedAfterDays: number },
): Promise<readonly DifferingPlace[]> {
  const { sql, schema } = scope;
  const given = new Parameters();
  const zones = await zonesAsked(scope, question);
  const known = given.add(timestamp(question.knownAtMs));
  const before = given.add(timestamp(question.knownBeforeMs ?? question.knownAtMs));
  const agedDays = given.add(question.agedAfterDays);
  const isAged = (day: string, span: string) => `coalesce(${day} - ${span}.last_evidence > ${agedDays}::int, false)`;
  const saidOf = (span: string, day: string) =>
    `(coalesce(${span}.status, 'unknown'), ${span}.holders, ${span}.conditions, ${span}.extent, ${span}.changing_from,
      ${span}.changing_to, ${span}.stale, ${span}.confidence, ${isAged(day, span)})`;
  const where = whereAll([
    `${saidOf('b', 'z.from_day')} is distinct from ${saidOf('a', 'z.to_day')}`,
    ...filters(question, schema, given),
    question.after === undefined ? undefined : `p.id > ${given.add(question.after)}`,
  ]);
  const spanAt = (alias: string, at: string, knownAt: string) =>
    `left join "${schema}".control_span ${alias} on ${alias}.place_id = p.id
       and ${alias}.valid_from <= ${at} and ${alias}.valid_to > ${at}
       and ${alias}.known_from <= ${knownAt} and ${alias}.known_to > ${knownAt}`;
  const rows = await sql.query<{ place: string; zone: TimeZone }>(
    `select p.id place, p.time_zone "zone" from "${schema}".place p ${zoneTable(zones, given)}
     ${spanAt('b', 'z.from_at', before)} ${spanAt('a', 'z.to_at', known)}
     ${where} order by p.id limit ${given.add(question.limit)}`,
    given.values,
  );
  return rows.map((row) => ({ ...row, between: zones.betweenOf(row.zone) }));
}

/** Returns every place with the two moments in its zone, in the same order: for answers that the rows are not made by. */
export async function placesCompared(
  scope: EditionScope,
  question: DifferingQuestion & { readonly after?: string; readonly startingAt?: string },
): Promise<readonly DifferingPlace[]> {
  const { sql, schema } = scope;
  const { after, startingAt } = question;
  const given = new Parameters();
  const zones = await zonesAsked(scope, question);
  const where = whereAll([
    ...filters(question, schema, given),
    after === undefined ? undefined : `p.id > ${given.add(after)}`,
    startingAt === undefined ? undefined : `p.id >= ${given.add(startingAt)}`,
  ]);
  const rows = await sql.query<{ place: string; zone: TimeZone }>(
    `select p.id place, p.time_zone "zone" from "${schema}".place p ${zoneTable(zones, given)}
     ${where} order by p.id limit ${given.add(question.limit)}`,
    given.values,
  );
  return rows.map((row) => ({ ...row, between: zones.betweenOf(row.zone) }));
}

/** Returns the axes of things whose answers differ between the two moments, in order of place id and axis. */
export async function axesDiffering(
  scope: EditionScope,
  question: DifferingQuestion & { readonly after?: Pick<DifferingAxis, 'place' | 'axis'> },
): Promise<readonly DifferingAxis[]> {
  const { sql, schema } = scope;
  const given = new Parameters();
  const zones = await zonesAsked(scope, question);
  const known = given.add(timestamp(question.knownAtMs));
  const before = given.add(timestamp(question.knownBeforeMs ?? question.knownAtMs));
  const fitting = placeKinds.flatMap((kind) => axesFitting(kind).map((axis) => `${kind} ${axis}`));
  const saidOf = (span: string) =>
    `(coalesce(${span}.state, 'unknown'), ${span}.states, ${span}.closed_to, ${span}.closed_by, ${span}.confidence)`;
  const spanAt = (alias: string, at: string, knownAt: string) =>
    `left join "${schema}".condition_span ${alias} on ${alias}.place_id = p.id and ${alias}.axis = x.axis
       and ${alias}.valid_from <= ${at} and ${alias}.valid_to > ${at}
       and ${alias}.known_from <= ${knownAt} and ${alias}.known_to > ${knownAt}`;
  const { after } = question;
  const where = whereAll([
    `${saidOf('b')} is distinct from ${saidOf('a')}`,
    `p.kind || ' ' || x.axis = any(${given.add(fitting)}::text[])`,
    ...filters(question, schema, given),
    after === undefined
      ? undefined
      : `(p.id, x.axis) > (${given.add(after.place)}::text, ${given.add(after.axis)}::text)`,
  ]);
  const rows = await sql.query<{ place: string; zone: TimeZone; axis: ConditionAxis }>(
    `select p.id place, p.time_zone "zone", x.axis from "${schema}".place p ${zoneTable(zones, given)}
     cross join unnest(${given.add(conditionAxes)}::text[]) x (axis)
     ${spanAt('b', 'z.from_at', before)} ${spanAt('a', 'z.to_at', known)}
     ${where} order by p.id, x.axis limit ${given.add(question.limit)}`,
    given.values,
  );
  return rows.map((row) => ({ ...row, between: zones.betweenOf(row.zone) }));
}

const filters = (
  { place, ...filter }: DifferingQuestion,
  schema: string,
  given: Parameters,
): readonly (string | undefined)[] => [
  place === undefined ? undefined : `p.id = ${given.add(place)}`,
  ...placeConditions(filter, schema, given),
];

interface Zones {
  readonly names: readonly TimeZone[];
  betweenOf(zone: TimeZone): Between;
}

async function zonesAsked(scope: EditionScope, { from, to }: DifferingQuestion): Promise<Zones> {
  const [earlier, later] = [await validByZone(scope, from), await validByZone(scope, to)];
  return {
    names: [...earlier.keys()],
    betweenOf: (zone) => ({ fromMs: earlier.get(zone) ?? Number.NaN, toMs: later.get(zone) ?? Number.NaN }),
  };
}

/** Joins to each place `p` the two moments, and the local days that they fall on, in its zone. */
function zoneTable({ names, betweenOf }: Zones, given: Parameters): string {
  const column = (type: string, valueOf: (zone: TimeZone) => string) => `${given.add(names.map(valueOf))}::${type}[]`;
  const columns = [
    column('text', (zone) => zone),
    column('timestamptz', (zone) => timestamp(betweenOf(zone).fromMs)),
    column('timestamptz', (zone) => timestamp(betweenOf(zone).toMs)),
    column('date', (zone) => localDay(betweenOf(zone).fromMs, zone)),
    column('date', (zone) => localDay(betweenOf(zone).toMs, zone)),
  ];
  return `join unnest(${columns.join(', ')}) z (time_zone, from_at, to_at, from_day, to_day) on z.time_zone = p.time_zone`;
}
