import { Injectable } from '@nestjs/common';
import type { PlaceFilter } from '#read-models/queries';
import { withoutUndefined } from '../http/without-undefined.js';
import type { Page } from '../reading/envelope.dto.js';
import { actorsNamedIn, type NamesDto, namesOf } from '../reading/names.dto.js';
import { type ItemsPassed, pageOf } from '../reading/page.js';
import { placeFilterOf } from '../reading/place-filter.js';
import { stanceAsked } from '../reading/query-field.decorators.js';
import { Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import { conditionsClaimed } from './claimed-conditions.js';
import type { ClaimedConditionDto } from './claimed-condition.dto.js';
import type { ConditionItemDto } from './condition-answer.dto.js';
import type { ConditionQueryDto } from './condition-query.dto.js';
import { conditionsUnder, type ThingsAsked } from './condition-reading.js';

/** Returns what state things are in. */
@Injectable()
export class ConditionsService {
  constructor(private readonly questions: Questions) {}

  async list(asked: ConditionQueryDto & ItemsPassed): Promise<Page<ConditionItemDto | ClaimedConditionDto> & NamesDto> {
    const { edition, limit, after, skip, place, within, bbox, kind, state, stance } = asked;
    const question = await this.questions.open(asked);
    const { scope, position, policyName: policy, echo } = question;
    await requireRegistered(scope, 'place', 'place', place);
    const filters = { kind, state, after, skip, places: place === undefined ? undefined : [place] };
    const where = await placeFilterOf(scope, asked);
    const read = stance === 'claimed' ? conditionsClaimed : conditionsUnder;
    const rows: readonly (ConditionItemDto | ClaimedConditionDto)[] = await read(question, {
      ...where,
      ...withoutUndefined<Omit<ThingsAsked, keyof PlaceFilter>>({ ...filters, limit: limit + 1 }),
    });
    const parameters = { ...echo, place, within, bbox, kind, state, ...stanceAsked(stance), policy, edition };
    const { items, links } = pageOf(
      rows,
      { path: '/v1/conditions', parameters, limit, after },
      (item) => item.place.id,
    );
    const names = await namesOf(scope, actorsNamedIn(items));
    return { items, names, ...echo, policy, position, links };
  }
}
