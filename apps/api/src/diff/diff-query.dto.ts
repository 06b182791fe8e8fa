import { type DiffModel, diffModels } from '#editions';
import type { Moment } from '#situation';
import { Field, QueryList } from '../http/field.decorator.js';
import { moment, oneOf, textMatching } from '../http/field-kinds.js';
import { AfterField, default_limit, KnownAtField, LimitField } from '../reading/query-field.decorators.js';

const editionName = textMatching(
  /^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$/,
  'the name or the id of an edition, such as "live"',
);

/** Which two editions; the same one twice is compared at two dates. */
export class DiffAddressDto {
  @Field(editionName, { description: 'Name or id of an edition.', example: 'live' })
  readonly a: string;

  @Field(editionName, { description: 'Name or id of the other, or of the same.', example: 'without-sana' })
  readonly b: string;
}

/** At which dates, and of which read models. */
export class DiffQueryDto {
  @Field(moment, {
    description:
      'When in the world: a local day of each place, to its end, or an instant. Without it all of time is compared, ' +
      'and every difference says over which stretch.',
    example: '2017-03-07',
    optional: true,
  })
  readonly validAt?: Moment;

  @Field(moment, {
    description: 'When in the world on side b, where that is another moment. It needs validAt.',
    example: '2017-03-09',
    optional: true,
  })
  readonly andValidAt?: Moment;

  @KnownAtField()
  readonly knownAt?: Moment;

  @Field(moment, {
    description: 'As known when on side b, where that is another date.',
    example: '2017-03-09',
    optional: true,
  })
  readonly andKnownAt?: Moment;

  @QueryList(oneOf(diffModels), diffModels.length, {
    description: 'These read models only, with commas between.',
    example: ['control', 'tallies'],
    default: diffModels,
  })
  readonly readModel: readonly DiffModel[] = diffModels;

  @LimitField()
  readonly limit: number = default_limit;

  @AfterField()
  readonly after?: string;
}
