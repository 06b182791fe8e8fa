import {
  claimEffects,
  claimStatuses,
  confidences,
  controlConditions,
  extents,
  type ActorId,
  type ClaimEffect,
  type ClaimStatus,
  type Confidence,
  type ControlCondition,
  type Extent,
  type Moment,
  type PlaceId,
} from '#situation';
import { Field } from '../http/field.decorator.js';
import { listOf, moment, momentOrOpen, oneOf, slug, text } from '../http/field-kinds.js';

/** What one report says about who holds one place. */
export class ClaimDto {
  @Field(slug, {
    description: 'The place, as registered. No part and no whole of it is meant along.',
    example: 'mosul',
  })
  readonly place: PlaceId;

  @Field(oneOf(claimEffects), {
    description:
      'gained: it changed hands. observed: it was seen in somebody’s hands. contested: it was fought over. ' +
      'The type of the report decides which of these it may carry.',
    example: 'gained',
  })
  readonly effect: ClaimEffect;

  @Field(oneOf(claimStatuses), {
    description: 'How it is held. A gain is always `held`; without it an observation means `held` too.',
    example: 'held',
    optional: true,
  })
  readonly status?: ClaimStatus;

  @Field(listOf(slug, 20), {
    description: 'Actors that hold it. At least one for gained and observed.',
    example: ['iraq'],
    default: [],
  })
  readonly holders?: readonly ActorId[];

  @Field(slug, { description: 'Gained only: the actor that lost it.', example: 'islamic-state', optional: true })
  readonly takenFrom?: ActorId;

  @Field(listOf(slug, 20), {
    description: 'Formations that took part, more exact than the holder.',
    example: ['federal-police'],
    default: [],
  })
  readonly formations?: readonly ActorId[];

  @Field(moment, {
    description:
      'Gained, observed: the day or instant from which the gain counts, or of the observation. A day speaks for the ' +
      'end of that local day of the place.',
    example: '2017-03-07',
    optional: true,
  })
  readonly effective?: Moment;

  @Field(momentOrOpen, {
    description: 'Gained: the earliest it can have happened, `open` when unknown. Contested: when the fighting began.',
    example: '2017-03-05',
    optional: true,
  })
  readonly windowFrom?: Moment | 'open';

  @Field(moment, {
    description:
      'Gained: the latest it can have happened, within the day of `effective`; held from then on. Contested: the last ' +
      'day or instant of the fighting. Left out: it goes on until a gain, or an observation as held, of a later local day.',
    example: '2017-03-08',
    optional: true,
  })
  readonly windowTo?: Moment;

  @Field(moment, {
    description: 'Observed only: the day or instant since which it has been so.',
    example: '2017-03-01',
    optional: true,
  })
  readonly since?: Moment;

  @Field(listOf(oneOf(controlConditions), 10), {
    description: 'What the place suffers, whoever holds it.',
    example: ['under_fire'],
    default: [],
  })
  readonly conditions?: readonly ControlCondition[];

  @Field(oneOf(extents), {
    description: 'How much of the place is meant, if not all.',
    example: 'most',
    optional: true,
  })
  readonly extent?: Extent;

  @Field(oneOf(confidences), { description: 'How sure the desk is.', example: 'medium', default: 'low' })
  readonly confidence?: Confidence;

  @Field(text(2_000), { description: 'A remark.', example: 'Hotel only, not the district.', optional: true })
  readonly note?: string;
}
