import { Injectable } from '@nestjs/common';
import { inGroups } from '#editions';
import { Clock } from '#platform';
import { type EditionScope, nearestLocated, type PlacePage, placePage, placeParents } from '#read-models/queries';
import { type ExitsComplete, type Place, type PlaceId, toInstant } from '#situation';
import { Rejected } from '../http/rejected.js';
import { withoutUndefined } from '../http/without-undefined.js';
import { WritingBounds } from '../access/writing-bounds.service.js';
import { Acceptance, type Sending } from '../intake/acceptance.service.js';
import type { Accepted } from '../intake/accepted.interceptor.js';
import { canonicalNames } from '../intake/local-name.dto.js';
import { listed, rejectInvalid } from '../intake/body.rules.js';
import { recorded } from '../intake/recorded.dto.js';
import { Registry, isRepeated } from '../intake/registry.service.js';
import type { EditionQueryDto } from '../reading/as-of-query.dto.js';
import type { Page } from '../reading/envelope.dto.js';
import { gazetteerCursor, type SearchAsked, searchOf } from '../reading/name-search.js';
import { addressOf, pageOf } from '../reading/page.js';
import { placeFilterOf, type PlacesAsked } from '../reading/place-filter.js';
import { Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import type { PlaceAnswerDto, PlaceDto, PlaceQueryDto, RecordedPlaceDto } from './place.dto.js';
import { locationViolations, type PlaceAround } from './location.rules.js';
import { depthViolations } from './place-depth.rules.js';
import { placeViolations } from './place.rules.js';

const registered_at_once = 1_000;

/** Registers and lists places. */
@Injectable()
export class PlacesService {
  /** Registrations of one moment share one reading of all parents. */
  private readonly parentsIn = inGroups(registered_at_once, async (scopes: readonly EditionScope[]) => {
    const parents = await placeParents(scopes.at(-1)!);
    return scopes.map(() => parents);
  });

  constructor(
    private readonly registry: Registry,
    private readonly acceptance: Acceptance,
    private readonly questions: Questions,
    private readonly bounds: WritingBounds,
    private readonly clock: Clock,
  ) {}

  async register(sent: PlaceDto, sending: Sending): Promise<Accepted<RecordedPlaceDto>> {
    this.bounds.requireNames(sending.principal);
    const named = [
      ...(sent.parent === undefined ? [] : [{ pointer: '/parent', id: sent.parent }]),
      ...listed(sent.connects, 'connects'),
    ];
    // What waits for the live edition comes first, so that the parents are read after it.
    const { scope, violations } = await this.registry.lookInEdition(sent.id, { places: named });
    const nowMs = this.clock.nowMs();
    const parents = await this.parentsIn(scope);
    const [current] = await placePage(scope, { id: sent.id, limit: 1 });
    const misplaced = isMoved(sent, current?.entry)
      ? locationViolations(sent, await placeAround(scope, sent, parents))
      : [];
    const tooDeep = sent.parent === current?.entry.parent ? [] : depthViolations(sent, parents);
    rejectInvalid([...placeViolations(sent, parents, nowMs), ...tooDeep, ...misplaced, ...violations]);
    if (isRepeated(current?.entry, (registeredMs) => canonicalPlace(sent, registeredMs)))
      return { body: { id: sent.id, alreadyRecorded: true } };
    const place = canonicalPlace(sent, nowMs);
    const recording = await this.acceptance.accept({ kind: 'place_registered', data: place }, sending, '');
    this.registry.notePlace(place, recording.coordinates);
    return { eventId: recording.eventId, body: { id: place.id, ...recorded(recording) } };
  }

  async list(asked: PlaceQueryDto): Promise<Page<Place>> {
    const { edition, snapshot, limit, q, kind: kinds, near, parent, after, within, bbox } = asked;
    const { scope, position } = await this.questions.openEdition({
      edition,
      ...(snapshot === undefined ? {} : { snapshot }),
    });
    await requireRegistered(scope, 'place', 'parent', parent);
    const point = pointOf(asked);
    const page = {
      ...withoutUndefined<Pick<PlacePage, 'kinds' | 'parent' | 'near'>>({ kinds, parent, near: point }),
      ...searchOf(withoutUndefined<SearchAsked>({ q, after })),
      ...(await placeFilterOf(scope, withoutUndefined<PlacesAsked>({ within, bbox }))),
      limit: limit + 1,
    };
    const parameters = { q, kind: kinds?.join(), near, parent, within, bbox, edition };
    const found = await placePage(scope, page);
    // How near something is is no place to go on from.
    const shown = point === undefined ? found : found.slice(0, limit);
    const { items, links } = pageOf(shown, { path: '/v1/places', parameters, limit, after }, gazetteerCursor);
    return { items: items.map(({ entry }) => entry), position, links };
  }

  /** @throws {Rejected} `not_found` with the nearest ids. */
  async one(id: PlaceId, asked: EditionQueryDto): Promise<PlaceAnswerDto> {
    const { scope, position } = await this.questions.openEdition(asked);
    await requireRegistered(scope, 'place', 'id', id);
    const [found] = await placePage(scope, { id, limit: 1 });
    if (found === undefined) throw new Error(`the place ${id} is registered and yet is not in the gazetteer`);
    const href = addressOf(`/v1/places/${id}`, { edition: asked.edition });
    return { ...found.entry, position, links: [{ rel: 'self', href }] };
  }
}

/** @throws {Rejected} `malformed` when the point is nowhere, or a page is to go on from it. */
function pointOf({ near, after }: Pick<PlaceQueryDto, 'near' | 'after'>): PlacePage['near'] {
  if (near === undefined) return undefined;
  const [lon = Number.NaN, lat = Number.NaN] = near.split(',').map(Number);
  const refuse = (parameter: string, code: string, detail: string): Rejected =>
    new Rejected('malformed', detail, [{ parameter, code, detail }]);
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90)
    throw refuse(
      'near',
      'not_in_range',
      `near is ${near}: send a longitude from -180 to 180 and a latitude from -90 to 90.`,
    );
  if (after !== undefined)
    throw refuse('after', 'not_a_cursor', 'With near there are no further pages: ask for a higher limit.');
  return { lat, lon };
}

