import {
  type BoundingBox,
  type PartsOfStretch,
  type Polygon,
  type Ring,
  type SoughtTerm,
  unbroken,
  unnamedSources,
  type VoicesOfStretch,
} from '#situation';
import { arrayLiteral, timestamp } from '../../table/columns.js';
import { type PlaceFilter, placeConditions } from '../gazetteer/place-filter.query.js';
import { type Parameters, whereAll } from '../../table/paging.js';
import { firstDayOfReport, lastDayOfReport } from './report-order.js';

/** Something that is searched for, and the places and actors that are called so. */
export interface NamedTerm extends SoughtTerm {
  readonly places: readonly string[];
  readonly actors: readonly string[];
}

/** A circle on the globe. */
export interface Around {
  readonly lat: number;
  readonly lon: number;
  readonly km: number;
}

/** Which reports are asked for, as they read at one known time. What is left out does not narrow them down. */
export interface ReportFilter {
  readonly knownAtMs: number;
  /** This report alone. */
  readonly id?: string;
  /** One of these reports. */
  readonly among?: readonly string[];
  readonly types?: readonly string[];
  readonly place?: string;
  /** Which name a place of this area or that lies in this box or circle. */
  readonly near?: Around;
  /** Or in this polygon: in its outline, and in none of its holes. */
  readonly polygon?: Polygon;
  readonly within?: string;
  readonly box?: BoundingBox;
  /** In which one of these has a part, on the days on which they are asked for: see `Memberships.partsOverTime`. */
  readonly actors?: readonly PartsOfStretch[];
  /** The part that one of `actors` must have. */
  readonly roles?: readonly string[];
  readonly outlet?: string;
  /** The outlet's own number. */
  readonly externalId?: string;
  /** The outlet or a voice of the chain is one of these, on the days on which they are asked for. */
  readonly voices?: readonly VoicesOfStretch[];
  readonly incident?: string;
  /** Days: the development may have happened on or after, and on or before. */
  readonly from?: string;
  readonly to?: string;
  /** Known from this instant on, and before that one, as milliseconds since 1970 UTC. */
  readonly knownFromMs?: number;
  readonly knownBeforeMs?: number;
  /** Whose standing version one of these events made. */
  readonly saidByEvents?: readonly string[];
  readonly reliabilities?: readonly string[];
  readonly credibilities?: readonly number[];
  readonly anonymities?: readonly string[];
  /** True: which count something. */
  readonly hasFigures?: true;
  /** True: which say that they contradict another, or that another says so of. */
  readonly isContradicted?: true;
  /** True: which give a number that no report of a named source gives in the same incident. */
  readonly restsOnUnnamed?: true;
  /** All of which a report has, in its words or by the name of a place or an actor that it speaks of. */
  readonly terms?: readonly NamedTerm[];
}

