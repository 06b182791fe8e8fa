import { Inject, Injectable } from '@nestjs/common';
import { type Editions, live_edition, type StandingEdition } from '#editions';
import { formatPosition } from '#event-log';
import { type Database, ReadingFor, type Sql } from '#platform';
import {
  draftsWithheldAmong,
  type EditionScope,
  shownTo,
  withheldAmong,
  withheldFrom,
  withholdsAny,
} from '#read-models/queries';
import { READERS } from '../api-parts.js';
import { FoundEditions } from '../reading/found-editions.service.js';
import { SharedReads } from '../reading/shared-reads.js';
import { Rejected, type Violation } from '../http/rejected.js';
import { Clearances } from './clearances.js';
import { coarseAnswer, idsIn, isWalked } from './coarse-answer.js';
import { OwnSecret } from './own-secret.service.js';
import { isPseudonym, pseudonymOf } from './pseudonyms.js';
import { isShownInFull, onceForReader, openedInHand, openInHand, type Sight, sightInHand } from './reader-in-hand.js';

/** How one reader reads now. */
export interface ReaderView {
  /** Tells apart readings that find different things in one state of an edition. */
  readonly key: string;
  /** The same for readers who see as much. */
  readonly sight: string;
  /** Finds what the reader may see, and nothing else. */
  readonly sql: Sql;
}

/** What reads in one transaction. */
export type ReadingDatabase = Pick<Database, 'transaction'>;

interface Restriction {
  readonly sight: Sight;
  /** The live edition and how far it was, which what is withheld goes by; undefined where there is none. */
  readonly live: StandingEdition | undefined;
  readonly guarded: ReturnType<ReadingFor['with']>;
}

/** Of so many kinds of readers and editions it is known whether anything is withheld. */
const most_sights = 1_000;

/** Keeps from a reader what is over the reader's clearance, in what is read and in what is answered. */
@Injectable()
export class Withholding {
  private readonly reads = new SharedReads<boolean>();
  /** Whether anything is withheld, by edition and by what one may see: true of one state of the edition. */
  private readonly any = new Map<string, { readonly state: string; readonly any: boolean }>();

  constructor(
    @Inject(READERS) private readonly editions: Editions,
    private readonly clearances: Clearances,
    private readonly own: OwnSecret,
    private readonly connections: ReadingFor,
    private readonly found: FoundEditions,
  ) {}

  /**
   * How the reader in hand reads an edition; undefined where nothing at all is withheld from the reader, be it by what the live
   * edition has or by what this one has.
   */
  async view(opened: StandingEdition): Promise<ReaderView | undefined> {
    openInHand(opened.edition.id);
    const restriction = await onceForReader(restrictionOf(opened.edition.id), () => this.restrictionNow(opened));
    if (restriction === undefined) return undefined;
    // Of an edition that stands still, what is withheld moves on with the live one.
    const { sight, live, guarded } = restriction;
    const text = JSON.stringify(sight);
    const key = live === undefined ? text : `${text} ${live.edition.id} ${formatPosition(live.state.position)}`;
    return { sight: text, key, sql: shownTo(guarded) };
  }

  /** Where the reader in hand reads an edition that stands. */
  async scope(nameOrId: string, schema: string): Promise<EditionScope> {
    const found = await this.found.find(nameOrId);
    const view = found === undefined ? undefined : await this.view(found);
    return { schema, sql: view?.sql ?? this.editions.database };
  }

  /** The live edition read as the reader in hand may: over the same connection, unless something is withheld. */
  async shown(scope: EditionScope): Promise<EditionScope> {
    const restriction = await this.restriction();
    return restriction === undefined ? scope : { schema: scope.schema, sql: shownTo(restriction.guarded) };
  }

  /** Transactions that read as the reader in hand may. */
  async database(): Promise<ReadingDatabase> {
    const restriction = await this.restriction();
    if (restriction === undefined) return this.editions.database;
    return { transaction: (work) => restriction.guarded.transaction((sql) => work(shownTo(sql))) };
  }

  /**
   * Coarsens an answer for the reader in hand, and says in it how many reports behind it are withheld.
   *
   * @throws {Rejected} `lagging` where nothing was withheld as it was read, and something is now: it may be in the answer.
   * An answer about what was recorded, with `isRecorded`, is not refused.
   */
  async applied<Answer>(answer: Answer, isRecorded = false): Promise<Answer> {
    const restriction = await this.restriction();
    if (restriction === undefined) {
      if (isRecorded || !(await this.isRestrictedNow())) return answer;
      throw new Rejected('lagging', 'What may be read has changed while this was answered. Ask again.');
    }
    const named = idsIn(answer).filter((id) => !isShownInFull(id));
    const pseudonyms = await this.pseudonymsOf(await withheldAmong(restriction.guarded, named));
    const coarse = coarseAnswer(answer, pseudonyms, this.clearances.view);
    const isObject = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
    return coarse.withheld === 0 || !isObject ? coarse.answer : { ...coarse.answer, withheld: coarse.withheld };
  }

