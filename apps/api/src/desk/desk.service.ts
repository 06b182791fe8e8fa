import { Inject, Injectable } from '@nestjs/common';
import { Editions, numberedSides } from '#editions';
import { type DeskParty, type DeskSettings, most_parties } from '#platform';
import {
  actorsCalled,
  countsMostReported,
  coverage,
  type EditionScope,
  holdersSeen,
  languagesOfNames,
  placesNamed,
  reportedBounds,
} from '#read-models/queries';
import { type ActorId, type Day, localDay, measureNames, partyLetters, type TimeZone } from '#situation';
import { DESK_SETTINGS, DESK_TIME_ZONE } from '../api-parts.js';
import { EditionQueryDto } from '../reading/as-of-query.dto.js';
import { sidesIn } from '../reading/heard-claims.js';
import { addressOf } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import { addNote } from '../reading/snapshot.interceptor.js';
import type { DeskDto, PartyDto, PinDto } from './desk.dto.js';

const pins_by_default = 3;
/** The sides that a page knows, by a colour or by letters. */
const most_sides = 100;

/** Returns what a page must know before it asks its first question. */
@Injectable()
export class DeskService {
  constructor(
    private readonly questions: Questions,
    private readonly editions: Editions,
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
    const seen = await sidesSeen(scope, day);
    const numbered = await numberedSides(this.editions, seen);
    const configured = this.settings.parties;
    const known = [...new Set([...(configured ?? []).map(({ id }) => id), ...numbered, ...seen])];
    const called = await actorsCalled(scope, known);
    for (const { id } of configured ?? [])
      if (!called.has(id)) addNote(`SITREP_PARTIES names ${id}, and no actor is registered under this id.`);
    // Letters are given to all that are known, so that an edition with fewer sides has the same.
    const letters = partyLetters(known.flatMap((id) => called.get(id) ?? []));
    const coloured: readonly DeskParty[] = configured ?? numbered.slice(0, most_parties).map((id) => ({ id }));
    const own = new Map(coloured.map((party, index) => [party.id, { ...party, colour: `p${index + 1}` }]));
    const shown = new Set([...(configured ?? []).map(({ id }) => id), ...seen]);
    const parties = known.flatMap((id) => (shown.has(id) ? (called.get(id) ?? []) : []));
    return parties
      .slice(0, most_sides)
      .map(({ id, name }) => ({
        id,
        name,
        letters: own.get(id)?.letters ?? letters.get(id) ?? id,
        colour: own.get(id)?.colour ?? null,
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

/** The sides that were ever reported to hold a place, as on the day when that was first known and on this one, the first seen first. */
async function sidesSeen(scope: EditionScope, day: Day): Promise<readonly ActorId[]> {
  const sides = await sidesIn(scope);
  const holders = await holdersSeen(scope);
  const then = holders.flatMap(({ actor, day: seenOn }) => sides.of(actor, seenOn));
  return [...new Set([...then, ...holders.flatMap(({ actor }) => sides.of(actor, day))])];
}
