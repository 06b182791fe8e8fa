import { Inject, Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { type Editions, live_edition, type StandingEdition, StandingEditions } from '#editions';
import { formatPosition } from '#event-log';
import { type Database, ReadingFor, type Sql } from '#platform';
import { type EditionScope, shownTo, withheldAmong, withheldFrom, withholdsAny } from '#read-models/queries';
import { READERS } from '../api-parts.js';
import { SharedReads } from '../reading/shared-reads.js';
import { Clearances, type Reading } from './clearances.js';
import { coarseAnswer, idsIn } from './coarse-answer.js';
import { OwnSecret } from './own-secret.service.js';
import { clearanceInHand, isShownInFull, onceForReader } from './reader-in-hand.js';

/** How one reader reads now. */
export interface ReaderView {
  /** Tells apart readings that find different things in one state of an edition. */
  readonly key: string;
  readonly level: string;
  /** Finds what the reader may see, and nothing else. */
  readonly sql: Sql;
}

/** What reads in one transaction. */
export type ReadingDatabase = Pick<Database, 'transaction'>;

interface Restriction {
  readonly reading: Reading;
  readonly live: StandingEdition['edition'];
  readonly position: string;
  readonly guarded: ReturnType<ReadingFor['with']>;
}

/** Keeps from a reader what is over the reader's clearance, in what is read and in what is answered. */
@Injectable()
export class Withholding {
  private readonly live = new SharedReads<StandingEdition | undefined>();
  private readonly known: StandingEditions;
  private readonly reads = new SharedReads<boolean>();
  /** Whether anything is withheld, by clearance: true of one state of the live edition. */
  private readonly any = new Map<string, { readonly state: string; readonly any: boolean }>();

  constructor(
    @Inject(READERS) private readonly editions: Editions,
    private readonly clearances: Clearances,
    private readonly own: OwnSecret,
    private readonly connections: ReadingFor,
  ) {
    this.known = new StandingEditions(editions);
  }

  /**
   * How the reader in hand reads; undefined where nothing at all is withheld from the reader. `found` is the edition that is
   * going to be read: where it is the live one, it need not be found again.
   */
  async view(found?: StandingEdition): Promise<ReaderView | undefined> {
    const restriction = await this.restriction(found);
    if (restriction === undefined) return undefined;
    // Of an edition that stands still, what is withheld moves on with the live one.
    const { reading, live, position, guarded } = restriction;
    const level = reading.levels.at(-1) ?? '';
    return { level, key: `${level} ${live.id} ${position}`, sql: shownTo(guarded) };
  }

  /** Where the reader in hand reads an edition. */
  async scope(schema: string): Promise<EditionScope> {
    const view = await this.view();
    return { schema, sql: view?.sql ?? this.editions.database };
  }

  /** Transactions that read as the reader in hand may. */
  async database(): Promise<ReadingDatabase> {
    const restriction = await this.restriction();
    if (restriction === undefined) return this.editions.database;
    return { transaction: (work) => restriction.guarded.transaction((sql) => work(shownTo(sql))) };
  }

  /** Coarsens an answer for the reader in hand, and says in it how many reports behind it are withheld. */
  async applied<Answer>(answer: Answer): Promise<Answer> {
    const restriction = await this.restriction();
    if (restriction === undefined) return answer;
    const pseudonyms = await this.pseudonymsOf(
      await this.withheldAmong(
        idsIn(answer).filter((id) => !isShownInFull(id)),
        restriction,
      ),
    );
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

  private withheldAmong(ids: readonly string[], { guarded }: Restriction): Promise<ReadonlySet<string>> {
    return withheldAmong(guarded, ids);
  }

  private restriction(found?: StandingEdition): Promise<Restriction | undefined> {
    return onceForReader('restriction', () => this.restrictionNow(found));
  }

  private async restrictionNow(opened?: StandingEdition): Promise<Restriction | undefined> {
    const clearance = clearanceInHand() ?? this.clearances.ofWatches;
    const reading = this.clearances.readingOf(clearance);
    if (reading === undefined) return undefined;
    const isLive = opened?.edition.name === live_edition;
    const found = isLive ? opened : await this.live.read(live_edition, () => this.known.find(live_edition));
    if (found === undefined) return undefined;
    const { edition: live, state } = found;
    const position = formatPosition(state.position);
    const guarded = this.connections.with({ 'sitrep.clearance': clearance });
    return (await this.withholdsAny(clearance, guarded, found)) ? { reading, live, position, guarded } : undefined;
  }

  /** The rows are read after the state, so what is found holds for it. */
  private async withholdsAny(clearance: string, guarded: Sql, { edition, state }: StandingEdition): Promise<boolean> {
    const text = `${edition.schema} ${formatPosition(state.position)} ${state.parked}`;
    const known = this.any.get(clearance);
    if (known?.state === text) return known.any;
    const any = await this.reads.read(`${text} ${clearance}`, () => withholdsAny(guarded, edition.schema));
    this.any.set(clearance, { state: text, any });
    return any;
  }

  /** A report's pseudonym is the same for all readers and all times, and cannot be found from the outlet and its number. */
  private async pseudonymsOf(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
    if (ids.size === 0) return new Map();
    const secret = await this.own.read();
    return new Map([...ids].map((id) => [id, pseudonymOf(id, secret)]));
  }
}

/** A UUID of version 8 (RFC 9562): one that only its maker can make again. */
function pseudonymOf(id: string, secret: Buffer): string {
  const hex = createHmac('sha256', secret).update(`report ${id}`).digest('hex');
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}
