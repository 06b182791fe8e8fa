import { Injectable } from '@nestjs/common';
import { Editions, live_edition } from '#editions';
import { EventLog } from '#event-log';
import { actorsNamed, placesNamed, registeredIds, type EditionScope } from '#projections/queries';
import type { ActorId, PlaceId, TimeZone } from '#situation';
import { Rejected, type Violation } from '../http/rejected.js';
import { liveEdition } from '../reading/live-edition.js';
import { adviceOnUnknown } from '../reading/registered-names.js';
import type { NamedReference } from './named-references.js';

/** How long a place or an actor registered a moment ago is waited for. */
const registration_wait_ms = 3_000;

/** What the registry says of the places and actors that a body names. */
export interface Registered {
  /** The zones of the places that are registered. */
  readonly zones: ReadonlyMap<PlaceId, TimeZone>;
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
  constructor(
    private readonly editions: Editions,
    private readonly eventLog: EventLog,
  ) {}

  /**
   * Looks the names up. What is missing may have been accepted a moment ago, so the live edition is given time to
   * reach the end of the log before anything is called unknown.
   *
   * @throws {Rejected} `unconfirmed` when it does not get there in time: then nobody can tell.
   */
  async look({ places = [], actors = [] }: Named): Promise<Registered> {
    const scope = await liveEdition(this.editions);
    let found = await lookIn(scope, places, actors);
    if (found.places.length + found.actors.length > 0) {
      await this.catchUp();
      found = await lookIn(scope, places, actors);
    }
    return { zones: found.zones, violations: await unknown(scope, found) };
  }

  private async catchUp(): Promise<void> {
    const live = await this.editions.find(live_edition);
    const head = await this.eventLog.head();
    if (live !== undefined && (await this.editions.reached(live, head, registration_wait_ms))) return;
    const detail =
      'The read models are behind the log, so it cannot be told yet whether all places and actors are registered.';
    throw new Rejected('unconfirmed', `${detail} Sending the same again is safe.`);
  }
}

/** The zones found and the references that were not. */
interface Found {
  readonly zones: ReadonlyMap<PlaceId, TimeZone>;
  readonly places: readonly NamedReference<PlaceId>[];
  readonly actors: readonly NamedReference<ActorId>[];
}

async function lookIn(
  scope: EditionScope,
  places: readonly NamedReference<PlaceId>[],
  actors: readonly NamedReference<ActorId>[],
): Promise<Found> {
  const known = places.length === 0 ? new Map<string, never>() : await placesNamed(scope, distinct(places));
  const registered = actors.length === 0 ? new Set<string>() : await actorsNamed(scope, distinct(actors));
  return {
    zones: new Map([...known].map(([id, { timeZone }]) => [id, timeZone])),
    places: places.filter(({ id }) => !known.has(id)),
    actors: actors.filter(({ id }) => !registered.has(id)),
  };
}

const distinct = (references: readonly { readonly id: string }[]): string[] => [
  ...new Set(references.map(({ id }) => id)),
];

async function unknown(scope: EditionScope, { places, actors }: Found): Promise<readonly Violation[]> {
  const placeIds = places.length === 0 ? [] : await registeredIds(scope, 'place');
  const actorIds = actors.length === 0 ? [] : await registeredIds(scope, 'actor');
  return [
    ...places.map(({ pointer, id }) => violation('place', pointer, id, placeIds)),
    ...actors.map(({ pointer, id }) => violation('actor', pointer, id, actorIds)),
  ];
}

const violation = (kind: 'place' | 'actor', pointer: string, id: string, registered: readonly string[]): Violation => ({
  pointer,
  code: `unknown_${kind}`,
  detail: `${adviceOnUnknown(kind, id, registered)} Register it with POST /v1/${kind}s first.`,
});
