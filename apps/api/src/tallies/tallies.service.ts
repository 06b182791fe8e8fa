import { Injectable } from '@nestjs/common';
import { actorAncestors, externalIdsOf, placeParents, type EditionScope } from '#projections/queries';
import {
  additionsTo,
  answerOf,
  type Bucket,
  explainTally,
  figureGroups,
  isTimeRollUp,
  type PlaceId,
  reckonByName,
  reckonByTime,
  type Reckoning,
  reckonTallies,
  sumNamed,
  type TallyItem,
  type TallyQuestion,
} from '#situation';
import { areaTest } from '../reading/area-test.js';
import type { Page } from '../reading/envelope.dto.js';
import { pageOf } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import { reportsNamed, tallyAnswer, type TallyItemDto } from './tally-answer.dto.js';
import { reportsExplained, tallyExplanation, type TallyExplanationDto } from './tally-explanation.dto.js';
import type { TallyQueryDto } from './tally-query.dto.js';
import { requireAnswerable, requireApart, windowsAsked } from './tally-query.rules.js';
import { type CountsAsked, countsUnder } from './tally-reading.js';

/** A reckoning and the bucket that it is of; null without a roll-up. */
interface Row {
  readonly bucket: string | null;
  readonly reckoning: Reckoning;
}

/** Answers how many, and why so many. */
@Injectable()
export class TalliesService {
  constructor(private readonly questions: Questions) {}

  async list(asked: TallyQueryDto): Promise<Page<TallyItemDto>> {
    const { rows, question, links } = await this.reckon('/v1/tallies', asked);
    const answers = rows.map(({ bucket, reckoning }) => ({ bucket, answer: answerOf(reckoning) }));
    const named = reportsNamed(answers.map(({ answer }) => answer));
    const externalIds = await externalIdsOf(question.scope, named, question.knownAtMs);
    return {
      items: answers.map(({ bucket, answer }) => tallyAnswer(bucket, answer, externalIds)),
      ...{ knownAt: question.echo.knownAt, policy: question.policyName, position: question.position, links },
    };
  }

  async explain(asked: TallyQueryDto): Promise<Page<TallyExplanationDto>> {
    const { rows, counts, question, links } = await this.reckon('/v1/tallies/explanation', asked);
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
    };
  }

  private async reckon(path: string, asked: TallyQueryDto) {
    requireAnswerable(asked);
    const question = await this.questions.open(asked);
    await requireNames(question.scope, asked);
    const { measure, group, sumGroups, sumMeasures, by, role, limit, after, edition } = asked;
    const { from, to, place, within, actor, incident, interval } = asked;
    const isWithin = areaTest(await placeParents(question.scope));
    const counts = await countsUnder(question, countsAsked(asked), isWithin);
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
    const rows = bucketsOf(counts.items, reckoning, asked, isPlaceAsked)
      .flatMap(({ bucket, reckonings }) =>
        sumNamed(reckonings, sums).map((one): Row => ({
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
      ...(sumMeasures === 'true' ? { sumMeasures } : {}),
    };
    const page = pageOf(rows, { path, parameters, limit, after }, cursorOf);
    return { rows: page.items, links: page.links, counts, question };
  }
}

const whole_window = '';

const cursorOf = ({ bucket, reckoning: { measure, group, unit } }: Row): string =>
  [bucket ?? whole_window, measure, group, unit].join('~');

function bucketsOf(
  items: readonly TallyItem[],
  question: TallyQuestion,
  asked: TallyQueryDto,
  isPlaceAsked: (place: PlaceId) => boolean,
): readonly Bucket[] {
  const { by, role } = asked;
  if (by === undefined) return [{ bucket: whole_window, reckonings: reckonTallies(items, question) }];
  if (isTimeRollUp(by)) return reckonByTime(items, question, windowsAsked(asked) ?? []);
  return reckonByName(items, question, by, { isPlaceAsked, ...(role === undefined ? {} : { role }) });
}

/** What adds to a state is read with it, so that a derived one can be given. */
function countsAsked(asked: TallyQueryDto): CountsAsked {
  const { measure, group, place, within, actor, role, incident } = asked;
  return {
    measures: [...measure, ...measure.flatMap((one) => additionsTo[one] ?? [])],
    ...(group === undefined ? {} : { groups: group }),
    ...(place === undefined ? {} : { place }),
    ...(within === undefined ? {} : { within }),
    ...(actor === undefined ? {} : { actor }),
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
