import { Injectable } from '@nestjs/common';
import { Editions } from '#editions';
import { EventLog } from '#event-log';
import { actorsNamed, placesNamed, registeredIds, reportsKnown, type EditionScope } from '#projections/queries';
import { type ActorId, type Place, type PlaceId, type PlaceKind, type ReportId, type TimeZone } from '#situation';
import { Rejected, type Violation } from '../http/rejected.js';
import { liveEdition } from '../reading/live-edition.js';
import { adviceOnUnknown, type RegistryKind } from '../reading/registered-names.js';
import type { NamedReference } from './named-references.js';

/** How long a place or an actor registered a moment ago is waited for. */
const registration_wait_ms = 3_000;
/** For how many unknown names of one body the nearest are looked for: comparing them with all others takes time. */
const compared_names = 10;
/** So many of what was sent are remembered of each kind; the live edition knows the others by then. */
const most_remembered = 50_000;

/** What the registry says of the places and actors that a body names. */
export interface Registered {
  /** The zones of the places that are registered. */
  readonly zones: ReadonlyMap<PlaceId, TimeZone>;
  /** And their kinds. */
  readonly kinds: ReadonlyMap<PlaceId, PlaceKind>;
  /** One for each place or actor that is not. */
  readonly violations: readonly Violation[];
}

export interface Named {
  readonly places?: readonly NamedReference<PlaceId>[];
  readonly actors?: readonly NamedReference<ActorId>[];
}

/** The places and actors that are registered, as the live edition has them. */
@Injectable()
export class Registry {
  private readonly sentPlaces = new Map<PlaceId, Pick<Place, 'timeZone' | 'kind'>>();
  private readonly sentActors = new Map<ActorId, true>();
  private readonly sentReports = new Map<ReportId, true>();

  constructor(
    private readonly editions: Editions,
    private readonly eventLog: EventLog,
  ) {}

  /** Notes what the log has taken from this process: the live edition may be behind. */
  notePlace({ id, timeZone, kind }: Place): void {
    remember(this.sentPlaces, id, { timeZone, kind });
  }
  noteActor(id: ActorId): void {
    remember(this.sentActors, id, true);
  }
  noteReport(id: ReportId): void {
    remember(this.sentReports, id, true);
  }

  /** Looks the names up in what this process has sent, and like `lookInEdition`. */
  async look({ places = [], actors = [] }: Named): Promise<Registered> {
    const edition = await this.lookInEdition({
      places: places.filter(({ id }) => !this.sentPlaces.has(id)),
      actors: actors.filter(({ id }) => !this.sentActors.has(id)),
    });
    const sent = places.flatMap(({ id }) => {
      const place = this.sentPlaces.get(id);
      return place === undefined ? [] : [{ id, ...place }];
    });
    return {
      ...edition,
      zones: new Map([...edition.zones, ...sent.map(({ id, timeZone }) => [id, timeZone] as const)]),
      kinds: new Map([...edition.kinds, ...sent.map(({ id, kind }) => [id, kind] as const)]),
    };
  }

  /**
   * Looks the names up. What is missing may have been accepted a moment ago, so the live edition is given time to
   * reach the end of the log before anything is called unknown.
   *
   * @throws {Rejected} `lagging` when it does not get there in time: then nobody can tell.
   */
  async lookInEdition({ places = [], actors = [] }: Named): Promise<Registered> {
    let scope = await liveEdition(this.editions);
    let found = await lookIn(scope, places, actors);
    if (found.places.length + found.actors.length > 0) {
      await this.catchUp();
      scope = await liveEdition(this.editions);
      found = await lookIn(scope, places, actors);
    }
    return { zones: found.zones, kinds: found.kinds, violations: await unknown(scope, found) };
  }

  /**
   * Which of these reports there are not, withdrawn ones being there. Like `look`, it waits before it says so.
   *
   * @throws {Rejected} `lagging` when the live edition does not reach the end of the log in time.
   */
  async missingReports(reports: readonly NamedReference<ReportId>[]): Promise<readonly NamedReference<ReportId>[]> {
    const missing = async () => {
      const scope = await liveEdition(this.editions);
      const known = await reportsKnown(scope, distinct(reports));
      return reports.filter(({ id }) => !known.has(id) && !this.sentReports.has(id));
    };
    if ((await missing()).length === 0) return [];
    await this.catchUp();
    return missing();
  }

  /** @throws {Rejected} `lagging` when the live edition does not reach the end of the log in time. */
  async catchUp(): Promise<void> {
    if (await this.editions.liveReached(await this.eventLog.head(), registration_wait_ms)) return;
    const detail = 'The read models are behind the log, so it cannot be told yet whether all that is named is there.';
    throw new Rejected('lagging', `${detail} Sending the same again is safe.`);
  }
}

/** The zones and kinds found and the references that were not. */
interface Found {
  readonly zones: ReadonlyMap<PlaceId, TimeZone>;
  readonly kinds: ReadonlyMap<PlaceId, PlaceKind>;
  readonly places: readonly NamedReference<PlaceId>[];
  readonly actors: readonly NamedReference<ActorId>[];
}

async function lookIn(
  scope: EditionScope,
  places: readonly NamedReference<PlaceId>[],
  actors: readonly NamedReference<ActorId>[],
): Promise<Found> {
  const [known, registered] = await Promise.all([
    places.length === 0 ? new Map<PlaceId, never>() : placesNamed(scope, distinct(places)),
    actors.length === 0 ? new Set<ActorId>() : actorsNamed(scope, distinct(actors)),
  ]);
  return {
    zones: new Map([...known].map(([id, { timeZone }]) => [id, timeZone])),
    kinds: new Map([...known].map(([id, { kind }]) => [id, kind])),
    places: places.filter(({ id }) => !known.has(id)),
    actors: actors.filter(({ id }) => !registered.has(id)),
  };
}

/** Keeps the latest. */
function remember<Id, Noted>(noted: Map<Id, Noted>, id: Id, value: Noted): void {
  noted.delete(id);
  noted.set(id, value);
  if (noted.size <= most_remembered) return;
  const [oldest] = noted.keys();
  noted.delete(oldest as Id);
}

const distinct = (references: readonly { readonly id: string }[]): string[] => [
  ...new Set(references.map(({ id }) => id)),
];

async function unknown(scope: EditionScope, { places, actors }: Found): Promise<readonly Violation[]> {
  return [...(await unknownOf(scope, 'place', places)), ...(await unknownOf(scope, 'actor', actors))];
}

async function unknownOf(
  scope: EditionScope,
  kind: RegistryKind,
  missing: readonly NamedReference<string>[],
): Promise<readonly Violation[]> {
  const registered = missing.length === 0 ? [] : await registeredIds(scope, kind);
  return missing.map(({ pointer, id }, index) => {
    const advice = adviceOnUnknown(kind, id, index < compared_names ? registered : []);
    return { pointer, code: `unknown_${kind}`, detail: `${advice} Register it with POST /v1/${kind}s first.` };
  });
}
