import { Injectable } from '@nestjs/common';
import { actorAncestors, externalIdsOf, placeParents, type EditionScope } from '#projections/queries';
import {
  additionsTo,
  answerOf,
  type Bucket,
  explainTally,
  figureGroups,
  type Day,
  isTimeRollUp,
  itemsNamed,
  type Named,
  type PlaceId,
  reckonByName,
  reckonByTime,
  type Reckoning,
  reckonTallies,
  sumNamed,
  type TallyItem,
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
import type { TallyQueryDto } from './tally-query.dto.js';
import { requireAnswerable, requireApart, windowsAsked } from './tally-query.rules.js';
import { type CountsAsked, countsUnder, type IsWithin } from './tally-reading.js';

/** A reckoning and the bucket that it is of; null without a roll-up. */
interface Row {
  readonly bucket: string | null;
  readonly reckoning: Reckoning;
}

/** A page of tallies, and which parts have figures where an exact question finds none. */
export interface TallyPage<Item> extends Page<Item>, TallyPartsDto {}

/** Answers how many, and why so many. */
@Injectable()
export class TalliesService {
  constructor(private readonly questions: Questions) {}

  async list(asked: TallyQueryDto): Promise<TallyPage<TallyItemDto>> {
    const { rows, question, links, beside } = await this.reckon('/v1/tallies', asked);
    const answers = rows.map(({ bucket, reckoning }) => ({ bucket, answer: answerOf(reckoning) }));
    const named = reportsNamed(answers.map(({ answer }) => answer));
    const externalIds = await externalIdsOf(question.scope, named, question.knownAtMs);
    return {
      items: answers.map(({ bucket, answer }) => tallyAnswer(bucket, answer, externalIds)),
      ...{ knownAt: question.echo.knownAt, policy: question.policyName, position: question.position, links },
      ...beside,
    };
  }

  async explain(asked: TallyQueryDto): Promise<TallyPage<TallyExplanationDto>> {
    const { rows, counts, question, links, beside } = await this.reckon('/v1/tallies/explanation', asked);
    const incidents = [...new Set(rows.flatMap(({ reckoning }) => incidentsOf(reckoning)))];
    const figuresOf = await counts.figuresOf(incidents);
    const explained = rows.map(({ bucket, reckoning }) => ({
      bucket,
      explanation: explainTally(reckoning, figuresOf),
    }));
    const named = reportsExplained(explained.map(({ explanation }) => explanation));
    const externalIds = await externalIdsOf(question.scope, named, question.knownAtMs);
    return {
      items: explained.map(({ bucket, explanation }) => tallyExplanation(bucket, explanation, externalIds)),
      ...{ knownAt: question.echo.knownAt, policy: question.policyName, position: question.position, links },
      ...beside,
    };
  }

  private async reckon(path: string, asked: TallyQueryDto) {
    requireAnswerable(asked);
    const question = await this.questions.open(asked);
    await requireNames(question.scope, asked);
    const { measure, group, sumGroups, sumMeasures, by, role, limit, after, edition, exact } = asked;
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
    const rows = bucketsOf(items, reckoning, asked, isPlaceAsked)
      .flatMap(({ bucket, reckonings }) =>
        sumNamed(sums.groups === undefined ? reckonings : eachOnce(reckonings, sums.groups), sums).map((one): Row => ({
          bucket: bucket === whole_window ? null : bucket,
          reckoning: one,
        })),
      )
      .sort((a, b) => (cursorOf(a) < cursorOf(b) ? -1 : 1))
      .filter((row) => after === undefined || cursorOf(row) > after)
      .slice(0, limit + 1);
    const { knownAt } = question.echo;
    const parameters = {
      ...{ measure: measure.join(), group: group?.join(), place, within, actor, role, incident, from, to, knownAt },
      ...{ interval, by, policy: question.policyName, edition },
      ...(sumGroups === 'true' ? { sumGroups } : {}),
      ...(exact === 'true' ? { exact } : {}),
      ...(sumMeasures === 'true' ? { sumMeasures } : {}),
    };
    const page = pageOf(rows, { path, parameters, limit, after }, cursorOf);
    const beside = rows.length > 0 ? {} : await this.partsWithFigures(question, asked, isWithin);
    return { rows: page.items, links: page.links, counts, question, beside };
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

const whole_window = '';

const cursorOf = ({ bucket, reckoning: { measure, group, unit, rolledUpOf } }: Row): string =>
  [bucket ?? whole_window, measure, group, unit, rolledUpOf === undefined ? '' : 'rolled-up'].join('~');

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

/** One reckoning for each of these groups, measure and unit: with its parts where they have figures. */
const eachOnce = (all: readonly Reckoning[], groups: readonly string[]): readonly Reckoning[] =>
  all.filter(
    (one) =>
      groups.includes(one.group) &&
      (one.rolledUpOf !== undefined ||
        !all.some(
          (other) =>
            other.rolledUpOf !== undefined &&
            [other.measure, other.group, other.unit].join() === [one.measure, one.group, one.unit].join(),
        )),
  );

function bucketsOf(
  items: readonly TallyItem[],
  question: TallyQuestion,
  asked: TallyQueryDto,
  isPlaceAsked: (place: PlaceId) => boolean,
): readonly Bucket[] {
  const { by, role, actor } = asked;
  if (by === undefined) return [{ bucket: whole_window, reckonings: reckonTallies(items, question) }];
  if (isTimeRollUp(by)) return reckonByTime(items, question, windowsAsked(asked) ?? []);
  return reckonByName(items, question, by, {
    isPlaceAsked,
    ...(role === undefined ? {} : { role }),
    ...(actor === undefined ? {} : { actor }),
  });
}

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

const incidentsOf = ({ itemised, combined, derivation, listed, aside }: Reckoning): readonly string[] =>
  [
    ...[...itemised.parts, ...combined.parts, ...(derivation?.parts ?? []), ...aside].map(({ item }) => item),
    ...listed,
  ].map(({ incident }) => incident);