/** The conditions on the version `v` and the event `e` with its words. */
export function reportConditions(filter: ReportFilter, schema: string, given: Parameters): readonly string[] {
  const known = given.add(timestamp(filter.knownAtMs));
  const equals = (column: string, value: string | undefined) =>
    value === undefined ? undefined : `${column} = ${given.add(value)}`;
  const among = (column: string, values: readonly unknown[] | undefined) =>
    values === undefined ? undefined : `${column} = any(${given.add(values)})`;
  const conditions = [
    `v.known_from <= ${known} and v.known_to > ${known}`,
    filter.id === undefined ? undefined : `v.report_id = ${given.add(filter.id)}::uuid`,
    filter.among === undefined ? undefined : `v.report_id = any(${given.add(filter.among)}::uuid[])`,
    among('v.development_type', filter.types),
    equals('v.outlet', filter.outlet),
    equals('v.external_id', filter.externalId),
    filter.voices === undefined ? undefined : saidByOneOf(filter.voices, given),
    equals('v.incident_key', filter.incident),
    filter.place === undefined ? undefined : `v.places @> array[${given.add(filter.place)}]`,
    placesAsked(filter, schema, given),
    filter.actors === undefined ? undefined : hasPartOf(filter.actors, filter.roles, given),
    filter.from === undefined
      ? undefined
      : `(v.occurred_to is null or v.occurred_to >= ${given.add(filter.from)}::date)`,
    filter.to === undefined
      ? undefined
      : `(v.occurred_from is null or v.occurred_from <= ${given.add(filter.to)}::date)`,
    filter.knownFromMs === undefined ? undefined : `v.known_from >= ${given.add(timestamp(filter.knownFromMs))}`,
    filter.knownBeforeMs === undefined ? undefined : `v.known_from < ${given.add(timestamp(filter.knownBeforeMs))}`,
    filter.saidByEvents === undefined ? undefined : `v.event_id = any(${given.add(filter.saidByEvents)}::uuid[])`,
    among(`v.grade ->> 'reliability'`, filter.reliabilities),
    among(`(v.grade ->> 'credibility')::int`, filter.credibilities),
    among(`e.report #>> '{source,anonymity}'`, filter.anonymities),
    filter.hasFigures && `jsonb_array_length(e.report -> 'figures') > 0`,
    filter.isContradicted && isContradicted(schema, known),
    filter.restsOnUnnamed && restsOnUnnamed(schema, known, given),
    ...(filter.terms ?? []).map((term) => hasTerm(term, given)),
  ];
  return conditions.filter((condition) => condition !== undefined);
}

/** A place in the area, the box and the circle, all of them where several are asked. */
function placesAsked({ near, polygon, ...asked }: ReportFilter & PlaceFilter, schema: string, given: Parameters) {
  const conditions = [
    ...placeConditions(asked, schema, given),
    near && liesAround(near, given),
    polygon && liesInPolygon(polygon, given),
  ];
  if (conditions.every((condition) => condition === undefined)) return undefined;
  const where = whereAll(conditions);
  return `v.places && array(select p.id from "${schema}".place p ${where})`;
}

/** On a plane of degrees, edges included; a place is looked for on every turn of the globe that the outline runs on over. */
function liesInPolygon({ coordinates }: Polygon, given: Parameters): string {
  const isIn = (ring: Ring): string => {
    const outline = `${given.add(
      `(${unbroken(ring)
        .map(([lon, lat]) => `(${lon},${lat})`)
        .join(',')})`,
    )}::polygon`;
    return `(${[0, 360, -360].map((turn) => `${outline} @> point(p.lon + ${turn}, p.lat)`).join(' or ')})`;
  };
  const [outline, ...holes] = coordinates.map(isIn);
  return [outline, ...holes.map((hole) => `not ${hole}`)].join(' and ');
}

/** On a sphere of 6,371 km: half a per cent off at most. */
function liesAround({ lat, lon, km }: Around, given: Parameters): string {
  const [atLat, atLon, radius] = [lat, lon, km].map((one) => `${given.add(one)}::float8`) as [string, string, string];
  return `2 * 6371 * asin(least(1, sqrt(sind((p.lat - ${atLat}) / 2) ^ 2
    + cosd(${atLat}) * cosd(p.lat) * sind((p.lon - ${atLon}) / 2) ^ 2))) <= ${radius}`;
}

/** An actor counts by the days on which it may have happened; where these are not known, by the day it was made known. */
function hasPartOf(stretches: readonly PartsOfStretch[], roles: readonly string[] | undefined, given: Parameters) {
  const column = (value: (stretch: PartsOfStretch) => string): string => given.add(stretches.map(value));
  const inRole =
    roles === undefined
      ? ''
      : `and exists (select from jsonb_to_recordset(e.report -> 'actors') a (role text, actor text)
           where a.role = any(${given.add(roles)}) and a.actor = any(s.parts::text[]))`;
  return `v.actors && ${given.add([...new Set(stretches.flatMap(({ parts }) => [...parts]))])}::text[] and exists (
    select 1 from unnest(${column(({ from }) => from ?? '-infinity')}::date[], ${column(({ to }) => to ?? 'infinity')}::date[],
      ${column(({ parts }) => arrayLiteral([...parts]))}::text[]) s (first_day, last_day, parts)
    where v.actors && s.parts::text[] ${inRole}
      and ${firstDayOfReport} <= s.last_day
      and ${lastDayOfReport} >= s.first_day)`;
}

