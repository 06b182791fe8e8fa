import { Field } from '../http/field.decorator.js';
import { textMatching, uuid } from '../http/field-kinds.js';
import { default_limit, LimitField } from '../reading/query-field.decorators.js';

/** Which watch. */
export class WatchAddressDto {
  @Field(uuid, { description: 'The watch.', example: '3f2b8f0e-5d4c-4a51-9a35-0b6f2f1c7d11' })
  readonly id: string;
}

/** Which page of tries. */
export class WatchDeliveryQueryDto {
  @LimitField()
  readonly limit: number = default_limit;

  @Field(textMatching(/^\d{1,18}$/, 'the id of a try, as the next link has it'), {
    description: 'The try to go on behind: taken from the next link.',
    example: '41',
    optional: true,
  })
  readonly after?: string;
}
