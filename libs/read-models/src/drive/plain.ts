import {
  checkedHistory,
  end_of_time_ms,
  incidentMemberships,
  isInSlice,
  type LinkFact,
  type ReportVersion,
  reportVersions,
  type Sides,
  type Slice,
  type ZoneOf,
} from '#situation';
import { actorRegistrations, placeRegistrations } from '../models/gazetteer/gazetteer.facts.js';
import { actors, places, rowOfActor, rowOfPlace } from '../models/gazetteer/gazetteer.table.js';
import { linkFacts } from '../models/incidents/incidents.facts.js';
import { incidentLinks, incidentStays, rowOfDecision, rowOfMembership } from '../models/incidents/incidents.table.js';
import { models } from '../models/models.js';
import { approvedFact, draftFacts } from '../models/reports/drafts.facts.js';
import { draftEvents, rowOfDraftFact } from '../models/reports/drafts.table.js';
import { reportFacts, type StoredReportFact } from '../models/reports/reports.facts.js';
import { reportEvents, reportVersionRows, rowOfReportFact, rowOfVersion } from '../models/reports/reports.table.js';
import type { Table } from '../table/table.js';
import { asFact, type FactFamily, type PlainFact } from './plain-fact.js';
import type { ReadModel } from './read-model.js';
import type { Statement } from '../table/statements.table.js';

/** A row that the log gives, as the table of that name should hold it. */
export interface ExpectedRow {
  readonly table: string;
  readonly columns: Readonly<Record<string, unknown>>;
}

/** A table whose rows belong to the keys of a walk. */
export interface WalkedTable {
  readonly table: string;
  /** The column of the key. */
  readonly key: string;
  /** What tells rows of one key apart, for naming those that differ. */
  readonly identity: readonly string[];
  /** Which rows must not overlap: those with equal columns of `within`, over known time and, where they have it, valid time. */
  readonly spans?: { readonly within: readonly string[]; readonly valid: boolean };
}

/** Something kept for a later walk. */
export interface KeptPart {
  readonly kind: string;
  readonly key: string;
  readonly part: object;
}

/** What is there of one key. */
export interface KeyContent {
  readonly key: string;
  readonly facts: readonly PlainFact[];
  readonly parts: Readonly<Partial<Record<string, readonly Record<string, unknown>[]>>>;
}

/** What every key of a walk is read by: the slice, and the registry of the whole log. */
export interface WalkContext {
  readonly slice: Slice;
  /** Which versions of reports the slice takes. */
  readonly isTaken: (version: ReportVersion) => boolean;
  readonly zoneOf: ZoneOf;
  readonly sides: Sides;
}

/** A walk over all keys of one kind, in order: of each everything that was told, and the rows that it gives. */
export interface Walk {
  /** The phase that progress is reported under. */
  readonly phase: string;
  readonly family?: FactFamily;
  readonly kinds: readonly string[];
  readonly tables: readonly WalkedTable[];
  readonly expect: (
    content: KeyContent,
    context: WalkContext,
  ) => { readonly rows: readonly ExpectedRow[]; readonly kept: readonly KeptPart[] };
}

const rowsOf = (table: Table, rows: readonly Readonly<Record<string, unknown>>[]): readonly ExpectedRow[] =>
  rows.map((columns) => ({ table: table.name, columns }));

const walked = ({ name, key: [first = '', ...others] }: Table, key = first): WalkedTable => ({
  table: name,
  key,
  identity: [first, ...others].filter((column) => column !== key || others.length === 0),
});

/** A table of rows that hold over a stretch or a rectangle: those of one key, but for when they begin, are apart. */
function walkedSpans(table: Table, key = table.key[0]): WalkedTable {
  const isBeginning = (column: string): boolean => ['valid_from', 'known_from', key].includes(column);
  const within = table.key.filter((column) => !isBeginning(column) && column !== 'event_id');
  return { ...walked(table, key), spans: { within, valid: 'valid_from' in table.columns } };
}

const gazetteer: readonly Walk[] = [
  {
    phase: 'places',
    family: 'place',
    kinds: [],
    tables: [walked(places)],
    expect: ({ facts }) => ({ rows: rowsOf(places, placeRegistrations(facts.map(asFact)).map(rowOfPlace)), kept: [] }),
  },
  {
    phase: 'actors',
    family: 'actor',
    kinds: [],
    tables: [walked(actors)],
    expect: ({ facts }) => ({ rows: rowsOf(actors, actorRegistrations(facts.map(asFact)).map(rowOfActor)), kept: [] }),
  },
];

