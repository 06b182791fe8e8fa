import { Inject, Injectable } from '@nestjs/common';
import { code_version, type Editions, type EditionState, projection_version, type StandingEdition } from '#editions';
import { formatPosition } from '#event-log';
import { Clock, type DeskSettings } from '#platform';
import { type EditionScope, lastToldMs, type ValidAt } from '#read-models/queries';
import {
  firstMsOf,
  instantMs,
  isDay,
  isInstant,
  lastMsOf,
  type Policy,
  policyNamed,
  policyNames,
  type Slice,
  stored_policy,
  toInstant,
  type Instant,
  type Moment,
  type TimeZone,
} from '#situation';
import { AGED_AFTER_DAYS, DESK_SETTINGS, DESK_TIME_ZONE, KEPT_BYTES, READERS } from '../api-parts.js';
import { Rejected } from '../http/rejected.js';
import { restOn } from './answer-basis.js';
import { FoundEditions } from './found-editions.service.js';
import { KeptReadings } from './kept-readings.js';
import { type ReaderView, Withholding } from '../sensitivity/withholding.service.js';
import { sightInHand } from '../sensitivity/reader-in-hand.js';
import { reachedEdition } from './reached-edition.js';
import { type EditionsAsked, endMsOf } from './readable-edition.js';
import { addNote, answeredFrom } from './snapshot.interceptor.js';
import { snapshotOf } from './snapshot.js';

/** The two clocks and the edition, or the snapshot in place of it, that a question names. */
export interface Asked {
  readonly edition: string;
  readonly snapshot?: string;
  readonly validAt?: Moment;
  readonly knownAt?: Moment;
  /** `name@version`; the edition's own where none is asked for. */
  readonly policy?: string;
}

/** An edition to be read, over all of its time. */
export interface OpenEdition {
  readonly scope: EditionScope;
  /** Which facts of the log count in it. */
  readonly slice: Slice;
  /** The edition that is read: one that follows the log by its name, a finished one, whose name may change, by its id. */
  readonly edition: string;
  /** True for one that does not follow the log any more. */
  readonly isFinished: boolean;
  /** The log position that the edition had reached before it was read. */
  readonly position: string;
}

/** A question made exact. */
export interface Question extends OpenEdition {
  readonly validAt: ValidAt;
  readonly knownAtMs: number;
  /** The moment of the world as text; undefined where it is the present, which passes. */
  readonly validKey: string | undefined;
  /** The same for all known times at which the rows say the same, and days of evidence are as old. */
  readonly knownKey: string;
  /** Which of all that was said counts, and its name as asked for. */
  readonly policy: Policy;
  readonly policyName: string;
  /** From how old a last evidence on an answer is aged. */
  readonly agedAfterDays: number;
  /** What the answer says it was asked. */
  readonly echo: { readonly validAt: Moment; readonly knownAt: Instant };
}

/** A question about what was known at a moment, of all of the world's time. */
export interface KnownQuestion extends Omit<Question, 'validAt' | 'validKey' | 'echo'> {
  readonly echo: Pick<Question['echo'], 'knownAt'>;
}

/** The last instant that can be asked about, in UTC; west of it the year 9000 lasts a little longer. */
const last_instant_ms = Date.parse('9000-12-31T23:59:59.999Z');

/** The instant as it can be asked again: in UTC, but where UTC is still in the year 999, as it was written. */
function askable(ms: number, asked: Moment | undefined): Instant {
  const inUtc = toInstant(ms);
  return !isInstant(inUtc) && asked !== undefined && !isDay(asked) ? asked : inUtc;
}

/** Every zone begins its days with a quarter of an hour: within one of these, nothing is a day older. */
const quarter_ms = 15 * 60_000;

/** Makes questions exact: which edition, when in the world, as known when. */
@Injectable()
export class Questions {
  private readonly kept: KeptReadings;
  private readonly asked: EditionsAsked;
  /** What answers depend on for as long as the process lives. */
  private readonly setting: readonly string[];