/** The day of an account is the one that its instant is written with. */
function saidByOneOf(stretches: readonly VoicesOfStretch[], given: Parameters): string {
  const column = (value: (stretch: VoicesOfStretch) => string): string => given.add(stretches.map(value));
  return `exists (
    select from unnest(${column(({ from }) => from ?? '-infinity')}::date[], ${column(({ to }) => to ?? 'infinity')}::date[],
      ${column(({ voices }) => arrayLiteral(voices))}::text[]) s (first_day, last_day, voices)
    where left(e.report ->> 'reportedAt', 10)::date between s.first_day and s.last_day
      and (v.outlet = any(s.voices::text[]) or e.report #> '{source,chain}' ?| s.voices::text[]))`;
}

/** Either says so of the other. Few reports do: an index has them. */
const isContradicted = (schema: string, known: string): string =>
  `v.report_id in (
     select pair.id from "${schema}".report_event w join "${schema}".report_version o on o.said_by = w.event_id,
       lateral (select o.report_id union all select jsonb_array_elements_text(w.report -> 'contradicts')::uuid) pair (id)
     where jsonb_array_length(w.report -> 'contradicts') > 0 and o.known_from <= ${known} and o.known_to > ${known})`;

/** A count is one measure of one group in one incident; a report that stands alone is an incident of its own. */
function restsOnUnnamed(schema: string, known: string, given: Parameters): string {
  const stands = (row: string): string => `${row}.known_from <= ${known} and ${row}.known_to > ${known}`;
  return `exists (select from "${schema}".tally_figure f where f.report_id = v.report_id and ${stands('f')} and not exists (
    select from "${schema}".tally_figure o join "${schema}".report_version ov on ov.event_id = o.event_id
      join "${schema}".report_event oe on oe.event_id = ov.said_by
    where o.incident = f.incident and o.figure ->> 'measure' = f.figure ->> 'measure'
      and o.figure ->> 'group' = f.figure ->> 'group' and ${stands('o')}
      and oe.report #>> '{source,anonymity}' <> all(${given.add(unnamedSources)}::text[])))`;
}

/** The index of `report_version` on its words is on this. */
const words_of_version = `array_to_tsvector(string_to_array(v.words, ' '))`;

/** In the words, or by name. */
function hasTerm(term: NamedTerm, given: Parameters): string {
  const named = [
    term.places.length > 0 ? `v.places && ${given.add(term.places)}::text[]` : undefined,
    term.actors.length > 0 ? `v.actors && ${given.add(term.actors)}::text[]` : undefined,
  ];
  const has = [hasWords(term, given), ...named].filter((one) => one !== undefined).join(' or ');
  return term.isExcluded ? `not (${has})` : `(${has})`;
}

/** Words stand in an index without their order, so a phrase is looked at again. Folded words need no quoting in text. */
function hasWords({ words, isPrefix }: NamedTerm, given: Parameters): string {
  const sought = words.map((word) => `'${word}'${isPrefix ? ':*' : ''}`).join(' & ');
  const all = `${words_of_version} @@ ${given.add(sought)}::tsquery`;
  return words.length === 1
    ? all
    : `(${all} and strpos(' ' || v.words || ' ', ${given.add(` ${words.join(' ')} `)}) > 0)`;
}

/** How well a version matches, the higher the better: what stands in the summary before names, and these before the rest. */
export function relevanceTo(terms: readonly NamedTerm[], given: Parameters): string {
  const weights = terms
    .filter(({ isExcluded }) => !isExcluded)
    .map(({ words, isPrefix, places, actors }) => {
      const sought = given.add(` ${words.join(' ')}${isPrefix ? '' : ' '}`);
      return `case when strpos(' ' || split_part(v.words, '|', 1) || ' ', ${sought}) > 0 then 3
        when v.places && ${given.add(places)}::text[] or v.actors && ${given.add(actors)}::text[] then 2 else 1 end`;
    });
  return weights.length === 0 ? '0' : weights.join(' + ');
}
