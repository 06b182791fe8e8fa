import type { TimeZone } from '#situation';
import type { Keyed } from '../keyed-cursor.js';
import type { Answer, DiffModel } from './diff-item.js';

/** What an edition says of one thing over one stretch of valid time, as known at one known time. */
export interface AnswerRow extends Keyed {
  readonly id: string;
  readonly name: string | null;
  readonly detail: string | null;
  /** Milliseconds since 1970 UTC; infinite where there is no end, and where valid time has no part in it. */
  readonly valid_from: number;
  readonly valid_to: number;
  /** The days of what happened, where the read model tells of something that happened. */
  readonly period_from: string | null;
  readonly period_to: string | null;
  /** The zone of the place; null where valid time has no part in it. */
  readonly zone: TimeZone | null;
  readonly answer: Answer;
}

const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;
const sorted = (column: string): string =>
  `(select coalesce(jsonb_agg(one order by one collate "C"), '[]') from unnest(${column}) one)`;
const known = 'known_from <= $1::timestamptz and known_to > $1::timestamptz';
const over_valid_time = `${ms('s.valid_from')} valid_from, ${ms('s.valid_to')} valid_to, null period_from,
  null period_to, coalesce(p.time_zone, 'UTC') "zone"`;
const whole_time = `'-infinity'::float8 valid_from, 'infinity'::float8 valid_to, null "zone"`;

/** What is said of every key; `{schema}` stands for the edition, `$1` for the known time. */
const statements: Readonly<Record<DiffModel, string>> = {
  control: `select s.place_id key, s.place_id id, p.name, null detail, ${over_valid_time},
      jsonb_build_object('status', s.status, 'holders', ${sorted('s.holders')}, 'conditions', ${sorted('s.conditions')},
        'extent', s.extent, 'changingFrom', s.changing_from,
        'changingTo', s.changing_to, 'stale', s.stale, 'confidence', s.confidence) answer
    from {schema}.control_span s left join {schema}.place p on p.id = s.place_id where ${known}`,
  conditions: `select s.place_id || ' ' || s.axis key, s.place_id id, p.name, s.axis detail, ${over_valid_time},
      jsonb_build_object('state', s.state, 'states', ${sorted('s.states')}, 'closedTo', ${sorted('s.closed_to')},
        'closedBy', ${sorted('s.closed_by')}, 'inferred', s.rule = 'inferred_open', 'confidence', s.confidence) answer
    from {schema}.condition_span s left join {schema}.place p on p.id = s.place_id where ${known}`,
  tallies: `select concat_ws(' ', incident, measure, group_id, unit, basis,
        case when basis <> 'incremental' then concat_ws(' ', places::text, period_from::text, period_to::text) end) key,
      incident id, null "name", concat_ws(' ', measure, group_id, unit, basis) detail, ${whole_time},
      period_from::text, period_to::text,
      jsonb_build_object('low', low, 'best', best, 'high', high, 'lowExclusive', low_exclusive, 'flags', to_jsonb(flags),
        'places', to_jsonb(places), 'from', period_from, 'to', period_to) answer
    from {schema}.tally_span where ${known}`,
  reports: `select v.report_id::text key, v.report_id::text id, v.external_id "name", null detail, ${whole_time},
      v.occurred_from::text period_from, v.occurred_to::text period_to,
      jsonb_build_object('type', v.development_type, 'summary', e.report ->> 'summary', 'outlet', v.outlet,
        'grade', v.grade, 'saidBy', v.said_by) answer
    from {schema}.report_version v join {schema}.report_event e on e.event_id = v.said_by where ${known}`,
  incidents: `select report_id::text key, report_id::text id, null "name", null detail, ${whole_time},
      null period_from, null period_to, jsonb_build_object('incident', incident, 'linkedBy', linked_by) answer
    from {schema}.incident_stay where ${known}`,
  places: registered('place'),
  actors: registered('actor'),
};

/** The gazetteer has no known time: it says what it says today. */
function registered(table: string): string {
  return `select id key, id, name, null detail, ${whole_time}, null period_from, null period_to,
      to_jsonb(t) - array['event_id', 'registered_at'] answer
    from {schema}.${table} t where $1::timestamptz is not null`;
}

/** What an edition says of every key from `$2` on, in order of the keys and of valid time. */
export const answerStatement = (model: DiffModel, schema: string): string =>
  `select * from (${statements[model].replaceAll('{schema}', `"${schema}"`)}) said
   where key collate "C" >= $2::text order by key collate "C", valid_from`;
