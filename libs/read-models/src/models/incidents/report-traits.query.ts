import type { Day, Report, ReportTraits } from '#situation';
import { timestamp } from '../../table/columns.js';
import type { EditionScope, ReportReference } from '../../table/paging.js';

/** What a report is compared by, and how answers refer to it. */
export interface NamedTraits extends ReportTraits {
  readonly externalId: ReportReference['externalId'];
  readonly summary: string;
  /** The chain of attribution and the outlet, as printed. */
  readonly voices: readonly string[];
}

interface TraitRow {
  readonly report_id: string;
  readonly external_id: string | null;
  readonly summary: string;
  readonly type: ReportTraits['type'];
  readonly occurred_from: string | null;
  readonly occurred_to: string | null;
  readonly places: ReportTraits['places'];
  readonly actors: readonly string[];
  readonly figures: Report['figures'];
  readonly voices: readonly string[];
  readonly incident: string | null;
}

/** The first and the last day on which something begins, and those on which it ends. */
export interface DaysNear {
  readonly from: readonly [Day, Day];
  readonly to: readonly [Day, Day];
}

/** Which reports; of all of them those of days `near`, where these are given. */
interface TraitQuestion {
  readonly knownAtMs: number;
  readonly near?: DaysNear;
  readonly limit: number;
}

/**
 * The `limit` reports made known last by then, with what duplicates are told by. Background is left out: it tells of
 * the past at length, and in a few words of much.
 */
export async function reportTraits(
  { sql, schema }: EditionScope,
  { knownAtMs, near, limit }: TraitQuestion,
): Promise<readonly NamedTraits[]> {
  const rows = await sql.query<TraitRow>(
    `select v.report_id, v.external_id, e.report ->> 'summary' summary, v.development_type "type", v.actors,
       v.occurred_from::text, v.occurred_to::text, e.report -> 'figures' figures, s.incident,
       (e.report #> '{source,chain}') || (e.report #> '{source,outlet}') voices,
       ${placesCompared('v.places', schema)} places
     from "${schema}".report_version v
     join "${schema}".report_event e on e.event_id = v.said_by
     left join "${schema}".incident_stay s on s.report_id = v.report_id and s.known_from <= $1 and s.known_to > $1
     where v.known_from <= $1 and v.known_to > $1 and not (e.report ->> 'background')::boolean
       and ($3::date[] is null or coalesce(v.occurred_from, v.occurred_to) between ($3::date[])[1] and ($3::date[])[2])
       and ($4::date[] is null or coalesce(v.occurred_to, v.occurred_from) between ($4::date[])[1] and ($4::date[])[2])
     order by v.known_from desc, v.report_id limit $2`,
    [timestamp(knownAtMs), limit, near?.from ?? null, near?.to ?? null],
  );
  return rows.map(({ report_id, external_id, occurred_from, occurred_to, incident, ...row }) => ({
    ...row,
    reportId: report_id,
    externalId: external_id,
    ...(occurred_from === null ? {} : { from: occurred_from }),
    ...(occurred_to === null ? {} : { to: occurred_to }),
    ...(incident === null ? {} : { incident }),
  }));
}

/** What places are compared by, in the order in which they are named. */
const placesCompared = (ids: string, schema: string): string =>
  `(select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', named.id, 'kind', p.kind,
      'within', case when p.parent is not null then to_jsonb(array(${areasAround('p.parent', schema)})) end, 'location',
      case when p.lat is not null then jsonb_build_object('lat', p.lat, 'lon', p.lon) end)) order by nth), '[]')
    from unnest(${ids}) with ordinality named (id, nth) left join "${schema}".place p on p.id = named.id)`;

/** Returns what places are compared by, for a report that is not there yet. */
export async function comparedPlaces(
  { sql, schema }: EditionScope,
  ids: readonly string[],
): Promise<ReportTraits['places']> {
  const [found] = await sql.query<Pick<ReportTraits, 'places'>>(
    `select ${placesCompared('$1::text[]', schema)} places`,
    [ids],
  );
  return found?.places ?? [];
}

/** The ids of this place and of every place that it lies in, where parents go in a circle too. */
const areasAround = (place: string, schema: string): string =>
  `with recursive area (id) as (
     select ${place} union select a.parent from "${schema}".place a join area on a.id = area.id where a.parent is not null
   ) select id from area`;
