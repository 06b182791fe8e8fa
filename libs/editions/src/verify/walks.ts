import {
  end_of_time_ms,
  type KnownClaim,
  type KnownCondition,
  type LinkFact,
  type Sides,
  type TimeZone,
} from '#situation';
import type { SpanRule } from './overlaps.js';
import { conditionClaims, conditionRows, controlClaims, controlRows } from './plain-claims.js';
import type { FactFamily, PlainFact } from './plain-fact.js';
import { actorRows, placeRows, registeredPlace } from './plain-gazetteer.js';
import { plainDrafts } from './plain-drafts.js';
import { type ApprovedWords, plainDecision, plainReport, type Sliced } from './plain-reports.js';
import type { ExpectedRow } from './plain-row.js';
import { figureRow, type PlainFigure, plainFigures, tallyRows } from './plain-tallies.js';
import type { KeptKind } from './scratch.js';

/** A table whose rows belong to the keys of a walk. */
export interface WalkedTable {
  readonly table: string;
  /** The column of the key. */
  readonly key: string;
  /** What tells rows of one key apart, for naming those that differ. */
  readonly identity: readonly string[];
  readonly spans?: SpanRule;
}

/** Something kept for a later walk. */
export interface Kept {
  readonly kind: KeptKind;
  readonly key: string;
  readonly part: object;
}

/** What is there of one key. */
export interface KeyContent {
  readonly key: string;
  readonly facts: readonly PlainFact[];
  readonly parts: Readonly<Partial<Record<KeptKind, readonly Record<string, unknown>[]>>>;
}

/** What every key of a walk is read by. */
export interface WalkContext extends Sliced {
  readonly sides: Sides;
}

/** A walk over all keys of one kind, in order: of each everything that was told, and the rows that it gives. */
export interface Walk {
  /** The phase that progress is reported under. */
  readonly phase: string;
  readonly family?: FactFamily;
  readonly kinds: readonly KeptKind[];
  readonly tables: readonly WalkedTable[];
  readonly expect: (
    content: KeyContent,
    context: WalkContext,
  ) => { readonly rows: readonly ExpectedRow[]; readonly kept: readonly Kept[] };
}

const none: SpanRule['within'] = () => [];
/** The zone that a place's days are read in until the place is registered. */
export const zone_of_unregistered_places = 'UTC' as TimeZone;

/** A part that was kept without its infinite end. */
const known = <Part>(parts: readonly Record<string, unknown>[] | undefined): readonly Part[] =>
  (parts ?? []).map((part) => ({ ...part, knownToMs: part['knownToMs'] ?? end_of_time_ms }) as Part);

const gazetteer: readonly Walk[] = [
  {
    phase: 'places',
    family: 'place',
    kinds: [],
    tables: [{ table: 'place', key: 'id', identity: ['id'] }],
    expect: ({ key, facts }) => {
      const zone = registeredPlace(facts)?.timeZone;
      return { rows: placeRows(facts), kept: zone === undefined ? [] : [{ kind: 'zone', key, part: { zone } }] };
    },
  },
  {
    phase: 'actors',
    family: 'actor',
    kinds: [],
    tables: [{ table: 'actor', key: 'id', identity: ['id'] }],
    expect: ({ facts }) => ({ rows: actorRows(facts), kept: [] }),
  },
];

const decisions: Walk = {
  phase: 'decisions',
  family: 'decision',
  kinds: [],
  tables: [{ table: 'incident_link', key: 'event_id', identity: ['event_id'] }],
  expect: ({ facts }, { slice }) => {
    const made = facts.map((fact) => plainDecision(fact, slice));
    return {
      rows: made.flatMap(({ rows }) => rows),
      kept: made.flatMap(({ links }) => links.map((part) => ({ kind: 'link' as const, key: part.reportId, part }))),
    };
  },
};