  /**
   * Of these ids those of reports that are withheld from the reader in hand, in any edition. What is withheld is not kept for the
   * reading that comes after: it goes by the state that it reads.
   */
  async withheld(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const sight = this.sight();
    return ids.length === 0 || this.clearances.isAll(sight) ? new Set() : withheldAmong(this.guarded(sight), ids);
  }

  /** The same, with drafts of the live edition among them. */
  async withheldToRecord(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const sight = this.sight();
    if (ids.length === 0 || this.clearances.isAll(sight)) return new Set();
    const guarded = this.guarded(sight);
    const live = (await this.found.find(live_edition))?.edition.schema;
    return new Set([...(await withheldAmong(guarded, ids)), ...(await draftsWithheldAmong(guarded, ids, live))]);
  }

  /** The ids of everything that is withheld from the reader in hand, drafts of the live edition among them. */
  async everything(): Promise<readonly string[]> {
    const sight = this.sight();
    if (this.clearances.isAll(sight)) return [];
    return withheldFrom(this.guarded(sight), (await this.found.find(live_edition))?.edition.schema);
  }

  /** What is wrong with something sent that names reports by what stands in the place of their ids. */
  async pseudonymViolations(sent: unknown): Promise<readonly Violation[]> {
    if (typeof sent !== 'object' || sent === null || !isWalked(sent)) return [];
    const likely = idsIn(sent).filter((id) => id[14] === '8');
    if (likely.length === 0) return [];
    const secret = await this.own.read();
    const ids = new Set(likely.filter((id) => isPseudonym(id, secret)));
    return pointersTo(ids, sent).map((pointer) => ({
      pointer,
      code: 'pseudonym',
      detail: 'This stands in the place of a report that is withheld from you, and is not its id: leave it out.',
    }));
  }

  /** How the answer to the reader in hand is restricted, by any of the editions that it is read from. */
  private async restriction(): Promise<Restriction | undefined> {
    const opened = openedInHand();
    if (opened.length === 0) return onceForReader('restriction', () => this.restrictionNow());
    for (const id of opened) {
      const restriction = await onceForReader(restrictionOf(id), () => this.restrictionSince(id));
      if (restriction !== undefined) return restriction;
    }
    return undefined;
  }

  /** The same of one of them by the state that it has now; of the live edition where none is named. */
  private async restrictionSince(id?: string): Promise<Restriction | undefined> {
    return this.restrictionNow(id === undefined ? undefined : await this.found.find(id));
  }

  private async isRestrictedNow(): Promise<boolean> {
    const opened = openedInHand();
    const found = await Promise.all(
      (opened.length === 0 ? [undefined] : opened).map((id) => this.restrictionSince(id)),
    );
    return found.some((restriction) => restriction !== undefined);
  }

  private sight(): Sight {
    return sightInHand() ?? { clearance: this.clearances.ofWatches, outlets: [], places: [] };
  }

  private guarded({ clearance, outlets, places }: Sight): Restriction['guarded'] {
    return this.connections.with({
      'sitrep.clearance': clearance,
      'sitrep.reads_outlets': JSON.stringify(outlets),
      'sitrep.reads_places': JSON.stringify(places),
    });
  }

  /** Without a live edition nobody knows what is withheld: everything is read by what the editions themselves have. */
  private async restrictionNow(opened?: StandingEdition): Promise<Restriction | undefined> {
    const sight = this.sight();
    if (this.clearances.isAll(sight)) return undefined;
    const isLive = opened?.edition.name === live_edition;
    const live = isLive ? opened : await this.found.find(live_edition);
    const guarded = this.guarded(sight);
    const restriction = { sight, live, guarded };
    if (live === undefined) return restriction;
    const text = JSON.stringify(sight);
    if (await this.withholdsAny(text, guarded, live)) return restriction;
    if (opened === undefined || isLive) return undefined;
    return (await this.withholdsAny(text, guarded, opened)) ? restriction : undefined;
  }

  /** The rows are read after the state, so what is found holds for it. */
  private async withholdsAny(sight: string, guarded: Sql, { edition, state }: StandingEdition): Promise<boolean> {
    const text = `${formatPosition(state.position)} ${state.parked}`;
    const key = `${edition.schema} ${sight}`;
    const known = this.any.get(key);
    if (known?.state === text) return known.any;
    const any = await this.reads.read(`${text} ${key}`, () => withholdsAny(guarded, edition.schema));
    if (this.any.size >= most_sights) this.any.clear();
    this.any.set(key, { state: text, any });
    return any;
  }

  /** A report's pseudonym is the same for all readers and all times, and cannot be found from the outlet and its number. */
  private async pseudonymsOf(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
    if (ids.size === 0) return new Map();
    const secret = await this.own.read();
    return new Map([...ids].map((id) => [id, pseudonymOf(id, secret)]));
  }
}

const restrictionOf = (edition: string): string => `restriction ${edition}`;

/** The JSON pointers of the texts that hold one of these ids. */
function pointersTo(ids: ReadonlySet<string>, value: unknown, pointer = ''): readonly string[] {
  if (typeof value === 'string') return idsIn(value).some((id) => ids.has(id)) ? [pointer] : [];
  if (typeof value !== 'object' || value === null || ids.size === 0) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    pointersTo(ids, one, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}
