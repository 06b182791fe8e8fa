import { unarmedParties, type ActorId } from '#situation';
import { Field } from '../http/field.decorator.js';
import { slug } from '../http/field-kinds.js';
import { AsOfQueryDto } from '../reading/as-of-query.dto.js';

/** As of when, and for whom. */
export class IsolationQueryDto extends AsOfQueryDto {
  @Field(slug, {
    description: `The verdict for this party alone: a registered actor, which stands for its side, or ${unarmedParties.join(' or ')}.`,
    example: 'islamic-state',
    optional: true,
  })
  readonly for?: ActorId;
}
