import { Injectable } from '@nestjs/common';
import { Editions, inGroups, recentLive } from '#editions';
import { EventLog, type Position, startOf } from '#event-log';
import {
  actorsNamed,
  type EditionScope,
  type NamedPlace,
  placesNamed,
  registeredIds,
  reportsKnown,
} from '#read-models/queries';
import {
  type Actor,
  type ActorId,
  instantMs,
  type Place,
  type PlaceId,
  type PlaceKind,
  type ReportId,
  type TimeZone,
  toInstant,
} from '#situation';
import { Rejected, type Violation } from '../http/rejected.js';
import { liveEdition } from '../reading/readable-edition.js';
import { adviceOnUnknown, type RegistryKind } from '../reading/registered-names.js';
import { KnownNames } from './known-names.js';
import type { NamedReference } from './body.rules.js';
import { type Coordinates, RegistrationTail } from './registration-tail.js';
import { isDeepStrictEqual } from 'node:util';

/** How long a place or an actor registered a moment ago is waited for. */
const registration_wait_ms = 3_000;
/** How long the live edition is given before the log itself is read for a name. */
const edition_wait_ms = 200;
/** For how many unknown names of one body the nearest are looked for: comparing them with all others takes time. */
const compared_names = 3;
/** How long the list of all names is believed that advice is taken from. */
const advice_age_ms = 5_000;
const most_callers = 1_000;
/** The live edition has applied what was noted before so many others. */
const most_unapplied = 50_000;

/** What the registry says of the places and actors that a body names. */
export interface Registered {
  /** The zones of the places that are registered. */
  readonly zones: ReadonlyMap<PlaceId, TimeZone>;
  /** And their kinds. */
  readonly kinds: ReadonlyMap<PlaceId, PlaceKind>;
  /** One for each place or actor that is not. */
  readonly violations: readonly Violation[];
}

/** The same, and where they are read. */
export interface RegisteredInEdition extends Registered {
  readonly scope: EditionScope;
}

export interface Named {
  readonly places?: readonly NamedReference<PlaceId>[];
  readonly actors?: readonly NamedReference<ActorId>[];
}

type PlaceEntry = Pick<NamedPlace, 'timeZone' | 'kind' | 'registeredMs'>;

/** The places, actors and reports that there are: as the live edition has them, and as the log has them behind it. */
@Injectable()
export class Registry {
  private readonly places: KnownNames<PlaceId, PlaceEntry>;
  private readonly actors: KnownNames<ActorId, true>;
  private readonly tail: RegistrationTail;
  /** Places and actors noted that the live edition may not have applied. */
  private readonly unapplied = new Map<string, Coordinates>();
  private readonly advice = new Map<
    RegistryKind,
    { readonly ids: Promise<readonly string[]>; readonly atMs: number }
  >();
  /** The end of the log; callers of one moment share the question. */
  private readonly head = inGroups<undefined, Position>(most_callers, async (askers) => {
    const head = await this.eventLog.head();
    return askers.map(() => head);
  });

  constructor(
    private readonly editions: Editions,
    private readonly eventLog: EventLog,
  ) {
    this.places = new KnownNames<PlaceId, PlaceEntry>(
      async (ids) => placesNamed(editions.scope(await recentLive(editions)), ids),
      (noted, read) => (noted.registeredMs > read.registeredMs ? noted : read),
    );
    this.actors = new KnownNames<ActorId, true>(
      async (ids) =>
        new Map([...(await actorsNamed(editions.scope(await recentLive(editions)), ids))].map((id) => [id, true])),
      () => true,
    );
    this.tail = new RegistrationTail(editions, eventLog, this);
  }

  /** Notes what the log has: the live edition may be behind. */
  notePlace({ id, timeZone, kind, registeredAt }: Place, coordinates?: Coordinates): void {
    this.noteUnapplied(id, coordinates);
    this.places.note(id, { timeZone, kind, registeredMs: instantMs(registeredAt) });
  }
  noteActor({ id }: Pick<Actor, 'id'>, coordinates?: Coordinates): void {
    this.noteUnapplied(id, coordinates);
    this.actors.note(id, true);
  }

  private noteUnapplied(id: string, coordinates: Coordinates | undefined): void {
    if (coordinates === undefined) return;
    this.unapplied.delete(id);
    this.unapplied.set(id, coordinates);
    if (this.unapplied.size <= most_unapplied) return;
    const [oldest] = this.unapplied.keys();
    this.unapplied.delete(oldest ?? '');
  }

  /**
   * Looks the names up. What is missing may have been accepted a moment ago by another process, so what lies between the
   * live edition and the end of the log is read before anything is called unknown.
   *
   * @throws {Rejected} `lagging` when that takes too long: then nobody can tell yet.
   */
  async look(named: Named): Promise<Registered> {
    const found = await this.find(named);
    if (found.places.length + found.actors.length === 0) return { ...found, violations: [] };
    if (!(await this.knowsAll())) throw lagging();
    const again = await this.find(named);
    return { ...again, violations: await this.unknown(again) };
  }

