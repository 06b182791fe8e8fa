import { toInstant } from '#situation';
import { asMs, timestamp } from '../../table/columns.js';
import type { AxisItem, ConditionPeriod } from '../condition/condition.query.js';
import type { ControlItem } from '../control/control.query.js';
import { type EditionScope, Parameters, whereAll } from '../../table/paging.js';

/** A rectangle over which an answer holds: valid [from, to) by known [from, to); null for an end that there is not. */
export interface Rectangle {
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly knownFrom: string | null;
  /** Null while it is so, as far as is known at the time asked. */
  readonly knownTo: string | null;
}

/** Who held a place over a rectangle. */
export type ControlRectangle = Rectangle & Omit<ControlItem, 'place' | 'evidenceAgeDays' | 'aged'>;

/** How one axis of a thing read over a rectangle. */
export type ConditionRectangle = Rectangle & AxisItem & Pick<ConditionPeriod, 'axis'>;

/** The answers of which place, by the known time, from behind which on. */
export interface RectanglesQuestion {
  readonly place: string;
  readonly knownAtMs: number;
  readonly limit: number;
  readonly after?: RectangleCursor;
}

/** What orders rectangles: when they came to be known, and when in the world they begin; `-infinity` at no beginning. */
export interface RectangleCursor {
  readonly knownFrom: string;
  readonly validFrom: string;
  /** Of conditions. */
  readonly axis?: string;
}

/** Returns every answer about who held a place, in the order in which they came to be known. */
export async function controlRectangles(
  scope: EditionScope,
  question: RectanglesQuestion,
): Promise<readonly ControlRectangle[]> {
  const { schema } = scope;
  return rectangles<ControlRectangle>(
    scope,
    question,
    'control_span',
    `s.status, s.holders, s.conditions, s.extent,
     case when s.changing_from is not null
       then json_build_object('from', s.changing_from, 'to', s.changing_to) end transition,
     s.stale, s.confidence, s.last_evidence::text "lastEvidence",
     (select coalesce(jsonb_agg(distinct jsonb_build_object('id', r.report_id, 'externalId', e.report ->> 'externalId')), '[]')
      from "${schema}".control_support r join "${schema}".report_event e on e.event_id = r.report_id
      where r.place_id = s.place_id and r.valid_from < s.valid_to and r.valid_to > s.valid_from
        and r.known_from < s.known_to and r.known_to > s.known_from and r.known_from <= $2) reports`,
  );
}

/** Returns every answer about the condition of a place, in the order in which they came to be known. */
export async function conditionRectangles(
  scope: EditionScope,
  question: RectanglesQuestion,
): Promise<readonly ConditionRectangle[]> {
  return rectangles<ConditionRectangle>(
    scope,
    question,
    'condition_span',
    `s.axis, s.state, s.states, s.rule = 'inferred_open' inferred, s.closed_to "closedTo", s.closed_by "closedBy",
     s.confidence, s.last_evidence::text "lastEvidence",
     (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'externalId', external_id) order by external_id, id), '[]')
      from (
        select distinct r.report_id id, e.report ->> 'externalId' external_id
        from "${scope.schema}".condition_support r join "${scope.schema}".report_event e on e.event_id = r.report_id
        where r.place_id = s.place_id and r.axis = s.axis and r.valid_from < s.valid_to and r.valid_to > s.valid_from
          and r.known_from < s.known_to and r.known_to > s.known_from and r.known_from <= $2
      ) resting) reports`,
  );
}

interface Bounds {
  readonly valid_from: number;
  readonly valid_to: number;
  readonly known_from: number;
  readonly known_to: number;
}

/** In `columns`, `$2` is the known time asked: what a report bears out later is not told. */
async function rectangles<Found extends Rectangle>(
  { sql, schema }: EditionScope,
  { place, knownAtMs, limit, after }: RectanglesQuestion,
  table: 'control_span' | 'condition_span',
  columns: string,
): Promise<readonly Found[]> {
  const given = new Parameters();
  const axis = table === 'condition_span' ? ', s.axis' : '';
  const where = whereAll([
    `s.place_id = ${given.add(place)}`,
    `s.known_from <= ${given.add(timestamp(knownAtMs))}`,
    after === undefined
      ? undefined
      : `(s.known_from, s.valid_from${axis}) > (${given.add(after.knownFrom)}::timestamptz,
           ${given.add(after.validFrom)}::timestamptz${axis === '' ? '' : `, ${given.add(after.axis ?? '')}::text`})`,
  ]);
  const rows = await sql.query<Omit<Found, keyof Rectangle> & Bounds>(
    `select ${asMs('s.valid_from')} valid_from, ${asMs('s.valid_to')} valid_to, ${asMs('s.known_from')} known_from,
       ${asMs('s.known_to')} known_to, ${columns}
     from "${schema}".${table} s ${where}
     order by s.known_from, s.valid_from${axis} limit ${given.add(limit)}`,
    given.values,
  );
  const end = (ms: number): string | null => (Number.isFinite(ms) ? toInstant(ms) : null);
  return rows.map(({ valid_from, valid_to, known_from, known_to, ...answer }) => {
    const known = { knownFrom: end(known_from), knownTo: known_to > knownAtMs ? null : end(known_to) };
    return { validFrom: end(valid_from), validTo: end(valid_to), ...known, ...answer } as unknown as Found;
  });
}