const drafts: Walk = {
  phase: 'drafts',
  family: 'draft',
  kinds: [],
  tables: [{ table: 'draft_event', key: 'report_id', identity: ['event_id'] }],
  expect: ({ key, facts }) => {
    const { rows, approved } = plainDrafts(facts);
    return { rows, kept: approved === undefined ? [] : [{ kind: 'approved', key, part: approved }] };
  },
};

const reports: Walk = {
  phase: 'reports',
  family: 'report',
  kinds: ['link', 'approved'],
  tables: [
    { table: 'report_event', key: 'report_id', identity: ['event_id'] },
    { table: 'report_version', key: 'report_id', identity: ['event_id'], spans: { within: none, valid: false } },
    { table: 'incident_stay', key: 'report_id', identity: ['known_from'], spans: { within: none, valid: false } },
    { table: 'tally_figure', key: 'report_id', identity: ['event_id', 'ordinal', 'known_from'] },
  ],
  expect: ({ facts, parts }, sliced) => {
    const approved = (parts.approved ?? []) as unknown as ApprovedWords[];
    const links = (parts.link ?? []) as unknown as LinkFact[];
    const { rows, versions, memberships } = plainReport({ facts, approved }, links, sliced);
    const figures = plainFigures(versions, memberships, sliced.zoneOf);
    return {
      rows: [...rows, ...figures.map(figureRow)],
      kept: [
        ...controlClaims(versions).map((part) => ({ kind: 'control' as const, key: part.claim.place, part })),
        ...conditionClaims(versions).map((part) => ({ kind: 'condition' as const, key: part.claim.place, part })),
        ...figures.map((part) => ({ kind: 'figure' as const, key: part.incident, part })),
      ],
    };
  },
};

const holdings: Walk = {
  phase: 'control and conditions',
  kinds: ['zone', 'control', 'condition'],
  tables: [
    { table: 'control_claim', key: 'place_id', identity: ['event_id', 'ordinal'] },
    {
      table: 'control_span',
      key: 'place_id',
      identity: ['valid_from', 'known_from'],
      spans: { within: none, valid: true },
    },
    {
      table: 'control_support',
      key: 'place_id',
      identity: ['report_id', 'valid_from', 'known_from'],
      spans: { within: ({ report_id }) => [report_id], valid: true },
    },
    { table: 'condition_claim', key: 'place_id', identity: ['event_id', 'ordinal'] },
    {
      table: 'condition_span',
      key: 'place_id',
      identity: ['axis', 'valid_from', 'known_from'],
      spans: { within: ({ axis }) => [axis], valid: true },
    },
    {
      table: 'condition_support',
      key: 'place_id',
      identity: ['axis', 'report_id', 'valid_from', 'known_from'],
      spans: { within: ({ axis, report_id }) => [axis, report_id], valid: true },
    },
  ],
  expect: ({ key, parts }, { sides }) => {
    const zone = (parts.zone?.[0]?.['zone'] as TimeZone | undefined) ?? zone_of_unregistered_places;
    const rows = [
      ...controlRows(key, known<KnownClaim>(parts.control), { zone, sideOf: (actor, day) => sides.of(actor, day) }),
      ...conditionRows(key, known<KnownCondition>(parts.condition), zone),
    ];
    return { rows, kept: [] };
  },
};

const tallies: Walk = {
  phase: 'tallies',
  kinds: ['figure'],
  tables: [
    {
      table: 'tally_span',
      key: 'incident',
      identity: ['measure', 'group_id', 'unit', 'basis', 'item', 'known_from'],
      spans: { within: ({ item }) => [item], valid: false },
    },
  ],
  expect: ({ key, parts }) => ({ rows: tallyRows(key, known<PlainFigure>(parts.figure)), kept: [] }),
};

/** All walks, in their order: each finds what it needs left by those before it. */
export const walks: readonly Walk[] = [...gazetteer, decisions, drafts, reports, holdings, tallies];

/** The read models that a verification compares. */
export const verifiedTables: readonly string[] = walks.flatMap(({ tables }) => tables.map(({ table }) => table)).sort();
