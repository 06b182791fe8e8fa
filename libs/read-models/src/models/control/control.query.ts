import { type Day, type EvidenceAge, evidenceAge, localDay, type TimeZone, type Transition } from '#situation';
import { arrayLiteral, timestamp } from '../../table/columns.js';
import { placeConditions, type PlaceFilter } from '../gazetteer/place-filter.query.js';
import { askAbout, type EditionScope, Parameters, type ReportReference, whereAll } from '../../table/paging.js';
import { type ValidAt, validByZone } from '../claims/valid-at.query.js';

/** Who holds a place. Without evidence the status is `unknown`: an answer like any other (law 6). */
export interface ControlItem {
  readonly place: { readonly id: string; readonly name: string };
  readonly status: string;
  readonly holders: readonly string[];
  readonly conditions: readonly string[];
  readonly extent: string | null;
  /** Of a transition: who may have lost the place, and who may have taken it. */
  readonly transition: Transition | null;
  readonly stale: boolean;
  readonly confidence: string | null;
  /** The last local day that it was seen to be so; null when the answer is read back in time. */
  readonly lastEvidence: string | null;
  /** Days from the last evidence to the local day asked about; null without. */
  readonly evidenceAgeDays: number | null;
  readonly aged: boolean;
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
  /** From how old a last evidence on an answer is aged; 30 days by default. */
  readonly agedAfterDays?: number | undefined;
  readonly limit: number;
  /** The place id behind which the page begins. */
  readonly after?: string;
  /** How many places to pass over from there; none by default. */
  readonly skip?: number;
}

/** The answer of a span `s`; `unknown` where there is none. */
export const answerColumns = `coalesce(s.status, 'unknown') status, coalesce(s.holders, '{}') holders,
  coalesce(s.conditions, '{}') conditions, s.extent,
  case when s.changing_from is not null
    then json_build_object('from', s.changing_from, 'to', s.changing_to) end transition, coalesce(s.stale, false) stale, s.confidence,
  s.last_evidence::text "lastEvidence"`;

/** Who holds each place at one moment of the world, as known at one known time. */
export async function controlItems(scope: EditionScope, question: ControlQuestion): Promise<readonly ControlItem[]> {
  const { schema } = scope;
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
  const rows = await askAbout<ItemRow>(
    scope,
    question.place === undefined ? (question.places?.length ?? Number.POSITIVE_INFINITY) : 1,
    `select p.id, p.name, p.time_zone zone, ${answerColumns}, ${reportsResting(schema, 'p.id', 'z.valid_at', known)} reports
     from "${schema}".place p
     join ${zoneTable} z (time_zone, valid_at, holders) on z.time_zone = p.time_zone
     left join lateral (
       select * from "${schema}".control_span
       where place_id = p.id and valid_from <= z.valid_at and valid_to > z.valid_at
         and known_from <= ${known} and known_to > ${known}
       order by valid_from desc limit 1
     ) s on true
     ${where} order by p.id limit ${given.add(question.limit)} offset ${given.add(question.skip ?? 0)}`,
    given.values,
  );
  return rows.map(({ id, name, zone, ...answer }) => {
    const day = localDay(zones.get(zone) ?? 0, zone);
    return { place: { id, name }, ...answer, ...evidenceAge(answer.lastEvidence, day, question.agedAfterDays) };
  });
}

interface ItemRow extends Omit<ControlItem, 'place' | keyof EvidenceAge> {
  readonly id: string;
  readonly name: string;
  readonly zone: TimeZone;
}

/** The reports that the answer for a place rests on, as a JSON list in order of the outlet's numbers. */
const reportsResting = (schema: string, place: string, valid: string, known: string): string =>
  `(select coalesce(jsonb_agg(jsonb_build_object('id', r.report_id, 'externalId', v.external_id)
                    order by v.external_id, r.report_id), '[]')
    from "${schema}".control_support r
    join "${schema}".report_version v on v.report_id = r.report_id and v.known_from <= ${known} and v.known_to > ${known}
    where r.place_id = ${place} and r.valid_from <= ${valid} and r.valid_to > ${valid}
      and r.known_from <= ${known} and r.known_to > ${known})`;
