import { Injectable } from '@nestjs/common';
import { conditionItems } from '#projections/queries';
import { withoutUndefined } from '../http/without-undefined.js';
import type { Page } from '../reading/envelope.dto.js';
import { pageOf } from '../reading/page.js';
import { placeFilterOf } from '../reading/place-filter.js';
import { Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import type { ConditionItemDto } from './condition-answer.dto.js';
import type { ConditionQueryDto } from './condition-query.dto.js';

/** Answers what state things are in. */
@Injectable()
export class ConditionsService {
  constructor(private readonly questions: Questions) {}

  async list(asked: ConditionQueryDto): Promise<Page<ConditionItemDto>> {
    const { edition, limit, after, place, within, bbox, kind, state } = asked;
    const { scope, position, validAt, knownAtMs, echo } = await this.questions.open(asked);
    await requireRegistered(scope, 'place', 'place', place);
    const filters = { kind, state, after, places: place === undefined ? undefined : [place] };
    const where = await placeFilterOf(scope, asked);
    const question = { ...{ validAt, knownAtMs, limit: limit + 1 }, ...where, ...filters };
    const rows = await conditionItems(scope, withoutUndefined<Parameters<typeof conditionItems>[1]>(question));
    const parameters = { ...echo, place, within, bbox, kind, state, edition };
    const request = { path: '/v1/conditions', parameters, limit, after };
    const { items, links } = pageOf(rows, request, (item) => item.place.id);
    return { items, ...echo, position, links };
  }
}
