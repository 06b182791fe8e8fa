import { ApiProperty, IntersectionType, OmitType } from '@nestjs/swagger';
import {
  type ActorId,
  type ActorKind,
  actorKinds,
  type ActorRelation,
  type Day,
  type Instant,
  type LocalName,
} from '#situation';
import { Field } from '../http/field.decorator.js';
import { day, instant, listOf, name, oneOf, slug, text } from '../http/field-kinds.js';
import { NamesField } from '../intake/local-name.dto.js';
import { RecordedDto } from '../intake/recorded.dto.js';
import { EditionQueryDto } from '../reading/as-of-query.dto.js';
import { EnvelopeDto } from '../reading/envelope.dto.js';
import { GazetteerAfterField, SearchField } from '../reading/name-search.js';
import { default_limit, EditionField, LimitField } from '../reading/query-field.decorators.js';
import { relation, RelationDto, type RelationSent } from './relation.dto.js';

/** An actor as it is registered. Registering an id again replaces what it says, from the later registeredAt on. */
export class ActorDto {
  @Field(slug, { description: 'The id that reports name it by.', example: 'sdf' })
  readonly id: ActorId;

  @Field(name(200), { description: 'Its name.', example: 'Syrian Democratic Forces' })
  readonly name: string;

  @Field(listOf(name(200), 50), { description: 'Other names.', example: ['SDF'], default: [] })
  readonly aliases?: readonly string[];

  @Field(oneOf(actorKinds), { description: 'What it is.', example: 'coalition' })
  readonly kind: ActorKind;

  @Field(listOf(relation, 20), {
    description:
      'Registered actors that it is a part of: an id, or with the days on which it was so. Both are included; on those ' +
      'days it is of their side.',
    example: ['iraq', { actor: 'popular-mobilization-forces', from: '2016-11-26' }],
    default: [],
  })
  readonly parents?: readonly RelationSent[];

  @Field(listOf(relation, 50), {
    description:
      'Allies, which may be registered later: an id, or with the days on which it was so. Both are included.',
    example: [{ actor: 'us-led-coalition', from: '2016-10-17', note: 'Mosul' }],
    default: [],
  })
  readonly alliedWith?: readonly RelationSent[];

  @Field(listOf(relation, 50), { description: 'Opponents, in the same way.', example: ['islamic-state'], default: [] })
  readonly opposes?: readonly RelationSent[];

  @Field(text(2_000), { description: 'A remark.', example: 'Formed in 2015.', optional: true })
  readonly note?: string;

  @Field(instant, {
    description: 'When it was registered. By default now.',
    example: '2017-03-01T00:00:00Z',
    optional: true,
  })
  readonly registeredAt?: Instant;

  @NamesField()
  readonly names?: readonly LocalName[];
}

/** An actor as it is answered. */
export class ListedActorDto extends OmitType(ActorDto, ['parents', 'alliedWith', 'opposes']) {
  @ApiProperty({ description: 'What it is a part of; a day that is left out is not known.', type: [RelationDto] })
  readonly parents: readonly ActorRelation[];

  @ApiProperty({ description: 'Allies; a day that is left out is not known.', type: [RelationDto] })
  readonly alliedWith: readonly ActorRelation[];

  @ApiProperty({ description: 'Opponents.', type: [RelationDto] })
  readonly opposes: readonly ActorRelation[];
}

/** One actor, and the edition that it is read from. */
export class ActorAnswerDto extends IntersectionType(ListedActorDto, EnvelopeDto) {}

/** Which actor. */
export class ActorAddressDto {
  @Field(slug, { description: 'The actor’s id.', example: 'sdf' })
  readonly id: ActorId;
}

/** One actor as of which day, and from which edition. */
export class ActorTimeDto extends EditionQueryDto {
  @Field(day, {
    description: 'Show only the parents, alliances and oppositions of this day; those without days hold on all.',
    example: '2017-03-07',
    optional: true,
  })
  readonly on?: Day;
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

  @SearchField('الدولة الإسلامية')
  readonly q?: string;

  @Field(oneOf(actorKinds), { description: 'Of this kind.', example: 'coalition', optional: true })
  readonly kind?: ActorKind;

  @Field(day, {
    description: 'Show only the parents, alliances and oppositions of this day; those without days hold on all.',
    example: '2017-03-07',
    optional: true,
  })
  readonly on?: Day;

  @LimitField()
  readonly limit: number = default_limit;

  @GazetteerAfterField('sdf')
  readonly after?: string;
}
