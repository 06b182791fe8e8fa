import { axesFitting, type ConditionAxis, placeKinds, type PlaceKind, toInstant } from '#situation';
import { asMs, timestamp } from '../../table/columns.js';
import { placeConditions, type PlaceFilter } from '../gazetteer/place-filter.query.js';
import { type EditionScope, Parameters, type ReportReference, whereAll } from '../../table/paging.js';
import { type ValidAt, validByZone } from '../claims/valid-at.query.js';

/** One axis of a thing's condition. Without evidence the state is `unknown`: an answer like any other (law 6). */
export interface AxisItem {
  readonly state: string;
  /** The states that come into question: both sides where it is disputed or in transition. */
  readonly states: readonly string[];
  /** True where nobody told of that moment: a dated cut implies that the way was open before it. */
  readonly inferred: boolean;
  readonly closedTo: readonly string[];
  readonly closedBy: readonly string[];
  readonly confidence: string | null;
  /** The last local day that it was seen to be so; null when it is only told of. */
  readonly lastEvidence: string | null;
  readonly reports: readonly ReportReference[];
}

/** The condition of a thing; an axis that its kind does not have is null. */
export interface ConditionItem {
  readonly place: { readonly id: string; readonly name: string; readonly kind: PlaceKind };
  readonly integrity: AxisItem | null;
  readonly passage: AxisItem | null;
}

/** A page of conditions, in order of place id. */
export interface ConditionQuestion extends PlaceFilter {
  readonly validAt: ValidAt;
  readonly knownAtMs: number;
  readonly places?: readonly string[];
  readonly kind?: PlaceKind;
  /** Of either axis. */
  readonly state?: string;
  readonly limit: number;
  /** The place id behind which the page begins. */
  readonly after?: string;
  /** How many places to pass over from there; none by default. */
  readonly skip?: number;
}

const kindsWith = (axis: ConditionAxis): readonly PlaceKind[] =>
  placeKinds.filter((kind) => axesFitting(kind).includes(axis));

/** The kinds of places that have a condition. */
export const kindsWithCondition: readonly PlaceKind[] = placeKinds.filter((kind) => axesFitting(kind).length > 0);

/** The condition of each thing at one moment of the world, as known at one known time. */
export async function conditionItems(
  scope: EditionScope,
  question: ConditionQuestion,
): Promise<readonly ConditionItem[]> {
  const { sql, schema } = scope;
  const given = new Parameters();
  const zones = await validByZone(scope, question.validAt);
  const known = given.add(timestamp(question.knownAtMs));
  const zoneTable = `unnest(${given.add([...zones.keys()])}::text[], ${given.add([...zones.values()].map(timestamp))}::timestamptz[])`;
  const axis = (name: ConditionAxis): string => {
    const kinds = given.add(kindsWith(name));
    return `left join lateral (${axisAt(schema, name, known)}) ${name} on p.kind = any(${kinds}::text[])`;
  };
  const axes = `${axis('integrity')} ${axis('passage')}`;
  const where = whereAll([
    '(integrity.axis is not null or passage.axis is not null)',
    question.places === undefined ? undefined : `p.id = any(${given.add(question.places)}::text[])`,
    ...placeConditions(question, schema, given),
    question.kind === undefined ? undefined : `p.kind = ${given.add(question.kind)}`,
    question.state === undefined
      ? undefined
      : `${given.add(question.state)} in (integrity.axis ->> 'state', passage.axis ->> 'state')`,
    question.after === undefined ? undefined : `p.id > ${given.add(question.after)}`,
  ]);
  const rows = await sql.query<Omit<ConditionItem, 'place'> & ConditionItem['place']>(
    `select p.id, p.name, p.kind, integrity.axis integrity, passage.axis passage
     from "${schema}".place p
     join ${zoneTable} z (time_zone, valid_at) on z.time_zone = p.time_zone
     ${axes} ${where} order by p.id limit ${given.add(question.limit)} offset ${given.add(question.skip ?? 0)}`,
    given.values,
  );
  return rows.map(({ id, name, kind, integrity, passage }) => ({ place: { id, name, kind }, integrity, passage }));
}

/** What is known of one axis of the place `p` at `z.valid_at`; always one row. */
const axisAt = (schema: string, axis: ConditionAxis, known: string): string =>
  `select json_build_object('state', coalesce(s.state, 'unknown'), 'states', coalesce(to_jsonb(s.states), '[]'),
     'inferred', coalesce(s.rule = 'inferred_open', false),
     'closedTo', coalesce(to_jsonb(s.closed_to), '[]'), 'closedBy', coalesce(to_jsonb(s.closed_by), '[]'),
     'confidence', s.confidence, 'lastEvidence', s.last_evidence, 'reports',
     ${reportsResting(schema, known, 'r.valid_from <= z.valid_at and r.valid_to > z.valid_at')}) axis
   from (select 1) one left join "${schema}".condition_span s
     on s.place_id = p.id and s.axis = '${axis}' and s.valid_from <= z.valid_at and s.valid_to > z.valid_at
       and s.known_from <= ${known} and s.known_to > ${known}`;

/** The reports that a span `s` rests on there, as a JSON list in order of the outlet's numbers. */
const reportsResting = (schema: string, known: string, there: string): string =>
  `(select coalesce(jsonb_agg(jsonb_build_object('id', id, 'externalId', external_id) order by external_id, id), '[]')
    from (
      select distinct r.report_id id, v.external_id from "${schema}".condition_support r
      join "${schema}".report_version v on v.report_id = r.report_id and v.known_from <= ${known} and v.known_to > ${known}
      where r.place_id = s.place_id and r.axis = s.axis and ${there} and r.known_from <= ${known} and r.known_to > ${known}
    ) resting)`;

/** How one axis of a thing read over one stretch of valid time. */
export interface ConditionPeriod extends AxisItem {
  readonly axis: ConditionAxis;
  /** The first instant, null without a beginning. */
  readonly from: string | null;
  /** The first instant after it, null without an end. */
  readonly to: string | null;
}

/** The condition of one place over all of valid time, axis by axis, as known at one known time; unknown left out. */
export async function conditionTimeline(
  { sql, schema }: EditionScope,
  { place, knownAtMs }: { readonly place: string; readonly knownAtMs: number },
): Promise<readonly ConditionPeriod[]> {
  const rows = await sql.query<Omit<ConditionPeriod, 'from' | 'to'> & { valid_from: number; valid_to: number }>(
    `select s.axis, ${asMs('s.valid_from')} valid_from, ${asMs('s.valid_to')} valid_to, s.state, s.states,
       s.rule = 'inferred_open' inferred, s.closed_to "closedTo", s.closed_by "closedBy", s.confidence, s.last_evidence::text "lastEvidence",
       ${reportsResting(schema, '$2', 'r.valid_from < s.valid_to and r.valid_to > s.valid_from')} reports
     from "${schema}".condition_span s
     where s.place_id = $1 and s.known_from <= $2 and s.known_to > $2 order by s.axis, s.valid_from`,
    [place, timestamp(knownAtMs)],
  );
  return rows.map(({ valid_from, valid_to, ...answer }) => ({
    from: Number.isFinite(valid_from) ? toInstant(valid_from) : null,
    to: Number.isFinite(valid_to) ? toInstant(valid_to) : null,
    ...answer,
  }));
}
