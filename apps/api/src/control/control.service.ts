import { Injectable } from '@nestjs/common';
import type { PlaceId } from '#situation';
import type { Page } from '../reading/envelope.dto.js';
import { addressOf, pageOf } from '../reading/page.js';
import { stanceAsked } from '../reading/query-field.decorators.js';
import { Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import { controlClaimed } from './claimed-control.js';
import type { ClaimedControlDto } from './claimed-control.dto.js';
import type { ControlItemDto, TimelineDto } from './control-answer.dto.js';
import type { ControlQueryDto, TimelineQueryDto } from './control-query.dto.js';
import { controlUnder, timelineUnder } from './control-reading.js';

/** Answers who holds what. */
@Injectable()
export class ControlService {
  constructor(private readonly questions: Questions) {}

  async list(asked: ControlQueryDto): Promise<Page<ControlItemDto | ClaimedControlDto>> {
    const { edition, limit, after, place, holder, stance } = asked;
    const question = await this.questions.open(asked);
    const { scope, position, policyName: policy, echo } = question;
    await requireRegistered(scope, 'place', 'place', place);
    await requireRegistered(scope, 'actor', 'holder', holder);
    const filters = { ...(place === undefined ? {} : { place }), ...(holder === undefined ? {} : { holder }) };
    const read = stance === 'claimed' ? controlClaimed : controlUnder;
    const rows: readonly (ControlItemDto | ClaimedControlDto)[] = await read(question, {
      ...{ ...filters, limit: limit + 1 },
      ...(after === undefined ? {} : { after }),
    });
    const parameters = { ...echo, ...filters, ...stanceAsked(stance), policy, edition };
    const page = pageOf(rows, { path: '/v1/control', parameters, limit, after }, (item) => item.place.id);
    return { items: page.items, ...echo, policy, position, links: page.links };
  }

  async timeline(place: PlaceId, asked: TimelineQueryDto): Promise<TimelineDto> {
    const question = await this.questions.open(asked);
    const { scope, position, policyName: policy, echo } = question;
    await requireRegistered(scope, 'place', 'place', place);
    const { knownAt } = echo;
    const items = await timelineUnder(question, place);
    const href = addressOf(`/v1/control/${place}/timeline`, { knownAt, policy, edition: asked.edition });
    return { place, items, knownAt, policy, position, links: [{ rel: 'self', href }] };
  }
}
