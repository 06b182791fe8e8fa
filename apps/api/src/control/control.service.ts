import { Injectable } from '@nestjs/common';
import { areasHolding, type ControlItem, controlItems, controlTimeline } from '#projections/queries';
import type { PlaceId } from '#situation';
import type { Page } from '../reading/envelope.dto.js';
import { addressOf, pageOf } from '../reading/page.js';
import { placeFilterOf } from '../reading/place-filter.js';
import { Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import type { ControlItemDto, TimelineDto } from './control-answer.dto.js';
import type { ControlQueryDto, TimelineQueryDto } from './control-query.dto.js';
import { holdersShown } from './holders-shown.js';

/** Answers who holds what. */
@Injectable()
export class ControlService {
  constructor(private readonly questions: Questions) {}

  async list(asked: ControlQueryDto): Promise<Page<ControlItemDto>> {
    const { edition, limit, after, place, within, bbox, holder, rollUp } = asked;
    const { scope, position, validAt, knownAtMs, echo } = await this.questions.open(asked);
    await requireRegistered(scope, 'place', 'place', place);
    await requireRegistered(scope, 'actor', 'holder', holder);
    const shown = await holdersShown(scope, rollUp);
    const rows = await controlItems(scope, {
      ...{ validAt, knownAtMs, limit: limit + 1 },
      ...(await placeFilterOf(scope, asked)),
      ...(place === undefined ? {} : { place }),
      ...(holder === undefined ? {} : { holders: shown.heldAs(holder) }),
      ...(after === undefined ? {} : { after }),
    });
    const parameters = { ...echo, place, within, bbox, holder, rollUp, edition };
    const request = { path: '/v1/control', parameters, limit, after };
    const { items, links } = pageOf(rows, request, (item) => item.place.id);
    const places = items.map((item) => item.place.id);
    const areas = await areasHolding(scope, { validAt, knownAtMs, places });
    const withHint = (item: ControlItem): ControlItemDto => {
      const area = areas.get(item.place.id);
      return { ...shown.of(item), insideAreaHeldBy: area === undefined ? null : shown.of(area) };
    };
    return { items: items.map(withHint), ...echo, position, links };
  }

  async timeline(place: PlaceId, asked: TimelineQueryDto): Promise<TimelineDto> {
    const { scope, position, knownAtMs, echo } = await this.questions.open(asked);
    await requireRegistered(scope, 'place', 'place', place);
    const { knownAt } = echo;
    const { edition, rollUp } = asked;
    const shown = await holdersShown(scope, rollUp);
    const items = (await controlTimeline(scope, { place, knownAtMs })).map(shown.of);
    const href = addressOf(`/v1/control/${place}/timeline`, { knownAt, rollUp, edition });
    return { place, items, knownAt, position, links: [{ rel: 'self', href }] };
  }
}
