import { Injectable } from '@nestjs/common';
import { actorAncestors, externalIdsOf, placeParents, type EditionScope } from '#projections/queries';
import {
  additionsTo,
  answerOf,
  type Day,
  explainTally,
  figureGroups,
  incidentsShown,
  itemsNamed,
  type Named,
  type PlaceId,
  type TallyQuestion,
  toInstant,
} from '#situation';
import { areaTest } from '../reading/area-test.js';
import type { Page } from '../reading/envelope.dto.js';
import { pageOf } from '../reading/page.js';
import { type Question, Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import { type ActorParts, actorParts, noParts } from './actor-parts.js';
import { reportsNamed, tallyAnswer, type TallyItemDto, type TallyPartsDto } from './tally-answer.dto.js';
import { reportsExplained, tallyExplanation, type TallyExplanationDto } from './tally-explanation.dto.js';
import { type ExplanationCursor, explanationPage, linksTo, readCursor } from './explanation-page.js';
import type { TallyExplanationQueryDto, TallyQueryDto } from './tally-query.dto.js';
import { requireAnswerable, requireApart } from './tally-query.rules.js';
import { cursorOf, rowsOfPage } from './tally-rows.js';
import { type CountsAsked, countsUnder, type IsWithin } from './tally-reading.js';

/** A page of tallies, and which parts have figures where an exact question finds none. */
export interface TallyPage<Item> extends Page<Item>, TallyPartsDto {}

/** Answers how many, and why so many. */
@Injectable()
export class TalliesService {
  constructor(private readonly questions: Questions) {}

  async list(asked: TallyQueryDto): Promise<TallyPage<TallyItemDto>> {
    const { rows, question, parameters, beside } = await this.reckon(asked);
    const { limit, after } = asked;
    const { items, links } = pageOf(rows, { path: '/v1/tallies', parameters, limit, after }, cursorOf);
    const answers = items.map(({ bucket, reckoning }) => ({ bucket, answer: answerOf(reckoning) }));
    const named = reportsNamed(answers.map(({ answer }) => answer));
    const externalIds = await externalIdsOf(question.scope, named, question.knownAtMs);
    return {
      items: answers.map(({ bucket, answer }) => tallyAnswer(bucket, answer, externalIds)),
      ...{ knownAt: question.echo.knownAt, policy: question.policyName, position: question.position, links },
      ...beside,
    };
  }

  async explain(asked: TallyExplanationQueryDto): Promise<TallyPage<TallyExplanationDto>> {
    const start = asked.after === undefined ? undefined : readCursor(asked.after);
    const { rows, counts, question, parameters, beside } = await this.reckon(asked, start);
    const { limit, after, entries } = asked;
    const page = explanationPage(rows, { limit, entries, start });
    const incidents = page.rows.flatMap(({ reckoning, shown }) => incidentsShown(reckoning, shown));
    const figuresOf = await counts.figuresOf([...new Set(incidents)]);
    const explained = page.rows.map(({ bucket, reckoning, shown, total }) => ({
      ...{ bucket, shown, total },
      explanation: explainTally(reckoning, figuresOf, shown),
    }));
    const named = reportsExplained(explained.map(({ explanation }) => explanation));
    const externalIds = await externalIdsOf(question.scope, named, question.knownAtMs);
    const request = { path: '/v1/tallies/explanation', parameters: { ...parameters, entries }, limit, after };
    return {
      items: explained.map((one) => tallyExplanation(one, externalIds)),
      ...{ knownAt: question.echo.knownAt, policy: question.policyName, position: question.position },
      links: linksTo(request, page.next),
      ...beside,
    };
  }

  /** The rows of a page, and one more where there is one. */
  private async reckon(asked: TallyQueryDto, start?: ExplanationCursor) {
    requireAnswerable(asked);
    const question = await this.questions.open(asked);
    await requireNames(question.scope, asked);
    const { measure, group, sumGroups, sumMeasures, by, role, limit, edition, exact } = asked;
    const { from, to, place, within, actor, incident, interval } = asked;
    const isWithin = areaTest(await placeParents(question.scope));
    const parts = await partsOfNamed(question.scope, asked);
    const counts = await countsUnder(question, countsAsked(asked, parts), isWithin);
    const items = itemsNamed(counts.items, namedIn(asked, parts, question.knownAtMs));
    const isPlaceAsked = (at: PlaceId): boolean =>
      (place === undefined || at === place) && (within === undefined || isWithin(at, within));
    const reckoning = {
      ...{ window: windowOf(asked), interval, isWithin, measures: measure },
      ...(within === undefined ? {} : { area: within }),
      ...(place === undefined && within === undefined ? {} : { isPlaceAsked }),
    };
    const sums = {
      ...(sumGroups === 'true' && group !== undefined ? { groups: group } : {}),
      ...(sumMeasures === 'true' ? { measures: measure } : {}),
    };
    const rows = rowsOfPage(items, {
      ...{ question: reckoning, asked, sums, isPlaceAsked, most: limit + 1 },
      ...{ after: start?.row ?? asked.after, isIncluded: start?.first !== undefined },
    });
    const { knownAt } = question.echo;
    const parameters = {
      ...{ measure: measure.join(), group: group?.join(), place, within, actor, role, incident, from, to, knownAt },
      ...{ interval, by, policy: question.policyName, edition },
      ...(sumGroups === 'true' ? { sumGroups } : {}),
      ...(exact === 'true' ? { exact } : {}),
      ...(sumMeasures === 'true' ? { sumMeasures } : {}),
    };
    const beside = rows.length > 0 ? {} : await this.partsWithFigures(question, asked, isWithin);
    return { rows, counts, question, parameters, beside };
  }

  /** Where an exact question finds nothing of whom it names: the parts of which it would. */
  private async partsWithFigures(question: Question, asked: TallyQueryDto, isWithin: IsWithin): Promise<TallyPartsDto> {
    const { exact, group = [], actor } = asked;
    if (exact === 'false' || (group.length === 0 && actor === undefined)) return {};
    const parts = await actorParts(question.scope);
    const { items } = await countsUnder(question, countsAsked(asked, parts), isWithin);
    const found = itemsNamed(items, namedIn(asked, parts, question.knownAtMs)).filter(
      ({ countedAs }) => countedAs === undefined,
    );
    const names = found.flatMap((item) => [...(group.length > 0 ? [item.group] : []), ...(item.through ?? [])]);
    return { partsHaveFigures: [...new Set(names)].filter((name) => !group.includes(name)).sort() };
  }
}

/** The parts of actors, where the question takes any for its parts. */
const partsOfNamed = async (scope: EditionScope, { exact, group, actor }: TallyQueryDto): Promise<ActorParts> =>
  exact === 'true' || (group === undefined && actor === undefined) ? noParts : actorParts(scope);

const namedIn = ({ group, actor, role }: TallyQueryDto, { partsOf }: ActorParts, knownAtMs: number): Named => ({
  partsOf,
  today: toInstant(knownAtMs).slice(0, 10) as Day,
  ...(group === undefined ? {} : { groups: group }),
  ...(actor === undefined ? {} : { actor }),
  ...(role === undefined ? {} : { role }),
});

/** What adds to a state is read with it, so that a derived one can be given. */
function countsAsked(asked: TallyQueryDto, { ever }: ActorParts): CountsAsked {
  const { measure, group, place, within, actor, role, incident } = asked;
  return {
    measures: [...measure, ...measure.flatMap((one) => additionsTo[one] ?? [])],
    ...(group === undefined ? {} : { groups: [...new Set(group.flatMap((name) => [...ever(name)]))] }),
    ...(place === undefined ? {} : { place }),
    ...(within === undefined ? {} : { within }),
    ...(actor === undefined ? {} : { actors: [...ever(actor)] }),
    ...(role === undefined ? {} : { role }),
    ...(incident === undefined ? {} : { incident }),
    window: windowOf(asked),
    withoutActors: actor === undefined && asked.by !== 'actor',
  };
}

const windowOf = ({ from, to }: TallyQueryDto): TallyQuestion['window'] => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

async function requireNames(scope: EditionScope, { place, within, actor, group, sumGroups }: TallyQueryDto) {
  await requireRegistered(scope, 'place', 'place', place);
  await requireRegistered(scope, 'place', 'within', within);
  await requireRegistered(scope, 'actor', 'actor', actor);
  const actors = (group ?? []).filter((name) => !(figureGroups as readonly string[]).includes(name));
  for (const name of actors) await requireRegistered(scope, 'actor', 'group', name);
  if (sumGroups === 'true') requireApart(actors, await actorAncestors(scope, actors));
}
