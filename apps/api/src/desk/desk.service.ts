import { Inject, Injectable } from '@nestjs/common';
import { type DeskParty, type DeskSettings, most_parties } from '#platform';
import {
  actorsCalled,
  countsMostReported,
  coverage,
  type EditionScope,
  languagesOfNames,
  placesHeldBy,
  placesNamed,
  reportedBounds,
} from '#projections/queries';
import { type ActorId, type Day, localDay, measureNames, partyLetters, type TimeZone } from '#situation';
import { DESK_SETTINGS, DESK_TIME_ZONE } from '../api-parts.js';
import { EditionQueryDto } from '../reading/as-of-query.dto.js';
import { sidesIn } from '../reading/heard-claims.js';
import { addressOf } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import { addNote } from '../reading/snapshot.interceptor.js';
import type { DeskDto, PartyDto, PinDto } from './desk.dto.js';

const pins_by_default = 3;
const most_sides = 100;

/** Returns what a page must know before it asks its first question. */
@Injectable()
export class DeskService {
  constructor(
    private readonly questions: Questions,
    @Inject(DESK_TIME_ZONE) private readonly zone: TimeZone,
    @Inject(DESK_SETTINGS) private readonly settings: DeskSettings,
  ) {}

  async describe(asked: EditionQueryDto): Promise<DeskDto> {
    const { scope, edition, position, agedAfterDays, knownAtMs } = await this.questions.openKnown(asked);
    const { firstDay, lastDay, firstKnownMs, lastKnownMs } = await coverage(scope);
    const [firstKnown, lastKnown] = [firstKnownMs, lastKnownMs].map((ms) => ms && localDay(ms, this.zone)) as [
      Day | null,
      Day | null,
    ];
    const last = lastDay !== null && lastKnown !== null && lastDay > lastKnown ? lastKnown : lastDay;
    const { languages, startView, styleUrl = null } = this.settings;
    return {
      zone: this.zone,
      languages: languages ?? (await languagesOfNames(scope)),
      firstDay,
      lastDay: last,
      firstKnown,
      lastKnown,
      startView: { bounds: startView ?? (await reportedBounds(scope)) },
      parties: await this.parties(scope, last ?? localDay(knownAtMs, this.zone)),
      pins: await this.pins(scope),
      agedAfterDays,
      styleUrl,
      edition,
      position,
      links: [{ rel: 'self', href: addressOf('/v1/desk', { edition: asked.edition }) }],
    };
  }

  private async parties(scope: EditionScope, day: Day): Promise<readonly PartyDto[]> {
    const frequent = await sidesByPlaces(scope, day);
    const chosen = this.settings.parties ?? frequent.slice(0, most_parties).map((id): DeskParty => ({ id }));
    const others = frequent.filter((id) => chosen.every((party) => party.id !== id));
    const called = await actorsCalled(scope, [...chosen.map(({ id }) => id), ...others]);
    for (const { id } of chosen)
      if (!called.has(id)) addNote(`SITREP_PARTIES names ${id}, and no actor is registered under this id.`);
    const shown = [...chosen.map(({ id }) => id), ...others].flatMap((id) => called.get(id) ?? []).slice(0, most_sides);
    const set = new Map(chosen.map((party, index) => [party.id, { ...party, colour: `p${index + 1}` }]));
    const letters = partyLetters(shown);
    return shown.map(({ id, name }) => ({
      id,
      name,
      letters: set.get(id)?.letters ?? letters.get(id) ?? id,
      colour: set.get(id)?.colour ?? null,
    }));
  }

  private async pins(scope: EditionScope): Promise<readonly PinDto[]> {
    const { pins } = this.settings;
    if (pins === undefined)
      return (await countsMostReported(scope, pins_by_default)).map((pin) => ({ ...pin, place: null }));
    const registered = await placesNamed(
      scope,
      pins.flatMap(({ place }) => place ?? []),
    );
    return pins.flatMap(({ measure, group = null, place = null }) => {
      if (place !== null && !registered.has(place))
        addNote(`SITREP_PINS names ${place}, and no place is registered under this id.`);
      else if (!measureNames.some((name) => name === measure))
        addNote(`SITREP_PINS names ${measure}, and no measure is called so; there are: ${measureNames.join(', ')}.`);
      else return { measure, group, place };
      return [];
    });
  }
}

/** The sides that hold places, those of the most places first. */
async function sidesByPlaces(scope: EditionScope, day: Day): Promise<readonly ActorId[]> {
  const sides = await sidesIn(scope);
  const held = new Map<ActorId, number>();
  for (const [holder, places] of await placesHeldBy(scope))
    for (const side of sides.of(holder, day)) held.set(side, (held.get(side) ?? 0) + places);
  return [...held].sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1)).map(([side]) => side);
}
