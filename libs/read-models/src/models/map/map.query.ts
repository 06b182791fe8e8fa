import {
  axesFitting,
  evidenceAge,
  type HeldStretch,
  localDay,
  type LocalName,
  type PlaceKind,
  type TimeZone,
} from '#situation';
import { timestamp } from '../../table/columns.js';
import type { AxisItem, ConditionPeriod } from '../condition/condition.query.js';
import type { ControlItem } from '../control/control.query.js';
import { placeConditions, type PlaceFilter } from '../gazetteer/place-filter.query.js';
import { readOnce } from '../../table/kept.js';
import { type EditionScope, Parameters, type ReportReference, whereAll } from '../../table/paging.js';
import { type ValidAt, validByZone } from '../claims/valid-at.query.js';

/** Which places of a map, as of which moments. */
export interface MapQuestion extends PlaceFilter {
  readonly validAt: ValidAt;
  readonly knownAtMs: number;
  readonly kinds?: readonly PlaceKind[];
  /** These places alone. */
  readonly places?: readonly string[];
  readonly agedAfterDays: number;
}

/** A place as a map shows it. */
export interface MapPlace {
  readonly id: string;
  readonly name: string;
  readonly names: readonly LocalName[] | null;
  readonly kind: PlaceKind;
  readonly parent: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly precision_km: number | null;
  readonly connects: readonly string[] | null;
  readonly time_zone: TimeZone;
}

/** Who holds a place; see `ControlItem`. */
export type MapControl = Omit<ControlItem, 'place'>;

/** One axis of the condition of a place. */
export type MapCondition = AxisItem & Pick<ConditionPeriod, 'axis'>;

/** Every place that is asked about, in order of id, and what is known of each: nothing of what is unknown. */
export interface MapFound {
  readonly places: readonly MapPlace[];
  readonly control: ReadonlyMap<string, MapControl>;
  /** Of each answer about control its stretch, and before it the one that touches it if there is any. */
  readonly stretches?: ReadonlyMap<string, readonly HeldStretch[]>;
  readonly conditions: ReadonlyMap<string, readonly MapCondition[]>;
}

/** Returns the places that are asked about, in order of id. */
export function mapPlaces(scope: EditionScope, question: MapQuestion): Promise<readonly MapPlace[]> {
  const { within, box, kinds, places } = question;
  if (places !== undefined) return readPlaces(scope, question);
  const name = `map places ${JSON.stringify([within, box, kinds])}`;
  return readOnce(
    scope,
    name,
    () => readPlaces(scope, question),
    ({ length }) => length * bytes_a_place,
  );
}

const bytes_a_place = 600;

async function readPlaces(scope: EditionScope, question: MapQuestion): Promise<readonly MapPlace[]> {
  const given = new Parameters();
  const where = whereAll(conditionsOn(question, scope.schema, given));
  return scope.sql.query<MapPlace>(
    `select p.id, p.name, p.names, p.kind, p.parent, p.lat, p.lon, p.precision_km, p.connects, p.time_zone
     from "${scope.schema}".place p ${where} order by p.id`,
    given.values,
  );
}

/**
 * Reads a whole map by one statement a table: places, answers about control, the reports these rest on, conditions, and
 * numbers of reports.
 */
export async function mapAt(scope: EditionScope, question: MapQuestion): Promise<MapFound> {
  const zones = await validByZone(scope, question.validAt);
  const places = await mapPlaces(scope, question);
  const control = await spansAt<ControlRow>(scope, question, zones, 'control_span', controlColumns);
  const stretches = new Map(control.map((row) => [row.place, stretchesIn(row)]));
  const supports = await spansAt<SupportRow>(scope, question, zones, 'control_support', supportColumns);
  const conditions = await spansAt<ConditionRow>(scope, question, zones, 'condition_span', conditionColumns);
  const borneOut = await spansAt<AxisSupportRow>(scope, question, zones, 'condition_support', axisSupportColumns);
  const resting = new Map<string, ReportReference[]>();
  for (const { place, id, externalId } of supports) listUnder(resting, place, { id, externalId });
  for (const { place, axis, id, externalId } of borneOut) listUnder(resting, `${place} ${axis}`, { id, externalId });
  const kinds = new Map(places.map(({ id, kind }) => [id, kind]));
  const found = new Map<string, MapCondition[]>();
  for (const { place, zone: _zone, ...axis } of conditions)
    if (axesFitting(kinds.get(place) ?? 'country').includes(axis.axis))
      listUnder(found, place, { ...axis, reports: (resting.get(`${place} ${axis.axis}`) ?? []).sort(byNumber) });
  for (const axes of found.values()) axes.sort((a, b) => (a.axis < b.axis ? -1 : 1));
  const days = new Map([...zones].map(([zone, ms]) => [zone, localDay(ms, zone)]));
  return {
    places,
    control: new Map(
      control.map((row) => {
        const { place, zone, status, extent, transition, stale, confidence, lastEvidence } = row;
        const [holders, suffered] = [listOf(row.holders), listOf(row.conditions)];
        const age = evidenceAge(lastEvidence, days.get(zone) ?? '', question.agedAfterDays);
        const reports = (resting.get(place) ?? []).sort(byNumber);
        const answer = { status, holders, conditions: suffered, extent, transition, stale, confidence, lastEvidence };
        return [place, { ...answer, ...age, reports }];
      }),
    ),
    stretches,
    conditions: found,
  };
}