  constructor(
    @Inject(READERS) private readonly editions: Editions,
    private readonly clock: Clock,
    @Inject(DESK_TIME_ZONE) private readonly deskZone: TimeZone,
    @Inject(AGED_AFTER_DAYS) private readonly agedAfterDays: number,
    @Inject(DESK_SETTINGS) desk: DeskSettings,
    @Inject(KEPT_BYTES) keptBytes: number,
    private readonly withholding: Withholding,
    private readonly found: FoundEditions,
  ) {
    this.kept = new KeptReadings(keptBytes);
    this.setting = [`${code_version} ${projection_version}`, JSON.stringify([deskZone, agedAfterDays, desk])];
    this.asked = {
      find: (name) => this.find(name),
      record: (name) => editions.record(name),
      reached: (edition, position, timeoutMs) => editions.reached(edition, position, timeoutMs),
      liveReached: (position, timeoutMs) => editions.liveReached(position, timeoutMs),
    };
  }

  /** As `FoundEditions` finds it. */
  find(nameOrId: string): Promise<StandingEdition | undefined> {
    return this.found.find(nameOrId);
  }

  /**
   * Opens an edition for an answer that depends on no moment.
   *
   * @throws {Rejected} no such edition can be read, or not as the snapshot was.
   * @throws {NotModified} the asker has the answer.
   */
  async openEdition(asked: Pick<Asked, 'edition' | 'snapshot'>): Promise<OpenEdition> {
    const read = await this.read(asked);
    const opened = this.opened(read);
    this.rest(asked, read, []);
    return opened;
  }

  /**
   * @throws {Rejected} no such edition can be read, or not as the snapshot was, or its policy is not known here.
   * @throws {NotModified} the asker has the answer.
   */
  open(asked: Asked): Promise<Question> {
    return this.resolve(asked, true);
  }

  /** Opens a question that no moment of the world decides. Throws as `open`. */
  async openKnown(asked: Omit<Asked, 'validAt'>): Promise<KnownQuestion> {
    const { validAt: _any, validKey: _key, echo, ...question } = await this.resolve(asked, false);
    return { ...question, echo: { knownAt: echo.knownAt } };
  }

  private async resolve(asked: Asked, dependsOnValidAt: boolean): Promise<Question> {
    const read = await this.read(asked);
    const { edition } = read;
    // What does not change any more must not answer by today's clock either.
    const endMs = endMsOf(edition);
    const now = toInstant(Math.min(endMs ?? this.clock.nowMs(), last_instant_ms));
    const validAt = asked.validAt ?? now;
    const knownAtMs = this.knownAtMs(asked.knownAt ?? now, instantMs(now), endMs !== undefined);
    const policyName = asked.policy ?? edition.definition.policy ?? stored_policy;
    const policy = policyOf(policyName);
    const opened = this.opened(read);
    const moves = endMs === undefined;
    const isKnownNow = moves && knownAtMs === instantMs(now);
    const knownKey = isKnownNow ? await presentKey(opened.scope, knownAtMs) : String(knownAtMs);
    const isValidNow = moves && dependsOnValidAt && asked.validAt === undefined;
    const moments = [dependsOnValidAt ? validAt : '', knownKey];
    this.rest(asked, read, moments, isKnownNow || isValidNow ? moments.join(' ') : undefined);
    return {
      ...opened,
      validAt: isDay(validAt) ? { day: validAt } : { instantMs: instantMs(validAt) },
      knownAtMs,
      knownKey,
      validKey: isValidNow ? undefined : validAt,
      policy,
      policyName,
      agedAfterDays: this.agedAfterDays,
      echo: { validAt, knownAt: askable(knownAtMs, asked.knownAt) },
    };
  }

