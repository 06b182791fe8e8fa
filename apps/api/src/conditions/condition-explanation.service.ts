import { Injectable } from '@nestjs/common';
import { placesNamed, type ToldClaim } from '#read-models/queries';
import {
  axesFitting,
  axisOf,
  type ConditionAxis,
  type ConditionClaim,
  conditionRuleWords,
  explainCondition,
  gatherCondition,
  type PlaceId,
  type Voices,
} from '#situation';
import { type ClaimsOfPlace, hearConditions, overAllTime, voicesIn } from '../reading/heard-claims.js';
import { actorsNamedIn, namesOf } from '../reading/names.dto.js';
import { addressOf } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import { aside_by_policy, tellingOf } from '../reading/told-claim.dto.js';
import {
  becauseOf,
  type ConditionExplanationDto,
  type ConditionTimelineDto,
  type ExplainedAxisDto,
  type ToldConditionDto,
} from './condition-explanation.dto.js';
import { axisOfAnswer, conditionTimelineUnder } from './condition-reading.js';
import type { AsKnownQueryDto, AsOfQueryDto } from '../reading/as-of-query.dto.js';

/** Accounts for what is said of one thing: at one moment, and over all of time. */
@Injectable()
export class ConditionExplanationService {
  constructor(private readonly questions: Questions) {}

  async explain(placeId: PlaceId, asked: AsOfQueryDto): Promise<ConditionExplanationDto> {
    const question = await this.questions.open(asked);
    const { scope, position, policyName: policy, echo } = question;
    await requireRegistered(scope, 'place', 'place', placeId);
    const thing = (await placesNamed(scope, [placeId])).get(placeId);
    if (thing === undefined) throw new Error(`the place ${placeId} is registered and yet has no name`);
    const { name, kind } = thing;
    const axes = axesFitting(kind);
    const heard = (await hearConditions(question, [placeId], await voicesIn(scope)))(placeId);
    const href = addressOf(`/v1/conditions/${placeId}/explanation`, { ...echo, policy, edition: asked.edition });
    return {
      place: { id: placeId, name, kind },
      integrity: axes.includes('integrity') ? explainAxis(heard, 'integrity') : null,
      passage: axes.includes('passage') ? explainAxis(heard, 'passage') : null,
      ...echo,
      policy,
      position,
      links: [{ rel: 'self', href }],
    };
  }

  async timeline(place: PlaceId, asked: AsKnownQueryDto): Promise<ConditionTimelineDto> {
    const question = await this.questions.openKnown(asked);
    const { scope, position, policyName: policy } = question;
    await requireRegistered(scope, 'place', 'place', place);
    const { knownAt } = question.echo;
    const items = await conditionTimelineUnder(overAllTime(question), place);
    const href = addressOf(`/v1/conditions/${place}/timeline`, { knownAt, policy, edition: asked.edition });
    const names = await namesOf(scope, actorsNamedIn(items));
    return { place, items, names, knownAt, policy, position, links: [{ rel: 'self', href }] };
  }
}

function explainAxis(
  { counted, aside, zone, atMs, voices }: ClaimsOfPlace<ConditionClaim>,
  axis: ConditionAxis,
): ExplainedAxisDto {
  const { answer, supports, setAside } = explainCondition(gatherCondition(counted, axis, zone), atMs);
  const told = new Map(counted.map((claim) => [`${claim.eventId} ${claim.ordinal}`, claim]));
  const tell = ({ eventId, ordinal }: { eventId: string; ordinal: number }): ToldConditionDto[] => {
    const claim = told.get(`${eventId} ${ordinal}`);
    return claim === undefined ? [] : [toldCondition(claim, voices)];
  };
  return {
    answer: axisOfAnswer(
      answer,
      supports.map(({ claim }) => claim),
      counted,
    ),
    rule: answer.rule,
    because: conditionRuleWords[answer.rule],
    supports: supports.flatMap(({ claim, part }) => tell(claim).map((one) => ({ ...one, part }))),
    setAside: [
      ...setAside.flatMap(({ claim, reason }) =>
        tell(claim).map((one) => ({ ...one, reason, because: becauseOf(reason) })),
      ),
      ...aside
        .filter(({ one }) => axisOf(one.claim.state) === axis)
        .map(({ one, because }) => ({ ...toldCondition(one, voices), reason: aside_by_policy, because })),
    ],
  };
}

const toldCondition = (told: ToldClaim<ConditionClaim>, voices: Voices): ToldConditionDto => ({
  ...tellingOf(told, voices),
  state: told.claim.state,
  claim: told.claim,
});
