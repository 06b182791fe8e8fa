import {
  figureBases,
  figureGroups,
  measureNames,
  units,
  type FigureBasis,
  type Measure,
  type Moment,
  type PlaceId,
  type Unit,
} from '#situation';
import { Field, IdentityField, ObjectField } from '../http/field.decorator.js';
import { flag, moment, number, oneOf, slug, text } from '../http/field-kinds.js';

/** The time that a figure speaks of, both ends included. */
export class PeriodDto {
  @Field(moment, {
    description: 'First local day of the figure’s place; an instant becomes the day it falls on. Left out: not known.',
    example: '2017-03-07',
    optional: true,
  })
  readonly from?: Moment;

  @Field(moment, { description: 'Last local day, in the same way.', example: '2017-03-07', optional: true })
  readonly to?: Moment;
}

/** What one report counts. */
export class FigureDto {
  @Field(oneOf(measureNames), { description: 'What is counted.', example: 'killed' })
  readonly measure: Measure;

  @Field(slug, {
    description: `Whom it counts: a registered actor or one of ${figureGroups.join(', ')}.`,
    example: 'islamic-state',
    default: 'anyone',
  })
  readonly group?: string;

  @Field(text(200), { description: 'The group as printed.', example: 'IS snipers', optional: true })
  readonly groupWording?: string;

  @Field(number, {
    description: 'The least, as reported. Left out when not given; never 0 for "not known".',
    example: 4,
    optional: true,
  })
  readonly low?: number;

  @Field(number, { description: 'The best single number.', example: 4, optional: true })
  readonly best?: number;

  @Field(number, { description: 'The most.', example: 4, optional: true })
  readonly high?: number;

  @Field(flag, { description: 'True for "more than": the low itself is not reached.', example: false, default: false })
  readonly lowExclusive?: boolean;

  @Field(oneOf(units), {
    description: 'Unit of low, best and high; by default the first unit of the measure. Percent runs from 0 to 100.',
    example: 'people',
    optional: true,
  })
  readonly unit?: Unit;

  @Field(oneOf(figureBases), {
    description:
      'incremental: may be added to others. cumulative: a running total of its period. snapshot: so at the end of its ' +
      'period. forecast: has not happened and never counts.',
    example: 'incremental',
  })
  readonly basis: FigureBasis;

  @ObjectField(() => PeriodDto, { description: 'The time it speaks of. Left out: not known.', optional: true })
  readonly period?: PeriodDto;

  @Field(slug, { description: 'Where, as registered.', example: 'mosul', optional: true })
  readonly place?: PlaceId;

  @IdentityField(text(200), {
    description: 'The report whose figure contains this one: its UUID, or its external id at the same outlet.',
    example: 'D171',
    optional: true,
  })
  readonly subsetOf?: string;

  @Field(text(500), { description: 'The number as printed.', example: 'four', optional: true })
  readonly wording?: string;

  @Field(text(2_000), { description: 'A remark.', example: 'Counted by the hospital.', optional: true })
  readonly note?: string;
}
