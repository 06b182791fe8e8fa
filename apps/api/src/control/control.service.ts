import { Injectable } from '@nestjs/common';
import { controlItems, controlTimeline } from '#projections/queries';
import type { PlaceId } from '#situation';
import type { Page } from '../reading/envelope.dto.js';
import { addressOf, pageOf } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import type { ControlItemDto, TimelineDto } from './control-answer.dto.js';
import type { ControlQueryDto, TimelineQueryDto } from './control-query.dto.js';

/** Answers who holds what. */
@Injectable()
export class ControlService {
  constructor(private readonly questions: Questions) {}

  async list(asked: ControlQueryDto): Promise<Page<ControlItemDto>> {
    const { edition, limit, after, place, holder } = asked;
    const { scope, position, validAt, knownAtMs, echo } = await this.questions.open(asked);
    await requireRegistered(scope, 'place', 'place', place);
    await requireRegistered(scope, 'actor', 'holder', holder);
    const filters = { ...(place === undefined ? {} : { place }), ...(holder === undefined ? {} : { holder }) };
    const rows = await controlItems(scope, {
      ...filters,
      ...{ validAt, knownAtMs, limit: limit + 1 },
      ...(after === undefined ? {} : { after }),
    });
    const request = { path: '/v1/control', parameters: { ...echo, ...filters, edition }, limit, after };
    const page = pageOf(rows, request, (item) => item.place.id);
    return { items: page.items, ...echo, position, links: page.links };
  }

  async timeline(place: PlaceId, asked: TimelineQueryDto): Promise<TimelineDto> {
    const { scope, position, knownAtMs, echo } = await this.questions.open(asked);
    await requireRegistered(scope, 'place', 'place', place);
    const { knownAt } = echo;
    const items = await controlTimeline(scope, { place, knownAtMs });
    const href = addressOf(`/v1/control/${place}/timeline`, { knownAt, edition: asked.edition });
    return { place, items, knownAt, position, links: [{ rel: 'self', href }] };
  }
}
