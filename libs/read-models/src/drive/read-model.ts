import type { ActorId, HistoryBounds, KeyReading, Model, ReportId, TimeZone, ZoneOf } from '#situation';
import type { Histories } from '../models/reports/touched-reports.js';
import type { EditionTables } from '../table/columns.js';
import type { LockClass } from '../table/locks.js';
import type { SpanTable } from '../table/spans.table.js';
import type { Statement, StatementTable } from '../table/statements.table.js';
import type { TouchedReports } from '../table/touched.js';
import type { KeptFrontier } from './frontier.table.js';

/** What keys learn, before anything about them is written. */
export interface Learning<Said> {
  /** For each key from which known time on it differs. */
  readonly touched: ReadonlyMap<string, number>;
  /** What is stored or comes to be about a key, and not both. */
  readonly changed: ReadonlyMap<string, readonly Said[]>;
  /** The reports that say it. */
  readonly touchedReports: TouchedReports;
  readonly zoneOf: (key: string) => TimeZone;
}

/** What can still matter to a key, from the known time on from which it differs. */
export interface Frontier<Said> {
  /** From which valid time on stored answers can change. */
  readonly openFromMs: number;
  /** Where alone they can, if that has an end, or if the key has learnt of later known times already. */
  readonly bounds?: HistoryBounds;
  /** What stands and matters there, and of a key with bounds what comes later too, but for what the changing reports say. */
  readonly standing: readonly Said[];
  /** True if nothing has ever been said about the key, so that nothing is stored of it. */
  readonly isNew?: true;
  /** The reports whose supports can change; all where it is absent. */
  readonly reportIds?: readonly string[];
  /** What the table of frontiers has of it. */
  readonly kept?: KeptFrontier<Said>;
}

/** Which of the statements about a key decide its newest layer, where many stand that decide nothing. */
export interface Decisive<Said> {
  /** Those that decide, of all that stand; none where all may. */
  among(standing: readonly Said[], reading: KeyReading): readonly Said[];
  /** From which valid time on stored answers can change by what changes; undefined where those that decide do not suffice for it. */
  openFromMs(decisive: readonly Said[], changed: readonly Said[], zone: TimeZone): number | undefined;
}

/**
 * A read model: what reports state, about which keys, how that is resolved, and the tables that hold both. Three drivers do
 * the rest: `grow` as events come, `bulk` for a whole log, and the plain one of a verification. To add one, write its model
 * and its queries, and put it in the list of `models.ts`.
 */
export interface ReadModel<Said extends Statement = Statement, Answer = unknown> {
  readonly name: string;
  readonly model: Model<Said, Answer>;
  /** What these versions state. The zones are those of the places that days of figures hang on. */
  statements(histories: Histories, zoneOf: ZoneOf): readonly Said[];
  readonly said: StatementTable<Said>;
  readonly answers: SpanTable<Answer>;
  /** Of which reports answers rest; absent where the statements themselves tell. */
  readonly supports?: SpanTable<ReportId>;
  /** Under which keys are locked while they are resolved. */
  readonly lock: LockClass;
  /** True where keys are places: then their days hang on the zones of these, and move when they are registered anew. */
  readonly isOfPlaces: boolean;
  /** True where incidents decide what a statement is about. */
  readonly isOfIncidents: boolean;
  /** The sides by which statements are read; absent where they do not matter. */
  readonly sides?: {
    of(tables: EditionTables, said: readonly Said[]): Promise<KeyReading['sideOf']>;
    /** The keys about which something is said of these actors, or on any day of a part of one. */
    keysNaming(tables: EditionTables, actors: readonly ActorId[]): Promise<readonly string[]>;
  };
  /** What is kept of keys about which much is said; absent where `frontier` finds it. */
  readonly decisive?: Decisive<Said>;
  /** For keys of which it can be found what can still matter to them; absent where all since a known time does. */
  frontier?(tables: EditionTables, learning: Learning<Said>): Promise<ReadonlyMap<string, Frontier<Said>>>;
}
