import { type Day, localDay, toInstant } from '#situation';
import { arrayLiteral, asMs, timestamp } from '../columns.js';
import { placeConditions, type PlaceFilter } from '../gazetteer/place-filter.query.js';
import { type EditionScope, Parameters, type ReportReference, whereAll } from '../paging.js';
import { type ValidAt, validByZone } from '../valid-at.query.js';

/** Who holds a place. Without evidence the status is `unknown`: an answer like any other (law 6). */
export interface ControlItem {
  readonly place: { readonly id: string; readonly name: string };
  readonly status: string;
  readonly holders: readonly string[];
  readonly conditions: readonly string[];
  readonly extent: string | null;
  readonly stale: boolean;
  readonly confidence: string | null;
  /** The last local day that it was seen to be so; null when the answer is read back in time. */
  readonly lastEvidence: string | null;
  readonly reports: readonly ReportReference[];
}

/** A page of control, in order of place id. */
export interface ControlQuestion extends PlaceFilter {
  readonly validAt: ValidAt;
  readonly knownAtMs: number;
  readonly place?: string;
  readonly places?: readonly string[];
  /** Only places among whose holders is one of those that are asked for on the local day of the moment. */
  readonly holdersOn?: (day: Day) => ReadonlySet<string>;
  readonly limit: number;
  /** The place id behind which the page begins. */
  readonly after?: string;
}

const answerColumns = `coalesce(s.status, 'unknown') status, coalesce(s.holders, '{}') holders,
  coalesce(s.conditions, '{}') conditions, s.extent, coalesce(s.stale, false) stale, s.confidence,
  s.last_evidence::text "lastEvidence"`;

/** Who holds each place at one moment of the world, as known at one known time. */
export async function controlItems(scope: EditionScope, question: ControlQuestion): Promise<readonly ControlItem[]> {
  const { sql, schema } = scope;
  const given = new Parameters();
  const zones = await validByZone(scope, question.validAt);
  const known = given.add(timestamp(question.knownAtMs));
  const { holdersOn } = question;
  const asked = [...zones].map(([zone, ms]) =>
    holdersOn === undefined ? null : arrayLiteral([...holdersOn(localDay(ms, zone))]),
  );
  const zoneTable = `unnest(${given.add([...zones.keys()])}::text[], ${given.add([...zones.values()].map(timestamp))}::timestamptz[],
    ${given.add(asked)}::text[])`;
  const where = whereAll([
    question.place === undefined ? undefined : `p.id = ${given.add(question.place)}`,
    question.places === undefined ? undefined : `p.id = any(${given.add(question.places)}::text[])`,
    holdersOn === undefined ? undefined : 's.holders && z.holders::text[]',
    ...placeConditions(question, schema, given),
    question.after === undefined ? undefined : `p.id > ${given.add(question.after)}`,
  ]);
  const rows = await sql.query<ItemRow>(
    `select p.id, p.name, ${answerColumns}, ${reportsResting(schema, 'p.id', 'z.valid_at', known)} reports
     from "${schema}".place p
     join ${zoneTable} z (time_zone, valid_at, holders) on z.time_zone = p.time_zone
     left join lateral (
       select * from "${schema}".control_span
       where place_id = p.id and valid_from <= z.valid_at and valid_to > z.valid_at
         and known_from <= ${known} and known_to > ${known}
     ) s on true
     ${where} order by p.id limit ${given.add(question.limit)}`,
    given.values,
  );
  return rows.map(({ id, name, ...answer }) => ({ place: { id, name }, ...answer }));
}

interface ItemRow extends Omit<ControlItem, 'place'> {
  readonly id: string;
  readonly name: string;
}

/** The reports that the answer for a place rests on, as a JSON list in order of the outlet's numbers. */
const reportsResting = (schema: string, place: string, valid: string, known: string): string =>
  `(select coalesce(jsonb_agg(jsonb_build_object('id', r.report_id, 'externalId', v.external_id)
                    order by v.external_id, r.report_id), '[]')
    from "${schema}".control_support r
    join "${schema}".report_version v on v.report_id = r.report_id and v.known_from <= ${known} and v.known_to > ${known}
    where r.place_id = ${place} and r.valid_from <= ${valid} and r.valid_to > ${valid}
      and r.known_from <= ${known} and r.known_to > ${known})`;

/** How a place was held over one stretch of valid time. */
export interface ControlPeriod extends Omit<ControlItem, 'place'> {
  /** The first instant, null without a beginning. */
  readonly from: string | null;
  /** The first instant after it, null without an end. */
  readonly to: string | null;
}

/** Who held one place over all of valid time, as known at one known time; what is unknown is left out. */
export async function controlTimeline(
  { sql, schema }: EditionScope,
  { place, knownAtMs }: { readonly place: string; readonly knownAtMs: number },
): Promise<readonly ControlPeriod[]> {
  const rows = await sql.query<Omit<ControlPeriod, 'from' | 'to'> & { valid_from: number; valid_to: number }>(
    `select ${asMs('s.valid_from')} valid_from, ${asMs('s.valid_to')} valid_to, ${answerColumns},
       (select coalesce(jsonb_agg(distinct jsonb_build_object('id', r.report_id, 'externalId', v.external_id)), '[]')
        from "${schema}".control_support r
        join "${schema}".report_version v on v.report_id = r.report_id and v.known_from <= $2 and v.known_to > $2
        where r.place_id = s.place_id and r.valid_from < s.valid_to and r.valid_to > s.valid_from
          and r.known_from <= $2 and r.known_to > $2) reports
     from "${schema}".control_span s
     where s.place_id = $1 and s.known_from <= $2 and s.known_to > $2 order by s.valid_from`,
    [place, timestamp(knownAtMs)],
  );
  return rows.map(({ valid_from, valid_to, ...answer }) => ({
    from: Number.isFinite(valid_from) ? toInstant(valid_from) : null,
    to: Number.isFinite(valid_to) ? toInstant(valid_to) : null,
    ...answer,
  }));
}
