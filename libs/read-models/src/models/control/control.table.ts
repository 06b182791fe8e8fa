import {
  type ActorId,
  anchorClaim,
  type Confidence,
  type ControlAnswer,
  type ControlClaim,
  type ControlCondition,
  controlHappening,
  type ControlRule,
  type ControlStatus,
  type Extent,
  type KnownClaim,
  type ReportId,
  type ReportVersion,
} from '#situation';
import { day, flag, instant, list, orNull, text } from '../../table/column.js';
import type { Span } from '../../table/spans.js';
import { boundsOf, rectangle_checks, rectangle_columns, rectangleOf, SpanTable } from '../../table/spans.table.js';
import { StatementTable } from '../../table/statements.table.js';
import { Table } from '../../table/table.js';
import { claimColumns, claimOf, claimsIn, columnsOfClaim } from '../claims/claims.table.js';
import { placeSupports } from '../claims/supports.table.js';

/** Every actor whose sides a claim is read by. */
export const actorsNamed = ({ holders, takenFrom }: ControlClaim): readonly ActorId[] => [
  ...new Set(takenFrom === undefined ? holders : [...holders, takenFrom]),
];

/** What these versions claim about who holds what. */
export const controlClaimsIn = (versions: readonly ReportVersion[]): readonly KnownClaim[] =>
  claimsIn(versions, ({ control }) => control, controlHappening);

/** True of a sighting that tells since when, and of a gain in a window: they bear on days before their own. */
export const reachesBack = (row: string): string =>
  `${row}effect <> 'contested' and (${row}claim ? 'since' or ${row}claim ? 'windowFrom')`;

/** The stored claims, with their anchors in valid time. */
export const controlClaims = new StatementTable(
  new Table(
    'control_claim',
    {
      ...claimColumns<ControlClaim>(),
      actors: list<ActorId>(),
      effect: text<ControlClaim['effect']>(),
      begins_at: instant(),
      effective_at: instant(),
      window_to: instant(),
    },
    {
      key: ['event_id', 'ordinal'],
      indexes: [
        { by: 'known_from', on: '(place_id, known_from)', stage: 'keys' },
        { by: 'ended', on: `(place_id, known_to) where known_to < 'infinity'` },
        { by: 'standing', on: `(place_id, effect, effective_at, known_from) where known_to = 'infinity'` },
        { by: 'report', on: '(report_id)' },
        { by: 'actors', on: 'using gin (actors)' },
        { by: 'reaching_back', on: `(place_id, effective_at) where ${reachesBack('')}` },
      ],
    },
  ),
  {
    key: 'place_id',
    keyOf: ({ claim }: KnownClaim) => claim.place,
    rowOf: (known: KnownClaim, zone) => {
      const { beginMs, effectiveMs, windowToMs } = anchorClaim(known, zone);
      return {
        ...columnsOfClaim(known),
        actors: actorsNamed(known.claim),
        effect: known.claim.effect,
        begins_at: beginMs,
        effective_at: effectiveMs,
        window_to: windowToMs,
      };
    },
    saidOf: claimOf<ControlClaim>,
    dated: ['begins_at', 'effective_at', 'window_to'],
  },
);

/** The stored answers. */
export const controlSpans = new SpanTable(
  new Table(
    'control_span',
    {
      place_id: text(),
      ...rectangle_columns,
      status: text<ControlStatus>(),
      holders: list<ActorId>(),
      conditions: list<ControlCondition>(),
      extent: orNull(text<Extent>()),
      changing_from: orNull(list<ActorId>()),
      changing_to: orNull(list<ActorId>()),
      stale: flag(),
      confidence: orNull(text<Confidence>()),
      last_evidence: orNull(day()),
      rule: text<ControlRule>(),
    },
    {
      key: ['place_id', 'valid_from', 'known_from'],
      checks: rectangle_checks,
      indexes: [
        { by: 'open', on: `(place_id, valid_to, valid_from) where known_to = 'infinity'` },
        { by: 'contested', on: `(place_id, valid_from) where status = 'contested'` },
      ],
    },
  ),
  {
    rowOf: ({ key, value, ...rectangle }: Span<ControlAnswer>) => ({
      place_id: key,
      ...boundsOf({ ...rectangle, value }),
      status: value.status,
      holders: value.holders,
      conditions: value.conditions,
      extent: value.extent ?? null,
      changing_from: value.transition?.from ?? null,
      changing_to: value.transition?.to ?? null,
      stale: value.stale,
      confidence: value.confidence ?? null,
      last_evidence: value.lastEvidence ?? null,
      rule: value.rule,
    }),
    spanOf: (row) => {
      const value: ControlAnswer = {
        status: row.status,
        holders: row.holders,
        conditions: row.conditions,
        ...(row.extent === null ? {} : { extent: row.extent }),
        ...(row.changing_from === null ? {} : { transition: { from: row.changing_from, to: row.changing_to ?? [] } }),
        stale: row.stale,
        ...(row.confidence === null ? {} : { confidence: row.confidence }),
        ...(row.last_evidence === null ? {} : { lastEvidence: row.last_evidence }),
        rule: row.rule,
      };
      return { key: row.place_id, lane: '', ...rectangleOf(row), value };
    },
  },
);

/** On which reports they rest. */
export const controlSupports: SpanTable<ReportId> = placeSupports('control_support', [
  { by: 'open', on: `(place_id, valid_to, valid_from) where known_to = 'infinity'` },
]);
