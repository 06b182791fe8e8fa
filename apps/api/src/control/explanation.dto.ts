import { ApiProperty } from '@nestjs/swagger';
import type { ToldClaim } from '#read-models/queries';
import {
  claimEffects,
  type ControlClaim,
  developmentTypes,
  notDecidingWords,
  ruleWords,
  type Voices,
} from '#situation';
import { EnvelopeDto } from '../reading/envelope.dto.js';
import { aside_by_policy, TellingDto, tellingOf } from '../reading/told-claim.dto.js';
import { HoldingDto } from './control-answer.dto.js';

const asideReasons = {
  later_gain: 'A later gain decides.',
  after_the_moment: 'It speaks about a later moment.',
  before_the_gain: 'It was seen before the gain that decides.',
  before_the_turn: 'It was seen before others were last seen there.',
  other_holder: 'It names another holder than the evidence that decides.',
  fighting_not_begun: 'The fighting began later.',
  fighting_over: 'The fighting was over.',
  fighting_decides: 'The fighting at that moment says otherwise.',
  other_evidence_decides: 'Better or later evidence of the same kind decides.',
  ...notDecidingWords,
  [aside_by_policy]: 'The policy asked for sets it aside.',
} as const;

/** What one claim says, and where it comes from. */
export class ToldClaimDto extends TellingDto {
  @ApiProperty({ description: 'What the claim says happened.', enum: claimEffects })
  readonly effect: string;

  @ApiProperty({ description: 'The claim as reported.', type: 'object', additionalProperties: true })
  readonly claim: ControlClaim;
}

export const toldClaim = (told: ToldClaim<ControlClaim>, voices: Voices): ToldClaimDto => ({
  ...tellingOf(told, voices),
  effect: told.claim.effect,
  claim: told.claim,
});

/** A claim that the answer rests on. */
export class SupportingClaimDto extends ToldClaimDto {
  @ApiProperty({ description: 'What it did for the answer.', enum: ['gain', 'observation', 'fighting'] })
  readonly part: string;
}

/** A claim that was known and did not count. */
export class ClaimSetAsideDto extends ToldClaimDto {
  @ApiProperty({ description: 'Why, as a word.', enum: Object.keys(asideReasons) })
  readonly reason: string;

  @ApiProperty({ description: 'Why, in a sentence.' })
  readonly because: string;
}

/** A claim about the place, or a report that names it, of a day after the last evidence: it does not decide. */
export class NotDecidingDto extends TellingDto {
  @ApiProperty({
    description: 'What the claim says happened; null for a report without a claim about the place.',
    enum: claimEffects,
    type: String,
    nullable: true,
  })
  readonly effect: string | null;

  @ApiProperty({
    description: 'The claim as reported; null for a report without a claim about the place.',
    type: 'object',
    nullable: true,
    additionalProperties: true,
  })
  readonly claim: ControlClaim | null;

  @ApiProperty({ description: 'The type of the development.', enum: developmentTypes })
  readonly type: string;

  @ApiProperty({ description: 'Why it does not decide, as a word.', enum: Object.keys(asideReasons) })
  readonly reason: string;

  @ApiProperty({ description: 'Why, in a sentence.' })
  readonly because: string;

  @ApiProperty({ description: 'Days from when it was so to the local day that is asked about.', example: 2 })
  readonly ageDays: number;
}

/** An answer about one place, accounted for: every claim that was known is either under it or set aside. */
export class ControlExplanationDto extends EnvelopeDto {
  @ApiProperty({ description: 'The place.', example: 'mosul' })
  readonly place: string;

  @ApiProperty({ description: 'The answer, as /v1/control gives it.', type: HoldingDto })
  readonly answer: HoldingDto;

  @ApiProperty({ description: 'The rule that chose.', enum: Object.keys(ruleWords) })
  readonly rule: string;

  @ApiProperty({ description: 'The rule, in a sentence.' })
  readonly because: string;

  @ApiProperty({ description: 'What the answer rests on.', type: [SupportingClaimDto] })
  readonly supports: readonly SupportingClaimDto[];

  @ApiProperty({ description: 'What was known and set aside.', type: [ClaimSetAsideDto] })
  readonly setAside: readonly ClaimSetAsideDto[];

  @ApiProperty({
    description:
      'What began after lastEvidence, by the moment asked, and does not decide who holds the place, the oldest first: ' +
      'claims about the place (each is in one of the lists above, too), and reports about territory or fighting that ' +
      'name the place without a claim about it.',
    type: [NotDecidingDto],
  })
  readonly notDeciding: readonly NotDecidingDto[];
}

/** Why a claim or a report did not count, in a sentence. */
export const becauseOf = (reason: keyof typeof asideReasons): string => asideReasons[reason];
