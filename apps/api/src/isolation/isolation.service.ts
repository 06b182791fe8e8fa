import { Injectable } from '@nestjs/common';
import {
  type ConditionItem,
  conditionItems,
  type ControlItem,
  controlItems,
  type EditionScope,
  externalIdsOf,
  placeParents,
  placesNamed,
  reportPage,
  routesOf,
} from '#projections/queries';
import { exitRemains, exitsOf, isolationVerdict, localDay, type PlaceId, type Route } from '#situation';
import { addressOf } from '../reading/page.js';
import { greatest_limit } from '../reading/query-field.decorators.js';
import { type Question, Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import type { EncirclementClaimDto, ExitDto, IsolationDto } from './isolation-answer.dto.js';
import type { IsolationQueryDto } from './isolation-query.dto.js';

type Clocks = Pick<Question, 'validAt' | 'knownAtMs'>;

/** Answers whether a place is cut off, and sets beside it what sources claim. */
@Injectable()
export class IsolationService {
  constructor(private readonly questions: Questions) {}

  async of(placeId: PlaceId, asked: IsolationQueryDto): Promise<IsolationDto> {
    const { scope, position, validAt, knownAtMs, echo } = await this.questions.open(asked);
    await requireRegistered(scope, 'place', 'place', placeId);
    const clocks = { validAt, knownAtMs };
    const { place, ...control } = await controlOf(scope, placeId, clocks);
    const routes = exitsOf(placeId, await routesOf(scope), await placeParents(scope));
    const exits = await exitsWith(scope, routes, control.holders, clocks);
    const href = addressOf(`/v1/isolation/${placeId}`, { ...echo, edition: asked.edition });
    return {
      ...{ place, control, verdict: isolationVerdict(exits.map(({ remains }) => remains)), exits },
      claims: await claimsAbout(scope, placeId, clocks),
      ...{ ...echo, position, links: [{ rel: 'self', href }] },
    };
  }
}

async function controlOf(scope: EditionScope, place: PlaceId, clocks: Clocks): Promise<ControlItem> {
  const [item] = await controlItems(scope, { ...clocks, place, limit: 1 });
  if (item === undefined) throw new Error(`the place ${place} is registered and yet has no control`);
  return item;
}

async function exitsWith(
  scope: EditionScope,
  routes: readonly Route[],
  holders: readonly string[],
  clocks: Clocks,
): Promise<readonly ExitDto[]> {
  const places = routes.map(({ id }) => id);
  const conditions = await conditionItems(scope, { ...clocks, places, limit: Math.max(1, places.length) });
  const held = await Promise.all(places.map((place) => controlOf(scope, place, clocks)));
  const connected = new Map(routes.map(({ id, connects }) => [id, connects]));
  const control = new Map(held.map(({ place, ...holding }) => [place.id, holding]));
  return conditions.flatMap(({ place, passage, integrity }: ConditionItem) => {
    const holding = control.get(place.id);
    if (passage === null || holding === undefined) return [];
    const remains = exitRemains({ passage, integrity }, holders);
    const connects = connected.get(place.id) ?? [];
    return [{ route: place, connects, passage, integrity, control: holding, remains }];
  });
}

/** Reports of encirclement that name the place, known by then, of what had begun by then. */
async function claimsAbout(
  scope: EditionScope,
  place: PlaceId,
  { validAt, knownAtMs }: Clocks,
): Promise<readonly EncirclementClaimDto[]> {
  const zone = (await placesNamed(scope, [place])).get(place)?.timeZone ?? 'UTC';
  const to = 'day' in validAt ? validAt.day : localDay(validAt.instantMs, zone);
  const views = await reportPage(scope, { type: 'encirclement', place, knownAtMs, to, limit: greatest_limit });
  const reports = views.map(({ report }) => report);
  const contradicted = (id: string, listed: readonly string[]): readonly string[] => [
    ...new Set([...listed, ...reports.filter(({ contradicts }) => contradicts.includes(id)).map((other) => other.id)]),
  ];
  const numbers = await externalIdsOf(
    scope,
    reports.flatMap(({ contradicts }) => contradicts),
    knownAtMs,
  );
  const numberOf = (id: string): string | null =>
    numbers.get(id) ?? reports.find((report) => report.id === id)?.externalId ?? null;
  return reports.map(({ id, externalId = null, summary, occurred, reportedAt, source, grade, contradicts }) => ({
    report: { id, externalId },
    ...{ summary, occurred, reportedAt, outlet: source.outlet, chain: source.chain, grade },
    contradicts: contradicted(id, contradicts).map((other) => ({ id: other, externalId: numberOf(other) })),
  }));
}