  /** The state is read first: the rows read later rest on at least that much of the log. */
  private async read(asked: Pick<Asked, 'edition' | 'snapshot'>): Promise<EditionRead> {
    const found = await reachedEdition(this.asked, asked);
    answeredFrom(snapshotOf(found.edition));
    const { places = [] } = sightInHand() ?? {};
    if (places.length > 0) addNote(`This key reads about ${places.join(', ')} and their parts alone.`);
    return { ...found, view: await this.withholding.view(found) };
  }

  private opened({ edition, state, view }: EditionRead): OpenEdition {
    const { sql, schema } = this.editions.scope(edition);
    // Readers who see different things share no reading.
    const kept =
      view === undefined
        ? this.kept.of(edition.id, stateText(state))
        : this.kept.of(`${edition.id} ${view.sight}`, `${stateText(state)} ${view.key}`);
    return {
      scope: { sql: view?.sql ?? sql, schema, kept },
      slice: edition.slice,
      edition: edition.end === undefined ? edition.name : edition.id,
      isFinished: edition.end !== undefined,
      position: formatPosition(state.position),
    };
  }

  private rest(
    asked: Pick<Asked, 'edition' | 'snapshot'>,
    { edition, state, view }: EditionRead,
    moments: readonly string[],
    now?: string,
  ): void {
    const isPinned = asked.snapshot !== undefined;
    const name = isPinned ? edition.id : asked.edition;
    restOn({
      edition: edition.id,
      isNamedForGood: isPinned || asked.edition === edition.id,
      name,
      // What is withheld today may be withheld no more tomorrow, or more of it.
      isPinned: isPinned && view === undefined,
      moves: edition.end === undefined,
      parts: [edition.id, edition.digest ?? '', stateText(state), ...this.setting, view?.key ?? '', ...moments],
      now,
      state: stateOf({ edition, state }),
      holds: async () => stateOf(await this.find(name)) === stateOf({ edition, state }),
    });
  }

  /**
   * Returns the last millisecond of the moment asked, or `knownUntilMs` if that is earlier: nobody knows today what will
   * be known tomorrow, and a finished edition knows nothing later than its end. Adds a note if all of the moment is later;
   * a day that has begun is asked to its end and answered as far as it has come.
   */
  private knownAtMs(asked: Moment, knownUntilMs: number, isFinished: boolean): number {
    if (firstMsOf(asked, this.deskZone) > knownUntilMs) {
      const later = isFinished ? 'after the end of this edition' : 'in the future';
      addNote(`knownAt ${asked} lies ${later}; this is answered as known at ${toInstant(knownUntilMs)}.`);
    }
    return Math.min(lastMsOf(asked, this.deskZone), knownUntilMs);
  }
}

interface EditionRead extends StandingEdition {
  /** How the reader in hand reads; undefined for one from whom nothing is withheld. */
  readonly view: ReaderView | undefined;
}

/**
 * The part of the key of a kept answer that stands for the present. Where every report is known by now, the rows say the
 * same at each later moment, so all questions of one quarter of an hour have the same key. Where a report becomes known only
 * later, the key is the moment itself.
 */
async function presentKey(scope: EditionScope, knownAtMs: number): Promise<string> {
  const isAllTold = (await lastToldMs(scope)) <= knownAtMs;
  return isAllTold ? `all told, ${Math.floor(knownAtMs / quarter_ms)}` : String(knownAtMs);
}

/** All of an edition that its answers depend on, beside the code and the settings. */
export const stateOf = (found: StandingEdition | undefined): string | undefined =>
  found && [found.edition.id, found.edition.projectionVersion, found.edition.digest, stateText(found.state)].join(' ');

const stateText = ({ position, parked }: EditionState): string => `${formatPosition(position)} ${parked}`;

/** @throws {Rejected} `malformed` when the edition's own policy is one that only a later version knows. */
function policyOf(name: string): Policy {
  const policy = policyNamed(name);
  if (policy !== undefined) return policy;
  const detail = `There is no policy ${name} here. Send one of: ${policyNames.join(', ')}.`;
  throw new Rejected('malformed', detail, [{ parameter: 'policy', code: 'unknown_policy', detail }]);
}
