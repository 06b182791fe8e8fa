import { ApiProperty } from '@nestjs/swagger';
import { actorKinds, type ActorId, type ActorKind, type Instant } from '#situation';
import { Field } from '../http/field.decorator.js';
import { instant, listOf, oneOf, slug, text } from '../http/field-kinds.js';
import { RecordedDto } from '../intake/recorded.dto.js';
import { default_limit, EditionField, LimitField } from '../reading/query-field.decorators.js';

/** An actor as it is registered. Registering an id again replaces what it says, from the later registeredAt on. */
export class ActorDto {
  @Field(slug, { description: 'The id that reports name it by.', example: 'sdf' })
  readonly id: ActorId;

  @Field(text(200), { description: 'Its name.', example: 'Syrian Democratic Forces' })
  readonly name: string;

  @Field(listOf(text(200), 50), { description: 'Other names.', example: ['SDF'], default: [] })
  readonly aliases?: readonly string[];

  @Field(oneOf(actorKinds), { description: 'What it is.', example: 'coalition' })
  readonly kind: ActorKind;

  @Field(listOf(slug, 20), { description: 'Registered actors that it is a part of.', example: ['iraq'], default: [] })
  readonly parents?: readonly ActorId[];

  @Field(listOf(slug, 50), {
    description: 'Allies, which may be registered later.',
    example: ['us-led-coalition'],
    default: [],
  })
  readonly alliedWith?: readonly ActorId[];

  @Field(listOf(slug, 50), {
    description: 'Opponents, which may be registered later.',
    example: ['islamic-state'],
    default: [],
  })
  readonly opposes?: readonly ActorId[];

  @Field(text(2_000), { description: 'A remark.', example: 'Formed in 2015.', optional: true })
  readonly note?: string;

  @Field(instant, {
    description: 'When it was registered. By default now.',
    example: '2017-03-01T00:00Z',
    optional: true,
  })
  readonly registeredAt?: Instant;
}

/** An actor that the log has. */
export class RecordedActorDto extends RecordedDto {
  @ApiProperty({ description: 'The actor’s id.', example: 'sdf' })
  readonly id: string;
}

/** Which actors to list. */
export class ActorQueryDto {
  @EditionField()
  readonly edition: string = 'live';
  readonly snapshot?: string;

  @Field(oneOf(actorKinds), { description: 'Of this kind.', example: 'coalition', optional: true })
  readonly kind?: ActorKind;

  @LimitField()
  readonly limit: number = default_limit;

  @Field(slug, { description: 'The actor to go on after: taken from the next link.', example: 'sdf', optional: true })
  readonly after?: ActorId;
}
