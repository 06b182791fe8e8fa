import { developmentTypes, type ActorId, type Day, type DevelopmentType, type Moment, type PlaceId } from '#situation';
import { type ReportOrder, reportOrders } from '#projections/queries';
import { Field, IdentityField } from '../http/field.decorator.js';
import { day, oneOf, slug, text, uuid } from '../http/field-kinds.js';
import {
  AfterField,
  BoxField,
  default_limit,
  EditionField,
  KnownAtField,
  LimitField,
} from '../reading/query-field.decorators.js';

/** Which reports to list. */
export class ReportQueryDto {
  @KnownAtField()
  readonly knownAt?: Moment;

  @EditionField()
  readonly edition: string = 'live';
  readonly snapshot?: string;

  @Field(oneOf(developmentTypes), { description: 'Of this type.', example: 'road_cut', optional: true })
  readonly type?: DevelopmentType;

  @Field(slug, { description: 'That name this place or claim something of it.', example: 'mosul', optional: true })
  readonly place?: PlaceId;

  @BoxField('That name a place')
  readonly bbox?: string;

  @Field(slug, {
    description: 'In which this actor, or what is a part of it on the day, has a part.',
    example: 'sdf',
    optional: true,
  })
  readonly actor?: ActorId;

  @IdentityField(text(200), { description: 'Of this outlet.', example: 'Reuters', optional: true })
  readonly outlet?: string;

  @IdentityField(text(200), { description: 'With this number of the outlet’s own.', example: 'D001', optional: true })
  readonly externalId?: string;

  @IdentityField(text(200), {
    description:
      'That go back to this source, by any of its names: the outlet or a voice of the chain begins with the id, the name ' +
      'or an alias of the actor that is called so, or of a part of it on the day of the report, in whole words, and with ' +
      'no longer name of another. Where no actor is called so, or several are: that is printed so.',
    example: 'sohr',
    optional: true,
  })
  readonly source?: string;

  @IdentityField(text(200), {
    description: 'That name this key of an incident themselves; /v1/incidents/{key} has those linked to it too.',
    example: 'E-RAQQA-ROAD',
    optional: true,
  })
  readonly incident?: string;

  @Field(day, { description: 'That may have happened on or after this day.', example: '2017-03-06', optional: true })
  readonly from?: Day;

  @Field(day, { description: 'That may have happened on or before this day.', example: '2017-03-08', optional: true })
  readonly to?: Day;

  @Field(oneOf(reportOrders), {
    description: 'What comes first: what was made known earliest, or latest.',
    example: 'latest',
    default: 'earliest',
  })
  readonly order: ReportOrder = 'earliest';

  @LimitField()
  readonly limit: number = default_limit;

  @AfterField()
  readonly after?: string;
}

/** Where one report is read. */
export class ReportAddressDto {
  @Field(uuid, { description: 'The report’s id.', example: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11' })
  readonly id: string;
}
