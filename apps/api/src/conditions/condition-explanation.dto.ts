import { ApiProperty } from '@nestjs/swagger';
import {
  conditionAxes,
  type ConditionAxis,
  type ConditionClaim,
  conditionParts,
  conditionRuleWords,
  conditionStates,
} from '#situation';
import { EnvelopeDto } from '../reading/envelope.dto.js';
import { type NamesDto, NamesProperty } from '../reading/names.dto.js';
import { aside_by_policy, TellingDto } from '../reading/told-claim.dto.js';
import { AxisDto, ThingDto } from './condition-answer.dto.js';

const asideReasons = {
  after_the_moment: 'It speaks about a later moment.',
  later_claim: 'A claim of a later moment decides.',
  otherwise_since: 'It says the same, but it has been otherwise since.',
  [aside_by_policy]: 'The policy asked for sets it aside.',
} as const;

/** What one claim says, and where it comes from. */
export class ToldConditionDto extends TellingDto {
  @ApiProperty({ description: 'What the claim says.', enum: conditionStates })
  readonly state: string;

  @ApiProperty({ description: 'The claim as reported.', type: 'object', additionalProperties: true })
  readonly claim: ConditionClaim;
}

/** A claim that the answer rests on. */
export class SupportingConditionDto extends ToldConditionDto {
  @ApiProperty({
    description: 'What it did for the answer: it gives the state, one side of a dispute, or one end of a change.',
    enum: conditionParts,
  })
  readonly part: string;
}

/** A claim that was known and did not count. */
export class ConditionSetAsideDto extends ToldConditionDto {
  @ApiProperty({ description: 'Why, as a word.', enum: Object.keys(asideReasons) })
  readonly reason: string;

  @ApiProperty({ description: 'Why, in a sentence.' })
  readonly because: string;
}

/** One axis, accounted for: every claim of it that was known is either under the answer or set aside. */
export class ExplainedAxisDto {
  @ApiProperty({ description: 'The answer, as /v1/conditions gives it.', type: AxisDto })
  readonly answer: AxisDto;

  @ApiProperty({ description: 'The rule that chose.', enum: Object.keys(conditionRuleWords) })
  readonly rule: string;

  @ApiProperty({ description: 'The rule, in a sentence.' })
  readonly because: string;

  @ApiProperty({ description: 'What the answer rests on.', type: [SupportingConditionDto] })
  readonly supports: readonly SupportingConditionDto[];

  @ApiProperty({ description: 'What was known and set aside.', type: [ConditionSetAsideDto] })
  readonly setAside: readonly ConditionSetAsideDto[];
}

/** The condition of one thing, accounted for. */
export class ConditionExplanationDto extends EnvelopeDto {
  @ApiProperty({ description: 'The thing.', type: ThingDto })
  readonly place: ThingDto;

  @ApiProperty({
    description: 'How whole it is; null for what has no such state.',
    type: ExplainedAxisDto,
    nullable: true,
  })
  readonly integrity: ExplainedAxisDto | null;

  @ApiProperty({
    description: 'Whether one gets through; null for what is no way.',
    type: ExplainedAxisDto,
    nullable: true,
  })
  readonly passage: ExplainedAxisDto | null;
}

/** How one axis read over a stretch of time. */
export class ConditionPeriodDto extends AxisDto {
  @ApiProperty({ description: 'The axis.', enum: conditionAxes, example: 'passage' })
  readonly axis: ConditionAxis;

  @ApiProperty({
    description: 'The first instant; null without a beginning.',
    type: String,
    nullable: true,
    example: '2017-03-06T20:59:59.999Z',
  })
  readonly from: string | null;

  @ApiProperty({
    description: 'The first instant after it; null without an end.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly to: string | null;
}

/** All that is known of the condition of one thing. */
export class ConditionTimelineDto extends EnvelopeDto {
  @ApiProperty({ description: 'The place.', example: 'road-raqqa-deir-al-zor' })
  readonly place: string;

  @ApiProperty({
    description: 'Axis by axis, in order of time; what is unknown is left out.',
    type: [ConditionPeriodDto],
  })
  readonly items: readonly ConditionPeriodDto[];

  @NamesProperty()
  readonly names: NamesDto['names'];
}

/** Why a claim did not count, in a sentence. */
export const becauseOf = (reason: keyof typeof asideReasons): string => asideReasons[reason];
