import { ApiProperty } from '@nestjs/swagger';
import {
  type ActorRole,
  actorRoles,
  type AskedField,
  askedFields,
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
  type PlaceKind,
  placeKinds,
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

/** A question of a form. */
export class ReportAskDto {
  @ApiProperty({ description: 'The question, for people.', example: 'To whom is it closed?' })
  readonly question: string;

  @ApiProperty({
    description: 'The role of the actors that answer it.',
    enum: actorRoles,
    required: false,
    example: 'against',
  })
  readonly role?: ActorRole;

  @ApiProperty({
    description: 'The part of a report that answers it, where it is no role.',
    enum: askedFields,
    required: false,
  })
  readonly field?: AskedField;

  @ApiProperty({ description: 'Of places: the kinds that fit.', enum: placeKinds, isArray: true, required: false })
  readonly placeKinds?: readonly PlaceKind[];

  @ApiProperty({ description: 'True when a report cannot do without.', example: false })
  readonly required: boolean;
}

/** A type of development, and what a report of it may carry. Where a list is empty it carries nothing of that. */
export class DevelopmentTypeDto {
  @ApiProperty({ description: 'The `type` of a report.', enum: developmentTypes, example: 'road_cut' })
  readonly type: DevelopmentType;

  @ApiProperty({ description: 'What it is called in a list.', example: 'Road cut' })
  readonly label: string;

  @ApiProperty({ description: 'What a form asks about it, in this order.', type: [ReportAskDto] })
  readonly asks: readonly ReportAskDto[];

  @ApiProperty({
    description:
      'How many reports of it that stand in the live edition were made known in the 30 days before the last report; ' +
      'null while that cannot be read.',
    type: Number,
    nullable: true,
    example: 5,
  })
  readonly usedRecently: number | null;

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

/** All types of developments, and what can be counted. All but how often each is used is the same in every edition. */
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
