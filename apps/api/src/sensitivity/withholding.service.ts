import { Inject, Injectable } from '@nestjs/common';
import { type Editions, live_edition, type StandingEdition } from '#editions';
import { formatPosition } from '#event-log';
import { type Database, ReadingFor, type Sql } from '#platform';
import { type EditionScope, shownTo, withheldAmong, withheldFrom, withholdsAny } from '#read-models/queries';
import { READERS } from '../api-parts.js';
import { FoundEditions } from '../reading/found-editions.service.js';
import { SharedReads } from '../reading/shared-reads.js';
import { Rejected, type Violation } from '../http/rejected.js';
import { Clearances, type Reading } from './clearances.js';
import { coarseAnswer, idsIn, isWalked } from './coarse-answer.js';
import { OwnSecret } from './own-secret.service.js';
import { isPseudonym, pseudonymOf } from './pseudonyms.js';
import { isShownInFull, onceForReader, type Sight, sightInHand } from './reader-in-hand.js';

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
  readonly reading: Reading;
  readonly live: StandingEdition['edition'];
  readonly position: string;
  readonly guarded: ReturnType<ReadingFor['with']>;
}

/** Of so many kinds of readers it is known whether anything is withheld. */
const most_sights = 1_000;

/** Keeps from a reader what is over the reader's clearance, in what is read and in what is answered. */
@Injectable()
export class Withholding {
  private readonly reads = new SharedReads<boolean>();
  /** Whether anything is withheld, by what one may see: true of one state of the live edition. */
  private readonly any = new Map<string, { readonly state: string; readonly any: boolean }>();

  constructor(
    @Inject(READERS) private readonly editions: Editions,
    private readonly clearances: Clearances,
    private readonly own: OwnSecret,
    private readonly connections: ReadingFor,
    private readonly found: FoundEditions,
  ) {}

  /**
   * How the reader in hand reads; undefined where nothing at all is withheld from the reader. `found` is the edition that is
   * going to be read: where it is the live one, it need not be found again.
   */
  async view(found?: StandingEdition): Promise<ReaderView | undefined> {
    const restriction = await this.restriction(found);
    if (restriction === undefined) return undefined;
    // Of an edition that stands still, what is withheld moves on with the live one.
    const { sight, live, position, guarded } = restriction;
    const text = JSON.stringify(sight);
    return { sight: text, key: `${text} ${live.id} ${position}`, sql: shownTo(guarded) };
  }

  /** Where the reader in hand reads an edition. */
  scope(schema: string): Promise<EditionScope> {
    return this.shown({ schema, sql: this.editions.database });
  }

  /** The same edition read as the reader in hand may: over the same connection, unless something is withheld. */
  async shown(scope: EditionScope): Promise<EditionScope> {
    const view = await this.view();
    return view === undefined ? scope : { schema: scope.schema, sql: view.sql };
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
      if (isRecorded || (await this.restrictionNow()) === undefined) return answer;
      throw new Rejected('lagging', 'What may be read has changed while this was answered. Ask again.');
    }
    const named = idsIn(answer).filter((id) => !isShownInFull(id));
    const pseudonyms = await this.pseudonymsOf(await this.withheldAmong(named, restriction));
    const coarse = coarseAnswer(answer, pseudonyms, restriction.reading.view);
    const isObject = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
    return coarse.withheld === 0 || !isObject ? coarse.answer : { ...coarse.answer, withheld: coarse.withheld };
  }

  /**
   * Of these ids those of reports that are withheld from the reader in hand. What is withheld is not kept for the reading
   * that comes after: it goes by the state that it reads.
   */
  async withheld(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const restriction = ids.length === 0 ? undefined : await this.restrictionNow();
    return restriction === undefined ? new Set() : this.withheldAmong(ids, restriction);
  }

  /** The ids of everything that is withheld from the reader in hand, drafts of the live edition among them. */
  async everything(): Promise<readonly string[]> {
    const restriction = await this.restrictionNow();
    return restriction === undefined ? [] : withheldFrom(restriction.guarded, restriction.live.schema);
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

  private withheldAmong(ids: readonly string[], { guarded }: Restriction): Promise<ReadonlySet<string>> {
    return withheldAmong(guarded, ids);
  }

  private restriction(found?: StandingEdition): Promise<Restriction | undefined> {
    return onceForReader('restriction', () => this.restrictionNow(found));
  }

  private async restrictionNow(opened?: StandingEdition): Promise<Restriction | undefined> {
    const sight = sightInHand() ?? { clearance: this.clearances.ofWatches, outlets: [], places: [] };
    if (this.clearances.isAll(sight)) return undefined;
    const reading = this.clearances.readingOf(sight.clearance);
    const isLive = opened?.edition.name === live_edition;
    const found = isLive ? opened : await this.found.find(live_edition);
    if (found === undefined) return undefined;
    const { edition: live, state } = found;
    const position = formatPosition(state.position);
    const guarded = this.connections.with({
      'sitrep.clearance': sight.clearance,
      'sitrep.reads_outlets': JSON.stringify(sight.outlets),
      'sitrep.reads_places': JSON.stringify(sight.places),
    });
    const isAny = await this.withholdsAny(JSON.stringify(sight), guarded, found);
    return isAny ? { sight, reading, live, position, guarded } : undefined;
  }

  /** The rows are read after the state, so what is found holds for it. */
  private async withholdsAny(sight: string, guarded: Sql, { edition, state }: StandingEdition): Promise<boolean> {
    const text = `${edition.schema} ${formatPosition(state.position)} ${state.parked}`;
    const known = this.any.get(sight);
    if (known?.state === text) return known.any;
    const any = await this.reads.read(`${text} ${sight}`, () => withholdsAny(guarded, edition.schema));
    if (this.any.size >= most_sights) this.any.clear();
    this.any.set(sight, { state: text, any });
    return any;
  }

  /** A report's pseudonym is the same for all readers and all times, and cannot be found from the outlet and its number. */
  private async pseudonymsOf(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
    if (ids.size === 0) return new Map();
    const secret = await this.own.read();
    return new Map([...ids].map((id) => [id, pseudonymOf(id, secret)]));
  }
}

/** The JSON pointers of the texts that hold one of these ids. */
function pointersTo(ids: ReadonlySet<string>, value: unknown, pointer = ''): readonly string[] {
  if (typeof value === 'string') return idsIn(value).some((id) => ids.has(id)) ? [pointer] : [];
  if (typeof value !== 'object' || value === null || ids.size === 0) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    pointersTo(ids, one, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}