const decisions: Walk = {
  phase: 'decisions',
  family: 'decision',
  kinds: [],
  tables: [walked(incidentLinks)],
  expect: ({ facts }, { slice }) => {
    const made = linkFacts(facts.map(asFact));
    return {
      rows: rowsOf(
        incidentLinks,
        made.map((decision) => rowOfDecision(decision, slice)),
      ),
      // What it decides about each report, also when it was made outside the slice.
      kept: made.flatMap(({ reportIds, reason: _reason, digest: _digest, ...decision }) =>
        reportIds.map((reportId) => ({ kind: 'link', key: reportId, part: { ...decision, reportId } })),
      ),
    };
  },
};

/** What a review makes of its draft is left for the walk over reports. */
const drafts: Walk = {
  phase: 'drafts',
  family: 'draft',
  kinds: [],
  tables: [walked(draftEvents, 'report_id')],
  expect: ({ key, facts }) => {
    const reviewed = draftFacts(facts.map(asFact));
    const { digest, ...approved } = approvedFact(reviewed) ?? {};
    const part = { ...approved, digest: Buffer.from(digest ?? []).toString('hex') };
    return {
      rows: rowsOf(draftEvents, reviewed.map(rowOfDraftFact)),
      kept: digest === undefined ? [] : [{ kind: 'approved', key, part }],
    };
  },
};

/** The approved draft of a report, unless an event was sent under its id. */
const approvedAmong = (parts: KeyContent['parts'], sent: readonly StoredReportFact[]): readonly StoredReportFact[] =>
  ((parts['approved'] ?? []) as unknown as readonly (StoredReportFact & { readonly digest: string })[])
    .filter(({ eventId }) => sent.every((fact) => fact.eventId !== eventId))
    .map((fact) => ({ ...fact, digest: Buffer.from(fact.digest, 'hex') }));

/** What lies outside the slice counts for nothing, but what follows what is read through it. */
const reportsFor = (among: readonly ReadModel[]): Walk => ({
  phase: 'reports',
  family: 'report',
  kinds: ['link', 'approved'],
  tables: [
    walked(reportEvents, 'report_id'),
    walkedSpans(reportVersionRows, 'report_id'),
    walkedSpans(incidentStays, 'report_id'),
  ],
  expect: ({ facts, parts }, { slice, isTaken, zoneOf }) => {
    const sent = reportFacts(facts.map(asFact));
    const statements = [...sent, ...approvedAmong(parts, sent)];
    const decided = (parts['link'] ?? []) as unknown as readonly LinkFact[];
    const everything = [...statements, ...decided];
    const counts = ({ reportedAtMs }: { readonly reportedAtMs: number }): boolean => isInSlice(slice, reportedAtMs);
    const versions = reportVersions(statements.filter(counts), everything).filter(isTaken);
    const memberships = incidentMemberships(versions, decided.filter(counts), everything);
    return {
      rows: [
        ...rowsOf(
          reportEvents,
          statements.map((fact) => rowOfReportFact(fact, slice)),
        ),
        ...rowsOf(
          reportVersionRows,
          versions.map((version) => rowOfVersion(version, zoneOf)),
        ),
        ...rowsOf(incidentStays, memberships.map(rowOfMembership)),
      ],
      kept: among.flatMap((readModel) =>
        readModel
          .statements({ versions, memberships }, zoneOf)
          .map((one) => ({ kind: readModel.name, key: readModel.said.keyOfSaid(one), part: one })),
      ),
    };
  },
});

/** The keys of one read model: what was said about each, and what that comes to, layer after layer. */
const keysOf = ({ name, model, said, answers, supports }: ReadModel): Walk => ({
  phase: name,
  kinds: [name],
  tables: [
    walked(said.table, said.key),
    walkedSpans(answers.table),
    ...(supports === undefined ? [] : [walkedSpans(supports.table)]),
  ],
  expect: ({ key, parts }, { zoneOf, sides }) => {
    const zone = zoneOf(key);
    const all = (parts[name] ?? []).map(
      (part) => ({ ...part, knownToMs: part['knownToMs'] ?? end_of_time_ms }) as unknown as Statement,
    );
    const lanes = checkedHistory(model, all, { key, zone, sideOf: (actor, day) => sides.of(actor, day) });
    return {
      rows: [
        ...rowsOf(
          said.table,
          all.map((one) => said.rowOf(one, zone)),
        ),
        ...rowsOf(
          answers.table,
          lanes.flatMap(({ lane, ...rows }) => rows.answers.map((row) => answers.rowOf({ ...row, key, lane }))),
        ),
        ...(supports === undefined
          ? []
          : rowsOf(
              supports.table,
              lanes.flatMap(({ lane, ...rows }) => rows.supports.map((row) => supports.rowOf({ ...row, key, lane }))),
            )),
      ],
      kept: [],
    };
  },
});

/** All walks, in their order: each finds what it needs left by those before it. */
export const walksFor = (among: readonly ReadModel[]): readonly Walk[] => [
  ...gazetteer,
  decisions,
  drafts,
  reportsFor(among),
  ...among.map(keysOf),
];

export const walks = walksFor(models);
