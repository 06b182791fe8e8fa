import { type Moment, type PlaceId, type PlaceKind, placeKinds } from '#situation';
import { Field, QueryList } from '../http/field.decorator.js';
import { oneOf, textMatching } from '../http/field-kinds.js';
import { controlStatuses } from '../control/control-answer.dto.js';
import {
  BoxField,
  EditionField,
  KnownAtField,
  PolicyField,
  ValidAtField,
  WithinField,
} from '../reading/query-field.decorators.js';

/** Which places of a map, as of when, and what it is compared with. */
export class MapQueryDto {
  @ValidAtField()
  readonly validAt?: Moment;

  @KnownAtField()
  readonly knownAt?: Moment;

  @EditionField()
  readonly edition: string = 'live';
  readonly snapshot?: string;

  @PolicyField()
  readonly policy?: string;

  @WithinField()
  readonly within?: PlaceId;

  @BoxField()
  readonly bbox?: string;

  @QueryList(oneOf(placeKinds), placeKinds.length, {
    description: 'Only places of these kinds; by default of all.',
    example: ['city', 'road'],
    optional: true,
  })
  readonly kind?: readonly PlaceKind[];

  @QueryList(oneOf(controlStatuses), controlStatuses.length, {
    description: 'Only places whose answer about control has one of these statuses; by default all.',
    example: ['held', 'contested'],
    optional: true,
  })
  readonly status?: readonly string[];

  @Field(textMatching(/^[^,]{1,40},[^,]{1,40}$/, 'two moments with a comma between, such as "2017-03-07,2017-03-09"'), {
    description:
      'Another validAt and knownAt, with a comma between: only what differs from that question is answered. The age of ' +
      'evidence, which grows every day, makes no difference; `aged` does.',
    example: '2017-03-07,2017-03-09',
    optional: true,
  })
  readonly since?: string;
}
