import type { Moment, PlaceId } from '#situation';
import { Field } from '../http/field.decorator.js';
import { moment, slug } from '../http/field-kinds.js';
import { default_limit, EditionField, LimitField } from '../reading/query-field.decorators.js';

/** Between which two dates, and where. */
export class ChangesQueryDto {
  @Field(moment, {
    description: 'The earlier date: a day, to its end, or an instant. It is asked on both clocks.',
    example: '2017-03-07',
  })
  readonly from: Moment;

  @Field(moment, { description: 'The later date, in the same way.', example: '2017-03-09' })
  readonly to: Moment;

  @EditionField()
  readonly edition: string = 'live';
  readonly snapshot?: string;

  @Field(slug, { description: 'This place only, and reports that name it.', example: 'mosul', optional: true })
  readonly place?: PlaceId;

  @LimitField()
  readonly limit: number = default_limit;
}
