import { ApiProperty } from '@nestjs/swagger';
import {
  claimEffects,
  conditionStates,
  developmentTypes,
  families,
  figureBases,
  measureNames,
  measures,
  type ClaimEffect,
  type ConditionState,
  type ControlEffect,
  type DevelopmentType,
  type Family,
  type FigureBasis,
  type Measure,
  units,
  type Unit,
} from '#situation';
import { Field } from '../http/field.decorator.js';
import { text } from '../http/field-kinds.js';
import { LinkDto } from '../reading/envelope.dto.js';

const control_effects: readonly ControlEffect[] = [
  ...(['may_change_holder', 'may_confirm_holder', 'may_mark_contested', 'none'] as const),
];

/** Which type of development to look up. */
export class DevelopmentTypeAddressDto {
  @Field(text(64), { description: 'The type of development.', example: 'road_cut' })
  readonly type: string;
}

/** What a report of a type may count. */
export class FiguresAllowedDto {
  @ApiProperty({ description: 'The measures that its figures may be of.', enum: measureNames, isArray: true })
  readonly measures: readonly Measure[];

  @ApiProperty({ description: 'The bases that its figures may have.', enum: figureBases, isArray: true })
  readonly bases: readonly FigureBasis[];
}

/** A type of development, and what a report of it may carry. Where a list is empty it carries nothing of that. */
export class DevelopmentTypeDto {
  @ApiProperty({ description: 'The `type` of a report.', enum: developmentTypes, example: 'road_cut' })
  readonly type: DevelopmentType;

  @ApiProperty({ description: 'What it belongs to.', enum: families })
  readonly family: Family;

  @ApiProperty({ description: 'What a report of it tells of.', example: 'A road was closed to somebody.' })
  readonly meaning: string;

  @ApiProperty({ description: 'What it may do to who holds a place.', enum: control_effects })
  readonly mayDoToControl: ControlEffect;

  @ApiProperty({
    description: 'The effects that its claims about control may have.',
    enum: claimEffects,
    isArray: true,
  })
  readonly controlEffects: readonly ClaimEffect[];

  @ApiProperty({
    description: 'The states that its claims about condition may tell of, as far as the kind of the place has them.',
    enum: conditionStates,
    isArray: true,
  })
  readonly conditionStates: readonly ConditionState[];

  @ApiProperty({ description: 'What it may count.', type: FiguresAllowedDto })
  readonly figures: FiguresAllowedDto;

  @ApiProperty({ description: 'The type of its event in the log.', example: 'sitrep.road_cut.v1' })
  readonly eventType: string;

  @ApiProperty({ description: 'self: this type, with its schema.', type: [LinkDto] })
  readonly links: readonly LinkDto[];
}

/** A type of development with the schema of its events. */
export class DevelopmentTypeWithSchemaDto extends DevelopmentTypeDto {
  @ApiProperty({
    description:
      'JSON Schema (draft 2020-12) of the body of its event: a report as it is stored, with every default filled in. ' +
      'What POST /v1/reports takes is DraftDto.',
    type: 'object',
    additionalProperties: true,
  })
  readonly schema: Readonly<Record<string, unknown>>;
}

/** A measure and its units. */
export class MeasureDto {
  @ApiProperty({ description: 'The `measure` of a figure.', enum: measureNames, example: 'displaced' })
  readonly measure: Measure;

  @ApiProperty({ description: 'The units it is counted in, the first by default.', enum: units, isArray: true })
  readonly units: readonly Unit[];
}

/** All types of developments, and what can be counted. It is the same in every edition. */
export class CatalogueDto {
  @ApiProperty({ description: 'Every type of development.', type: [DevelopmentTypeDto] })
  readonly items: readonly DevelopmentTypeDto[];

  @ApiProperty({ description: 'Everything that can be counted.', type: [MeasureDto] })
  readonly measures: readonly MeasureDto[];

  @ApiProperty({ description: 'self: this answer again.', type: [LinkDto] })
  readonly links: readonly LinkDto[];
}

/** Every measure with its units. */
export const measuresAnswer: readonly MeasureDto[] = measureNames.map((measure) => ({
  measure,
  units: measures[measure],
}));
