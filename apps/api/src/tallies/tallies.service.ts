import { Injectable } from '@nestjs/common';
import { actorAncestors, externalIdsOf, type EditionScope } from '#projections/queries';
import { answerOf, explainTally, figureGroups, incidentsShown } from '#situation';
import type { Page } from '../reading/envelope.dto.js';
import { pageOf } from '../reading/page.js';
import { type KnownQuestion, Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import { reportsNamed, tallyAnswer, type TallyItemDto, type TallyPartsDto } from './tally-answer.dto.js';
import { reportsExplained, tallyExplanation, type TallyExplanationDto } from './tally-explanation.dto.js';
import { type ExplanationCursor, explanationPage, linksTo, readCursor } from './explanation-page.js';
import type { TallyExplanationQueryDto, TallyQueryDto } from './tally-query.dto.js';
import { requireAnswerable, requireApart } from './tally-query.rules.js';
import { reckoningOf } from './tally-reckoning.js';
import { cursorOf } from './tally-rows.js';

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
      knownAt: question.echo.knownAt,
      policy: question.policyName,
      position: question.position,
      links,
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
      bucket,
      shown,
      total,
      explanation: explainTally(reckoning, figuresOf, shown),
    }));
    const named = reportsExplained(explained.map(({ explanation }) => explanation));
    const externalIds = await externalIdsOf(question.scope, named, question.knownAtMs);
    const request = { path: '/v1/tallies/explanation', parameters: { ...parameters, entries }, limit, after };
    return {
      items: explained.map((one) => tallyExplanation(one, externalIds)),
      knownAt: question.echo.knownAt,
      policy: question.policyName,
      position: question.position,
      links: linksTo(request, page.next),
      ...beside,
    };
  }

  /** The rows of a page, and one more where there is one. */
  private async reckon(asked: TallyQueryDto, start?: ExplanationCursor) {
    requireAnswerable(asked);
    const question = await this.questions.openKnown(asked);
    await requireNames(question.scope, asked);
    const page = { most: asked.limit + 1, after: start?.row ?? asked.after, isIncluded: start?.first !== undefined };
    const { rows, counts, beside } = await reckoningOf(question, asked, page);
    return { rows, counts, question, parameters: parametersOf(asked, question), beside };
  }
}

/** What a question comes to in the parameters of a link. */
function parametersOf(asked: TallyQueryDto, { echo, policyName: policy }: KnownQuestion) {
  const { measure, group, sumGroups, sumMeasures, by, role, edition, exact } = asked;
  const { from, to, place, within, actor, incident, interval } = asked;
  return {
    measure: measure.join(),
    group: group?.join(),
    place,
    within,
    actor,
    role,
    incident,
    from,
    to,
    knownAt: echo.knownAt,
    interval,
    by,
    policy,
    edition,
    ...(sumGroups === 'true' ? { sumGroups } : {}),
    ...(exact === 'true' ? { exact } : {}),
    ...(sumMeasures === 'true' ? { sumMeasures } : {}),
  };
}

async function requireNames(scope: EditionScope, { place, within, actor, group, sumGroups }: TallyQueryDto) {
  await requireRegistered(scope, 'place', 'place', place);
  await requireRegistered(scope, 'place', 'within', within);
  await requireRegistered(scope, 'actor', 'actor', actor);
  const actors = (group ?? []).filter((name) => !(figureGroups as readonly string[]).includes(name));
  for (const name of actors) await requireRegistered(scope, 'actor', 'group', name);
  if (sumGroups === 'true') requireApart(actors, await actorAncestors(scope, actors));
}
