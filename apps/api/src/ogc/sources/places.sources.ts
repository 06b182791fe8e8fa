import { Injectable } from '@nestjs/common';
import { kindsWithCondition, placeCount } from '#read-models/queries';
import type { PlaceKind } from '#situation';
import type { ConditionItemDto } from '../../conditions/condition-answer.dto.js';
import type { ConditionQueryDto } from '../../conditions/condition-query.dto.js';
import { ConditionsService } from '../../conditions/conditions.service.js';
import type { ControlItemDto } from '../../control/control-answer.dto.js';
import type { ControlQueryDto } from '../../control/control-query.dto.js';
import { ControlService } from '../../control/control.service.js';
import { conditionsList } from '../../exports/columns/condition.columns.js';
import { controlList } from '../../exports/columns/control.columns.js';
import { withoutUndefined } from '../../http/without-undefined.js';
import type { ItemsPassed } from '../../reading/page.js';
import { placeFilterOf } from '../../reading/place-filter.js';
import { Questions } from '../../reading/questions.service.js';
import { type FeaturesAsked, type FeatureSource, featuresOn } from './feature-source.js';

/** What is asked of both lists of places. */
type PlacesQuery = ControlQueryDto & ConditionQueryDto & ItemsPassed;

/** The collections whose features are places at one moment: who holds them, and what state they are in. */
@Injectable()
export class PlacesSources {
  readonly control: FeatureSource = {
    id: 'control',
    title: 'Who holds what',
    description: 'Every registered place and who held it at one moment, as known at one moment. Unknown is an answer.',
    datetime: 'The moment; of an interval its end, of one with an open end now. By default now.',
    list: controlList,
    idOf: ({ place }: Pick<ControlItemDto, 'place'>) => place.id,
    read: async (asked) => {
      const page = await this.controlService.list(queryOf(asked));
      return featuresOn(page, () => this.count(asked));
    },
  };

  readonly conditions: FeatureSource = {
    id: 'conditions',
    title: 'What state things are in',
    description: 'Every registered thing that can be damaged or closed, and its state at one moment, as known at one.',
    datetime: this.control.datetime,
    list: conditionsList,
    idOf: ({ place }: Pick<ConditionItemDto, 'place'>) => place.id,
    read: async (asked) => {
      const page = await this.conditionsService.list(queryOf(asked));
      return featuresOn(page, () => this.count(asked, kindsWithCondition));
    },
  };

  constructor(
    private readonly controlService: ControlService,
    private readonly conditionsService: ConditionsService,
    private readonly questions: Questions,
  ) {}

  private async count({ bbox }: FeaturesAsked, kinds?: readonly PlaceKind[]): Promise<number> {
    const { scope } = await this.questions.openEdition({ edition: 'live' });
    const filter = bbox === undefined ? {} : await placeFilterOf(scope, { bbox });
    return placeCount(scope, { ...filter, ...(kinds === undefined ? {} : { kinds }) });
  }
}

const queryOf = ({ validAt, knownAt, interval, bbox, limit, after, skip, id }: FeaturesAsked): PlacesQuery =>
  withoutUndefined<PlacesQuery>({
    validAt: interval?.to ?? validAt,
    knownAt,
    edition: 'live',
    stance: 'assessed',
    place: id,
    bbox,
    limit,
    after,
    skip,
  });