  /**
   * The same for a registration of `id`, once the live edition itself has every name that is registered, and what this
   * process said last of the names and of the id: there, and over connections that no question of a reader waits for.
   *
   * @throws {Rejected} `lagging` when it does not get there in time.
   */
  async lookInEdition(id: string, named: Named): Promise<RegisteredInEdition> {
    const registered = await this.look(named);
    const { places = [], actors = [] } = named;
    const ids = [id, ...[...places, ...actors].map((reference) => reference.id)];
    const isThere = async (): Promise<boolean> => {
      const scope = await liveEdition(this.editions);
      const [found, known] = await Promise.all([
        places.length === 0 ? undefined : placesNamed(scope, distinct(places)),
        actors.length === 0 ? undefined : actorsNamed(scope, distinct(actors)),
      ]);
      return places.every((place) => found?.has(place.id)) && actors.every((actor) => known?.has(actor.id));
    };
    if (registered.violations.length === 0) {
      await this.applied(ids);
      if (!(await isThere())) await this.catchUp();
    }
    return { ...registered, scope: await liveEdition(this.editions) };
  }

  /** Waits until the live edition has applied what was noted of these names. @throws {Rejected} `lagging`. */
  private async applied(ids: readonly string[]): Promise<void> {
    const due = ids.flatMap((id) => this.unapplied.get(id) ?? []);
    if (due.length === 0) return;
    const position = [...startOf(this.eventLog.partitionCount)];
    for (const { partition, offset } of due)
      if ((position[partition] ?? 0n) <= offset) position[partition] = offset + 1n;
    if (!(await this.editions.liveReached(position, registration_wait_ms))) throw lagging();
    for (const id of ids) this.unapplied.delete(id);
  }

  /**
   * Which of these reports there are not, withdrawn ones being there. Like `lookInEdition`, it waits before it says so.
   *
   * @throws {Rejected} `lagging` when the live edition does not reach the end of the log in time.
   */
  async missingReports(reports: readonly NamedReference<ReportId>[]): Promise<readonly NamedReference<ReportId>[]> {
    const missing = async () => {
      const known = await reportsKnown(await liveEdition(this.editions), distinct(reports));
      return reports.filter(({ id }) => !known.has(id));
    };
    if ((await missing()).length === 0) return [];
    await this.catchUp();
    return missing();
  }

  /** @throws {Rejected} `lagging` when the live edition does not reach the end of the log in time. */
  async catchUp(): Promise<void> {
    if (!(await this.editions.liveReached(await this.head(undefined), registration_wait_ms))) throw lagging();
  }

  /** True when every name that was registered before now is in the live edition or has been noted. */
  private async knowsAll(): Promise<boolean> {
    const head = await this.head(undefined);
    return (
      (await this.editions.liveReached(head, edition_wait_ms)) ||
      (await this.tail.reached(head, registration_wait_ms - edition_wait_ms))
    );
  }

  private async find({ places = [], actors = [] }: Named): Promise<Found> {
    const [known, registered] = await Promise.all([
      this.places.find(distinct(places)),
      this.actors.find(distinct(actors)),
    ]);
    return {
      zones: new Map([...known].map(([id, { timeZone }]) => [id, timeZone])),
      kinds: new Map([...known].map(([id, { kind }]) => [id, kind])),
      places: places.filter(({ id }) => !known.has(id)),
      actors: actors.filter(({ id }) => !registered.has(id)),
    };
  }

  private async unknown({ places, actors }: Found): Promise<readonly Violation[]> {
    return [...(await this.unknownOf('place', places)), ...(await this.unknownOf('actor', actors))];
  }

  private async unknownOf(
    kind: RegistryKind,
    missing: readonly NamedReference<string>[],
  ): Promise<readonly Violation[]> {
    const registered = missing.length === 0 ? [] : await this.allNames(kind);
    return missing.map(({ pointer, id }, index) => {
      const advice = adviceOnUnknown(kind, id, index < compared_names ? registered : []);
      return { pointer, code: `unknown_${kind}`, detail: `${advice} Register it with POST /v1/${kind}s first.` };
    });
  }

  /** Every name, a few seconds old at most. */
  private allNames(kind: RegistryKind): Promise<readonly string[]> {
    const known = this.advice.get(kind);
    if (known !== undefined && performance.now() - known.atMs < advice_age_ms) return known.ids;
    const ids = liveEdition(this.editions).then((scope) => registeredIds(scope, kind));
    this.advice.set(kind, { ids, atMs: performance.now() });
    ids.catch(() => this.advice.delete(kind));
    return ids;
  }
}

/** The zones and kinds found and the references that were not. */
interface Found extends Omit<Registered, 'violations'> {
  readonly places: readonly NamedReference<PlaceId>[];
  readonly actors: readonly NamedReference<ActorId>[];
}

function lagging(): Rejected {
  const detail = 'The read models are behind the log, so it cannot be told yet whether all that is named is there.';
  return new Rejected('lagging', `${detail} Sending the same again is safe.`);
}

const distinct = <Id extends string>(references: readonly { readonly id: Id }[]): Id[] => [
  ...new Set(references.map(({ id }) => id)),
];

/**
 * True when a registration repeats what stands. `entryAt` reads what was sent, with the given time (milliseconds since
 * 1970 UTC) where it names none of its own: then it repeats whatever stands, whenever that was registered.
 */
export function isRepeated<Entry extends Place | Actor>(
  current: Entry | undefined,
  entryAt: (registeredMs: number) => Entry,
): boolean {
  if (current === undefined) return false;
  const sent = entryAt(instantMs(current.registeredAt));
  return isDeepStrictEqual({ ...sent, registeredAt: toInstant(instantMs(sent.registeredAt)) }, { ...current });
}
