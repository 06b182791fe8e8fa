import {
  intervalRules,
  measureNames,
  type Day,
  type IntervalRule,
  type Measure,
  type Moment,
  type PlaceId,
} from '#situation';
import { Field } from '../http/field.decorator.js';
import { day, oneOf, slug } from '../http/field-kinds.js';
import { EditionField, KnownAtField } from '../reading/query-field.decorators.js';

/** What to count, over which days, as known when. */
export class TallyQueryDto {
  @Field(oneOf(measureNames), { description: 'What to count.', example: 'killed' })
  readonly measure: Measure;

  @Field(slug, {
    description: 'Whom: an actor or a group of figures. By default each apart.',
    example: 'civilians',
    optional: true,
  })
  readonly group?: string;

  @Field(slug, { description: 'Figures for this place only.', example: 'mosul', optional: true })
  readonly place?: PlaceId;

  @Field(day, { description: 'First local day. Left out: since ever.', example: '2017-03-03', optional: true })
  readonly from?: Day;

  @Field(day, { description: 'Last local day. Left out: without an end.', example: '2017-03-10', optional: true })
  readonly to?: Day;

  @KnownAtField()
  readonly knownAt?: Moment;

  @Field(oneOf(intervalRules), {
    description: 'Which incidents fall into the window: by their share of days, by their first day or by their last.',
    example: 'prorate',
    default: 'prorate',
  })
  readonly interval: IntervalRule = 'prorate';

  @EditionField()
  readonly edition: string = 'live';
}