/** The stretch of an answer and the one before it. When that began makes no difference: see `heldSince`. */
function stretchesIn(row: ControlRow): readonly HeldStretch[] {
  const { fromMs, status, transition } = row;
  const holders = listOf(row.holders);
  const now = { fromMs, toMs: Number.POSITIVE_INFINITY, status, holders, transition };
  const { before_status, before_holders, before_from: from, before_to: to } = row;
  if (before_status === null || before_holders === null) return [now];
  const changing = from === null || to === null ? null : { from, to };
  const ends = { fromMs: Number.NEGATIVE_INFINITY, toMs: fromMs };
  return [{ ...ends, status: before_status, holders: listOf(before_holders), transition: changing }, now];
}

interface Row {
  readonly place: string;
  readonly zone: TimeZone;
}
interface ControlRow extends Row, Omit<MapControl, 'holders' | 'conditions' | 'evidenceAgeDays' | 'aged' | 'reports'> {
  readonly fromMs: number;
  readonly holders: string;
  readonly conditions: string;
  readonly before_status: string | null;
  readonly before_holders: string | null;
  readonly before_from: readonly string[] | null;
  readonly before_to: readonly string[] | null;
}
type SupportRow = Row & ReportReference;
type AxisSupportRow = SupportRow & Pick<MapCondition, 'axis'>;
type ConditionRow = Row & Omit<MapCondition, 'reports'>;

// date_part is a double and several times as fast as extract, of which a map needs thousands.
// A list comes as one text, which is read many times faster than an array: no slug has a comma.
const listed = (column: string): string => `array_to_string(${column}, ',')`;
const nothing: readonly never[] = [];
const listOf = (text: string): readonly string[] => (text === '' ? nothing : text.split(','));

const supportColumns = `v.report_id id, v.external_id "externalId"`;

const axisSupportColumns = `s.axis, ${supportColumns}`;

const controlColumns = `s.status, ${listed('s.holders')} holders, ${listed('s.conditions')} conditions, s.extent, case when s.changing_from is not null
    then json_build_object('from', s.changing_from, 'to', s.changing_to) end transition,
  s.stale, s.confidence, s.last_evidence::text "lastEvidence", round(date_part('epoch', s.valid_from) * 1000) "fromMs",
  b.status before_status, ${listed('b.holders')} before_holders, b.changing_from before_from, b.changing_to before_to`;

const conditionColumns = `s.axis, s.state, s.states, s.rule = 'inferred_open' inferred, s.closed_to "closedTo",
  s.closed_by "closedBy", s.confidence, s.last_evidence::text "lastEvidence"`;

/** The rows of a table of spans that hold at the moment. */
async function spansAt<Found extends Row>(
  { sql, schema }: EditionScope,
  question: MapQuestion,
  zones: ReadonlyMap<TimeZone, number>,
  table: 'control_span' | 'control_support' | 'condition_span' | 'condition_support',
  columns: string,
): Promise<readonly Found[]> {
  if (zones.size === 0) return [];
  const given = new Parameters();
  const moments = [...zones.values()];
  const known = given.add(timestamp(question.knownAtMs));
  const where = whereAll([
    `s.known_from <= ${known} and s.known_to > ${known}`,
    's.valid_from <= z.valid_at and s.valid_to > z.valid_at',
    // The same once more without the zone, so that few rows are joined.
    `s.valid_from <= ${given.add(timestamp(Math.max(...moments)))}::timestamptz`,
    `s.valid_to > ${given.add(timestamp(Math.min(...moments)))}::timestamptz`,
    ...conditionsOn(question, schema, given),
  ]);
  const told = `join "${schema}".report_version v on v.report_id = s.report_id
      and v.known_from <= ${known} and v.known_to > ${known}`;
  const beside = {
    control_span: `left join "${schema}".control_span b on b.place_id = s.place_id and b.valid_to = s.valid_from
      and b.known_from <= ${known} and b.known_to > ${known}`,
    control_support: told,
    condition_span: '',
    condition_support: told,
  }[table];
  return sql.query<Found>(
    `select s.place_id place, p.time_zone "zone", ${columns}
     from "${schema}".${table} s ${beside} join "${schema}".place p on p.id = s.place_id
     join unnest(${given.add([...zones.keys()])}::text[], ${given.add(moments.map(timestamp))}::timestamptz[])
       z (time_zone, valid_at) on z.time_zone = p.time_zone ${where}`,
    given.values,
  );
}

/** The conditions on the place `p`. */
export const conditionsOn = (
  question: Omit<MapQuestion, 'validAt' | 'knownAtMs'>,
  schema: string,
  given: Parameters,
): readonly (string | undefined)[] => [
  question.kinds === undefined ? undefined : `p.kind = any(${given.add(question.kinds)}::text[])`,
  question.places === undefined ? undefined : `p.id = any(${given.add(question.places)}::text[])`,
  ...placeConditions(question, schema, given),
];

function listUnder<Value>(lists: Map<string, Value[]>, key: string, ...values: readonly Value[]): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [...values]);
  else known.push(...values);
}

/** In order of the outlets' numbers; what has none comes last. */
function byNumber(a: ReportReference, b: ReportReference): number {
  if (a.externalId === b.externalId) return a.id < b.id ? -1 : 1;
  if (a.externalId === null || b.externalId === null) return a.externalId === null ? 1 : -1;
  return a.externalId < b.externalId ? -1 : 1;
}
