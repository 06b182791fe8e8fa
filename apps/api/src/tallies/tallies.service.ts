import { Injectable } from '@nestjs/common';
import { actorAncestors, externalIdsOf, type EditionScope } from '#read-models/queries';
import { type ActorId, answerOf, explainTally, figureGroups, incidentsShown, type TallyAnswer } from '#situation';
import type { Page } from '../reading/envelope.dto.js';
import { keptAnswer } from '../reading/kept-answer.js';
import { type NamesDto, namesOf } from '../reading/names.dto.js';
import type { PageRequest } from '../reading/page.js';
import { type KnownQuestion, Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import { reportsNamed, tallyAnswer, type TallyItemDto, type TallyPartsDto } from './tally-answer.dto.js';
import { reportsExplained, tallyExplanation, type TallyExplanationDto } from './tally-explanation.dto.js';
import { explanationPage, linksTo, readCursor } from './explanation-page.js';
import type { TallyExplanationQueryDto, TallyQueryDto } from './tally-query.dto.js';
import { requireAnswerable, requireApart } from './tally-query.rules.js';
import { askedOf, reckoningOf } from './tally-reckoning.js';
import { cursorOf } from './tally-rows.js';

/** A page of tallies, and which parts have figures where an exact question finds none. */
export interface TallyPage<Item> extends Page<Item>, TallyPartsDto, NamesDto {}

/** Returns how many, and why so many. */
@Injectable()
export class TalliesService {
  constructor(private readonly questions: Questions) {}

  async list(asked: TallyQueryDto): Promise<TallyPage<TallyItemDto>> {
    const question = await this.open(asked);
    const page = await keptAnswer(
      question,
      ['tallies', askedOf(asked), asked.limit, asked.after],
      () => listPage(question, asked),
      ({ items }) => items.reduce((sum, { reports }) => sum + bytes_an_entry + reports.length * bytes_a_report, 0),
    );
    return pageOf(page, question, { path: '/v1/tallies', parameters: parametersOf(asked, question) }, asked);
  }

  async explain(asked: TallyExplanationQueryDto): Promise<TallyPage<TallyExplanationDto>> {
    const question = await this.open(asked);
    const { entries, limit, after } = asked;
    const page = await keptAnswer(
      question,
      ['tallies explained', askedOf(asked), entries, limit, after],
      () => explainedPage(question, asked),
      ({ items }) => items.reduce((sum, one) => sum + (one.entries.shown + 2) * bytes_an_entry, 0),
    );
    const parameters = { ...parametersOf(asked, question), entries };
    return pageOf(page, question, { path: '/v1/tallies/explanation', parameters }, asked);
  }

  private async open(asked: TallyQueryDto): Promise<KnownQuestion> {
    requireAnswerable(asked);
    const question = await this.questions.openKnown(asked);
    await requireNames(question.scope, asked);
    return question;
  }
}

/** About what an entry of an explanation takes in memory, and what the reference to a report does. */
const bytes_an_entry = 2_000;
const bytes_a_report = 150;

/** The items of a page, where the next one begins if there is one, and what is told beside them. */
interface ItemsPage<Item> extends TallyPartsDto, NamesDto {
  readonly items: readonly Item[];
  readonly next?: string;
}

async function listPage(question: KnownQuestion, asked: TallyQueryDto): Promise<ItemsPage<TallyItemDto>> {
  const { limit, after } = asked;
  const { rows, beside } = await reckoningOf(question, asked, { most: limit + 1, after, isIncluded: false });
  const answers = rows
    .slice(0, limit)
    .map((row) => ({ bucket: row.bucket, answer: answerOf(row.reckoning), cursor: cursorOf(row) }));
  const named = reportsNamed(answers.map(({ answer }) => answer));
  const externalIds = await externalIdsOf(question.scope, named, question.knownAtMs);
  const next = rows.length > limit ? answers.at(-1)?.cursor : undefined;
  return {
    items: answers.map(({ bucket, answer }) => tallyAnswer(bucket, answer, externalIds)),
    names: await namesOf(question.scope, actorsCounted(answers, asked)),
    ...(next === undefined ? {} : { next }),
    ...beside,
  };
}

async function explainedPage(
  question: KnownQuestion,
  asked: TallyExplanationQueryDto,
): Promise<ItemsPage<TallyExplanationDto>> {
  const { limit, after, entries } = asked;
  const start = after === undefined ? undefined : readCursor(after);
  const reached = { most: limit + 1, after: start?.row, isIncluded: start?.first !== undefined };
  const { rows, counts, beside } = await reckoningOf(question, asked, reached);
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
  const answered = explained.map(({ bucket, explanation: { answer } }) => ({ bucket, answer }));
  const externalIds = await externalIdsOf(question.scope, named, question.knownAtMs);
  return {
    items: explained.map((one) => tallyExplanation(one, externalIds)),
    names: await namesOf(question.scope, actorsCounted(answered, asked)),
    ...(page.next === undefined ? {} : { next: page.next }),
    ...beside,
  };
}

/** The groups of answers, what they were rolled up of, and the actors that have a bucket: those of them that are actors. */
const actorsCounted = (
  answers: readonly { readonly bucket: string | null; readonly answer: TallyAnswer }[],
  { by }: Pick<TallyQueryDto, 'by'>,
): readonly ActorId[] =>
  answers.flatMap(({ bucket, answer: { group, rolledUpOf = [] } }) => [
    ...group.split('+'),
    ...rolledUpOf,
    ...(by === 'actor' && bucket !== null ? [bucket] : []),
  ]);

function pageOf<Item>(
  { items, next, ...beside }: ItemsPage<Item>,
  { echo, policyName, position }: KnownQuestion,
  to: Pick<PageRequest, 'path' | 'parameters'>,
  { limit, after }: Pick<TallyQueryDto, 'limit' | 'after'>,
): TallyPage<Item> {
  const links = linksTo({ ...to, limit, after }, next);
  return { items, knownAt: echo.knownAt, policy: policyName, position, links, ...beside };
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
