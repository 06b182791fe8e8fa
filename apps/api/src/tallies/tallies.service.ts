import { Injectable } from '@nestjs/common';
import { externalIdsOf, placeParents, tallyItems } from '#projections/queries';
import { combineTallies, figureGroups, type PlaceId } from '#situation';
import type { Page } from '../reading/envelope.dto.js';
import { addressOf } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import { requireOrder } from '../reading/window.rules.js';
import { reportsNamed, tallyAnswer, type TallyItemDto } from './tally-answer.dto.js';
import type { TallyQueryDto } from './tally-query.dto.js';

/** Answers how many. */
@Injectable()
export class TalliesService {
  constructor(private readonly questions: Questions) {}

  async list(asked: TallyQueryDto): Promise<Page<TallyItemDto>> {
    requireOrder(asked);
    const { edition, knownAt: _asked, interval, from, to, ...filters } = asked;
    const { scope, position, knownAtMs, echo } = await this.questions.open(asked);
    await requireRegistered(scope, 'place', 'place', filters.place);
    const isActor = !(figureGroups as readonly (string | undefined)[]).includes(filters.group);
    await requireRegistered(scope, 'actor', 'group', isActor ? filters.group : undefined);
    const window = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    const items = await tallyItems(scope, { ...filters, knownAtMs });
    const isWithin = areaTest(await placeParents(scope));
    const answers = combineTallies(items, { window, interval, isWithin });
    const externalIds = await externalIdsOf(scope, reportsNamed(answers), knownAtMs);
    const { knownAt } = echo;
    const href = addressOf('/v1/tallies', { ...filters, from, to, knownAt, interval, edition });
    return {
      items: answers.map((answer) => tallyAnswer(answer, externalIds)),
      ...{ knownAt, position, links: [{ rel: 'self', href }] },
    };
  }
}

/** Whether a place is an area or a part of it, however many steps down. */
function areaTest(parents: ReadonlyMap<PlaceId, PlaceId>): (place: PlaceId, area: PlaceId) => boolean {
  return (place, area) => {
    const passed = new Set<PlaceId>();
    for (let at: PlaceId | undefined = place; at !== undefined && !passed.has(at); at = parents.get(at)) {
      if (at === area) return true;
      passed.add(at);
    }
    return false;
  };
}
