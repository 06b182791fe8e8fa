import {
  type ActorId,
  type ConditionAnswer,
  type ConditionClaim,
  conditionHappening,
  conditionModel,
  decidedFromMs,
  decisiveConditions,
  type ConditionRule,
  type ConditionState,
  type ConditionStatus,
  type Confidence,
  type KnownCondition,
  type ReportVersion,
} from '#situation';
import type { ReadModel } from '../../drive/read-model.js';
import { day, list, orNull, text } from '../../table/column.js';
import type { Span } from '../../table/spans.js';
import { boundsOf, rectangle_checks, rectangle_columns, rectangleOf, SpanTable } from '../../table/spans.table.js';
import { StatementTable } from '../../table/statements.table.js';
import { Table } from '../../table/table.js';
import { claimColumns, claimOf, claimsIn, columnsOfClaim } from '../claims/claims.table.js';
import { placeLaneSupports } from '../claims/supports.table.js';

/** What these versions claim about the condition of things. */
export const conditionClaimsIn = (versions: readonly ReportVersion[]): readonly KnownCondition[] =>
  claimsIn(versions, ({ condition = [] }) => condition, conditionHappening);

/** The stored claims. */
export const conditionClaims = new StatementTable(
  new Table('condition_claim', claimColumns<ConditionClaim>(), {
    key: ['event_id', 'ordinal'],
    indexes: [
      { by: 'place', on: '(place_id)', stage: 'keys' },
      { by: 'report', on: '(report_id)' },
    ],
  }),
  {
    key: 'place_id',
    keyOf: ({ claim }: KnownCondition) => claim.place,
    rowOf: (known: KnownCondition) => columnsOfClaim(known),
    saidOf: claimOf<ConditionClaim>,
  },
);

const spans = new SpanTable(
  new Table(
    'condition_span',
    {
      place_id: text(),
      axis: text(),
      ...rectangle_columns,
      state: text<ConditionStatus>(),
      states: list<ConditionState>(),
      closed_to: list<ActorId>(),
      closed_by: list<ActorId>(),
      confidence: orNull(text<Confidence>()),
      last_evidence: orNull(day()),
      rule: text<ConditionRule>(),
    },
    {
      key: ['place_id', 'axis', 'valid_from', 'known_from'],
      checks: rectangle_checks,
      indexes: [{ by: 'disputed', on: `(place_id, valid_from) where state = 'disputed'` }],
    },
  ),
  {
    rowOf: ({ key, lane, value, ...rectangle }: Span<ConditionAnswer>) => ({
      place_id: key,
      axis: lane,
      ...boundsOf({ ...rectangle, value }),
      state: value.state,
      states: value.states,
      closed_to: value.closedTo,
      closed_by: value.closedBy,
      confidence: value.confidence ?? null,
      last_evidence: value.lastEvidence ?? null,
      rule: value.rule,
    }),
    spanOf: (row) => {
      const value: ConditionAnswer = {
        state: row.state,
        states: row.states,
        closedTo: row.closed_to,
        closedBy: row.closed_by,
        ...(row.confidence === null ? {} : { confidence: row.confidence }),
        ...(row.last_evidence === null ? {} : { lastEvidence: row.last_evidence }),
        rule: row.rule,
      };
      return { key: row.place_id, lane: row.axis, ...rectangleOf(row), value };
    },
  },
);

/** What state every road, bridge and building was in; each axis is a lane. */
export const condition: ReadModel<KnownCondition, ConditionAnswer> = {
  name: 'condition',
  model: conditionModel,
  statements: ({ versions }) => conditionClaimsIn(versions),
  said: conditionClaims,
  answers: spans,
  supports: placeLaneSupports('condition_support'),
  lock: 'condition',
  isOfPlaces: true,
  isOfIncidents: false,
  decisive: { among: (standing, { zone }) => decisiveConditions(standing, zone), openFromMs: decidedFromMs },
};
