import { Injectable } from '@nestjs/common';
import {
  type ConditionItem,
  type ControlItem,
  type EditionScope,
  externalIdsOf,
  placeParents,
  placesNamed,
  reportPage,
  routesOf,
} from '#projections/queries';
import {
  exitsOf,
  exitWords,
  isolationReason,
  isolationVerdict,
  isolationWords,
  judgeExit,
  localDay,
  type PlaceId,
  type Route,
  speakersOf,
} from '#situation';
import { conditionsUnder } from '../conditions/condition-reading.js';
import { controlUnder } from '../control/control-reading.js';
import type { Hearing } from '../reading/heard-claims.js';
import { addressOf } from '../reading/page.js';
import { greatest_limit } from '../reading/query-field.decorators.js';
import { type Question, Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import type { EncirclementClaimDto, ExitDto, IsolationDto } from './isolation-answer.dto.js';
import type { AsOfQueryDto } from '../reading/as-of-query.dto.js';

type Clocks = Pick<Question, 'validAt' | 'knownAtMs'>;

/** Answers whether a place is cut off, and sets beside it what sources claim. */
@Injectable()
export class IsolationService {
  constructor(private readonly questions: Questions) {}

  async of(placeId: PlaceId, asked: AsOfQueryDto): Promise<IsolationDto> {
    const question = await this.questions.open(asked);
    const { scope, position, policyName: policy, echo } = question;
    await requireRegistered(scope, 'place', 'place', placeId);
    const { place, ...control } = await controlOf(question, placeId);
    const routes = exitsOf(placeId, await routesOf(scope), await placeParents(scope));
    const exits = await exitsWith(question, routes, control.holders);
    const remaining = exits.map(({ remains }) => remains);
    const because = isolationWords[isolationReason(remaining)];
    const href = addressOf(`/v1/isolation/${placeId}`, { ...echo, policy, edition: asked.edition });
    return {
      ...{ place, control, verdict: isolationVerdict(remaining), because, exits },
      claims: await claimsAbout(scope, placeId, question),
      ...{ ...echo, policy, position, links: [{ rel: 'self', href }] },
    };
  }
}

async function controlOf(hearing: Hearing, place: PlaceId): Promise<ControlItem> {
  const [item] = await controlUnder(hearing, { place, limit: 1 });
  if (item === undefined) throw new Error(`the place ${place} is registered and yet has no control`);
  return item;
}

async function exitsWith(
  hearing: Hearing,
  routes: readonly Route[],
  holders: readonly string[],
): Promise<readonly ExitDto[]> {
  const places = routes.map(({ id }) => id);
  const conditions = await conditionsUnder(hearing, { places, limit: Math.max(1, places.length) });
  const held = await Promise.all(places.map((place) => controlOf(hearing, place)));
  const connected = new Map(routes.map(({ id, connects }) => [id, connects]));
  const control = new Map(held.map(({ place, ...holding }) => [place.id, holding]));
  return conditions.flatMap(({ place, passage, integrity }: ConditionItem) => {
    const holding = control.get(place.id);
    if (passage === null || holding === undefined) return [];
    const { remains, reason } = judgeExit({ passage, integrity }, holders);
    const connects = connected.get(place.id) ?? [];
    const because = exitWords[reason];
    return [{ route: place, connects, passage, integrity, control: holding, remains, reason, because }];
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
  return reports.map(
    ({ id, externalId = null, summary, occurred, reportedAt, source, actors, grade, contradicts }) => ({
      report: { id, externalId },
      ...{ summary, occurred, reportedAt, outlet: source.outlet, chain: source.chain },
      ...{ speakers: speakersOf({ source, actors, reportedAt }), grade },
      contradicts: contradicted(id, contradicts).map((other) => ({ id: other, externalId: numberOf(other) })),
    }),
  );
}