/** True unless the place is registered with these coordinates in this parent: what was taken once is taken again. */
const isMoved = ({ parent, location }: PlaceDto, current: Place | undefined): boolean =>
  current === undefined ||
  parent !== current.parent ||
  location?.lat !== current.location?.lat ||
  location?.lon !== current.location?.lon;

/** Returns the nearest place above this one that has a location. */
async function placeAround(
  scope: EditionScope,
  { id, parent }: PlaceDto,
  parents: ReadonlyMap<PlaceId, PlaceId>,
): Promise<PlaceAround | undefined> {
  const above = new Set<PlaceId>();
  for (let at = parent; at !== undefined && at !== id && !above.has(at); at = parents.get(at)) above.add(at);
  const found = above.size === 0 ? undefined : await nearestLocated(scope, [...above], id);
  if (found === undefined) return undefined;
  const { name, kind, lat, lon, precisionKm, farthestPartKm } = found;
  const reach = farthestPartKm === null ? {} : { farthestPartKm };
  return { name, kind, location: { lat, lon, precisionKm }, ...reach };
}

const canonicalPlace = (sent: PlaceDto, nowMs: number): Place =>
  withoutUndefined<Place>({
    id: sent.id,
    name: sent.name,
    aliases: sent.aliases ?? [],
    kind: sent.kind,
    parent: sent.parent,
    location: sent.location && {
      lat: sent.location.lat,
      lon: sent.location.lon,
      precisionKm: sent.location.precisionKm,
    },
    timeZone: sent.timeZone,
    note: sent.note,
    registeredAt: sent.registeredAt ?? toInstant(nowMs),
    connects: sent.connects,
    means: sent.means,
    exitsComplete:
      sent.exitsComplete &&
      withoutUndefined<ExitsComplete>({
        from: sent.exitsComplete.from,
        to: sent.exitsComplete.to,
        source: sent.exitsComplete.source,
      }),
    names: canonicalNames(sent.names),
  });
