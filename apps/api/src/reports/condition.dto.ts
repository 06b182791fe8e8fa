import {
  conditionStates,
  confidences,
  unarmedParties,
  type ActorId,
  type ConditionState,
  type Confidence,
  type Moment,
  type PlaceId,
} from '#situation';
import { Field } from '../http/field.decorator.js';
import { listOf, moment, momentOrOpen, oneOf, slug, text } from '../http/field-kinds.js';

/** What one report says about the state that one road, bridge, building or site was in. */
export class ConditionDto {
  @Field(slug, { description: 'The place, as registered.', example: 'road-raqqa-deir-al-zor' })
  readonly place: PlaceId;

  @Field(oneOf(conditionStates), {
    description:
      'intact, damaged, destroyed, looted: how whole it was. open, cut: whether one got through. ' +
      'The type of the report and the kind of the place decide which of these may be said.',
    example: 'cut',
  })
  readonly state: ConditionState;

  @Field(moment, {
    description:
      'The day or instant on which it was so. A day is some moment of that local day of the place, to its end or to reportedAt.',
    example: '2017-03-06',
  })
  readonly effective: Moment;

  @Field(momentOrOpen, {
    description: 'The earliest that it can have become so, `open` when unknown.',
    example: '2017-03-05',
    optional: true,
  })
  readonly windowFrom?: Moment | 'open';

  @Field(moment, {
    description: 'The day or instant since which it had been so for certain.',
    example: '2017-03-06',
    optional: true,
  })
  readonly since?: Moment;

  @Field(listOf(slug, 20), {
    description:
      `cut only: to whom the way is closed: registered actors, ${unarmedParties.join(' or ')}. Left out: to the ` +
      'opponents of closedBy, without that to those who hold the place that it leads out of.',
    example: ['islamic-state'],
    optional: true,
  })
  readonly closedTo?: readonly ActorId[];

  @Field(listOf(slug, 20), {
    description: 'cut only: the actors who closed it. Who sits on it is a claim about control.',
    example: ['sdf'],
    optional: true,
  })
  readonly closedBy?: readonly ActorId[];

  @Field(oneOf(confidences), { description: 'How sure the desk is.', example: 'medium', default: 'low' })
  readonly confidence?: Confidence;

  @Field(text(2_000), { description: 'A remark.', example: 'The place of the cut is not given.', optional: true })
  readonly note?: string;
}
