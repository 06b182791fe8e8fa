import { Injectable } from '@nestjs/common';
import { placesMoving } from '#read-models/queries';
import { isMoment, type Moment, type PlaceId } from '#situation';
import { actorsIn } from '../control/held-now.js';
import { Rejected } from '../http/rejected.js';
import { withoutUndefined } from '../http/without-undefined.js';
import { isStored } from '../reading/heard-claims.js';
import { namesOf } from '../reading/names.dto.js';
import { addressOf } from '../reading/page.js';
import { placeFilterOf } from '../reading/place-filter.js';
import { type Question, Questions } from '../reading/questions.service.js';
import type { MapDto, MapItemDto } from './map-answer.dto.js';
import type { MapQueryDto } from './map-query.dto.js';
import { type MapRead, type PlacesOnMap, readMap } from './map-reading.js';

/** Returns all that is known of all places at one moment. */
@Injectable()
export class MapService {
  constructor(private readonly questions: Questions) {}

  async read(asked: MapQueryDto): Promise<MapDto> {
    const { within, bbox, kind, status, since, edition } = asked;
    const question = await this.questions.open(asked);
    const { scope, position, policyName: policy, echo } = question;
    const where = withoutUndefined<PlacesOnMap>({ ...(await placeFilterOf(scope, asked)), kinds: kind });
    const parameters = { ...echo, within, bbox, kind: kind?.join(), status: status?.join(), since, policy, edition };
    const links = [{ rel: 'self', href: addressOf('/v1/map', parameters) } as const];
    if (since === undefined) {
      const now = ofStatus(await readMap(question, where), status);
      return { ...now, names: await this.names(scope, now), ...echo, policy, position, links };
    }
    const compared = await this.questions.open({ ...asked, ...momentsOf(since) });
    const moving = await placesCompared(question, compared, where);
    const [then, whole] = [await readMap(compared, moving), await readMap(question, moving)];
    const isIn = new Set(ofStatus(whole, status).items.map(({ place }) => place.id));
    const differing = difference(ofStatus(then, status), whole, isIn);
    const names = await this.names(scope, differing);
    return { ...differing, names, since: compared.echo, ...echo, policy, position, links };
  }

  private names(scope: Parameters<typeof namesOf>[0], { items }: MapRead): ReturnType<typeof namesOf> {
    return namesOf(
      scope,
      items.flatMap(({ control, conditions }) => [
        ...(control === null ? [] : actorsIn(control)),
        ...conditions.flatMap(({ closedTo, closedBy }) => [...closedTo, ...closedBy]),
      ]),
    );
  }
}

/** Of more places than this all are read: that costs less than to look each of them up. */
const most_looked_up = 2_000;

/** The places that two moments can differ in: all where answers are resolved anew. */
async function placesCompared(one: Question, other: Question, where: PlacesOnMap): Promise<PlacesOnMap> {
  if (!isStored(one)) return where;
  const places = await placesMoving(one.scope, { ...where, agedAfterDays: one.agedAfterDays }, [one, other]);
  return places.length > most_looked_up ? where : { ...where, places };
}

function ofStatus(map: MapRead, statuses: readonly string[] | undefined): MapRead {
  if (statuses === undefined) return map;
  return {
    items: map.items.filter(({ control }) => statuses.includes(control?.status ?? 'unknown')),
    unknown: statuses.includes('unknown') ? map.unknown : [],
  };
}

/**
 * The items of a map that an earlier one does not have just so, and the places of which nothing is known any more. Of two
 * narrowed down by status these are the items that are in either.
 */
function difference(then: MapRead, now: MapRead, isIn: ReadonlySet<PlaceId>): MapRead {
  const known = new Map(then.items.map((item) => [item.place.id, comparable(item)]));
  return {
    items: now.items.filter((item) => {
      const earlier = known.get(item.place.id);
      return (earlier !== undefined || isIn.has(item.place.id)) && earlier !== comparable(item);
    }),
    unknown: now.unknown.filter((place) => known.has(place)),
  };
}

const comparable = ({ control, conditions }: MapItemDto): string =>
  JSON.stringify([control && { ...control, evidenceAgeDays: null }, conditions]);

/** @throws {Rejected} `malformed` unless both are moments. */
function momentsOf(since: string): { readonly validAt: Moment; readonly knownAt: Moment } {
  const [validAt = '', knownAt = ''] = since.split(',');
  if (isMoment(validAt) && isMoment(knownAt)) return { validAt, knownAt };
  const detail = `since is ${since}: send two days or instants with a comma between, such as 2017-03-07,2017-03-09.`;
  throw new Rejected('malformed', detail, [{ parameter: 'since', code: 'not_a_moment', detail }]);
}
