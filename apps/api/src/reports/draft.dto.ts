import {
  developmentTypes,
  actorRoles,
  anonymities,
  credibilities,
  incidentRelations,
  natures,
  precisions,
  reliabilities,
  type ActorId,
  type ActorRole,
  type Anonymity,
  type Credibility,
  type IncidentRelation,
  type Instant,
  type Moment,
  type Nature,
  type PlaceId,
  type Precision,
  type Reliability,
} from '#situation';
import { Field, IdentityField, ObjectField, ObjectListField } from '../http/field.decorator.js';
import { flag, incidentKey, listOf, moment, oneOf, slug, text, uuid } from '../http/field-kinds.js';
import { ClaimDto } from './claim.dto.js';
import { ConditionDto } from './condition.dto.js';
import { FigureDto } from './figure.dto.js';

/** When it happened: between `from` and `to`, both included. */
export class OccurredDto {
  @Field(moment, { description: 'Left out: the start is not known.', example: '2017-03-06', optional: true })
  readonly from?: Moment;

  @Field(moment, { description: 'Left out: the end is not known.', example: '2017-03-06', optional: true })
  readonly to?: Moment;

  @Field(oneOf(precisions), {
    description: 'How exactly it is known. By default what the ends say: instant, day, or unknown without a start.',
    example: 'day',
    optional: true,
  })
  readonly precision?: Precision;

  @Field(text(500), { description: 'How the dates were read from the account.', example: 'Monday', optional: true })
  readonly derivation?: string;
}

/** An actor’s part in the development. */
export class InvolvementDto {
  @Field(oneOf(actorRoles), { description: 'The part.', example: 'by' })
  readonly role: ActorRole;

  @Field(slug, { description: 'The actor, as registered.', example: 'sdf' })
  readonly actor: ActorId;
}

/** Who says it. */
export class SourceDto {
  @IdentityField(text(200), { description: 'Who published it.', example: 'Reuters' })
  readonly outlet: string;

  @IdentityField(listOf(text(500), 20), {
    description: 'From the first voice to the outlet. By default the outlet alone.',
    example: ['SDF spokesman', 'Reuters'],
    optional: true,
  })
  readonly chain?: readonly string[];

  @Field(oneOf(anonymities), {
    description: 'How the first voice is named. By default outlet_itself.',
    example: 'named',
    default: 'outlet_itself',
  })
  readonly anonymity?: Anonymity;

  @Field(flag, { description: 'True when the outlet’s own people saw it.', example: false, default: false })
  readonly seenByOutlet?: boolean;

  @Field(listOf(slug, 20), {
    description:
      'The actors whose account it is: the first voice, and any that confirms it. Empty when the outlet alone speaks. ' +
      'Left out: the actors in the roles speaker and reported_by; without those the first voice of the chain that is a ' +
      'registered actor, unless it names the outlet; otherwise the outlet.',
    example: ['sdf'],
    optional: true,
  })
  readonly speaksFor?: readonly ActorId[];
}

/** The desk’s assessment (Admiralty), on two axes. */
export class GradeDto {
  @Field(oneOf(reliabilities), {
    description: 'Of the source: A completely reliable to F cannot be judged.',
    example: 'B',
  })
  readonly reliability: Reliability;

  @Field(oneOf(credibilities), { description: 'Of the content: 1 confirmed to 6 cannot be judged.', example: 2 })
  readonly credibility: Credibility;

  @Field(text(2_000), { description: 'Why.', example: 'Confirmed by a monitor.', optional: true })
  readonly reason?: string;
}

/** The development that several reports tell of. */
export class IncidentDto {
  @IdentityField(incidentKey, {
    description: 'The desk’s key; reports with the same key belong together.',
    example: 'E-RAQQA-ROAD',
  })
  readonly key: string;

  @Field(oneOf(incidentRelations), {
    description:
      'same_event: they tell of one development, which is counted once. The others do not make one incident.',
    example: 'same_event',
    default: 'same_event',
  })
  readonly relation?: IncidentRelation;
}

/** One report as it is sent. Fields that are not known are left out, never null and never empty text. */
export class DraftDto {
  @Field(uuid, {
    description: 'At least one of id and externalId makes a retry harmless.',
    optional: true,
    example: '0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f8e',
  })
  readonly id?: string;

  @IdentityField(text(200), {
    description: 'The outlet’s own number. Without `id` the report’s id is derived from it and the outlet.',
    example: 'D001',
    optional: true,
  })
  readonly externalId?: string;

  @Field(text(64), {
    description: `What kind of development it tells of, one of: ${developmentTypes.join(', ')}.`,
    example: 'road_cut',
  })
  readonly type: string;

  @Field(oneOf(natures), { description: 'What kind of account it is.', example: 'event', default: 'event' })
  readonly nature?: Nature;

  @Field(flag, { description: 'True for what is told as background.', example: false, default: false })
  readonly background?: boolean;

  @Field(text(2_000), { description: 'What is said, in one’s own words.', example: 'The SDF cut the road.' })
  readonly summary: string;

  @ObjectField(() => OccurredDto, { description: 'When it happened.' })
  readonly occurred: OccurredDto;

  @Field(moment, {
    description:
      'When the source made it known. Of a day the report is known from its end on, in the zone of the first place (of none: ' +
      'of the desk), or from when it comes in where that is earlier.',
    example: '2017-03-06T23:59:59.999+03:00',
  })
  readonly reportedAt: Moment;

  @Field(listOf(slug, 50), {
    description: 'Where, as registered. The first one’s time zone is that of `occurred`.',
    example: ['road-raqqa-deir-al-zor'],
    default: [],
  })
  readonly places?: readonly PlaceId[];

  @ObjectListField(() => InvolvementDto, 50, { description: 'Who took part.', default: [] })
  readonly actors?: readonly InvolvementDto[];

  @ObjectListField(() => ClaimDto, 100, { description: 'What it says about who holds what.', default: [] })
  readonly control?: readonly ClaimDto[];

  @ObjectListField(() => ConditionDto, 100, {
    description: 'What it says about the state of roads, bridges, buildings and sites.',
    default: [],
  })
  readonly condition?: readonly ConditionDto[];

  @ObjectListField(() => FigureDto, 100, { description: 'What it counts.', default: [] })
  readonly figures?: readonly FigureDto[];

  @ObjectField(() => SourceDto, { description: 'Who says it.' })
  readonly source: SourceDto;

  @ObjectField(() => GradeDto, { description: 'By default F6, cannot be judged.', optional: true })
  readonly grade?: GradeDto;

  @ObjectField(() => IncidentDto, { description: 'The development it belongs to.', optional: true })
  readonly incident?: IncidentDto;

  @IdentityField(listOf(text(200), 100), {
    description: 'Reports on the same matter: their UUIDs, or external ids at the same outlet.',
    example: ['D004'],
    default: [],
  })
  readonly related?: readonly string[];

  @IdentityField(listOf(text(200), 100), {
    description: 'Reports that it contradicts, named in the same way.',
    example: ['D124'],
    default: [],
  })
  readonly contradicts?: readonly string[];

  @Field(text(2_000), { description: 'What was done to verify it.', example: 'Photo undated.', optional: true })
  readonly verification?: string;

  @Field(text(2_000), { description: 'A remark.', example: 'The person Silo, not the district.', optional: true })
  readonly note?: string;
  @Field(slug, {
    description:
      'The level of sensitivity from which on it may be read, one of those that GET /v1/me lists. By default the desk’s. A ' +
      'correction can raise it, for every version, and never lowers it.',
    example: 'restricted',
    optional: true,
  })
  readonly sensitivity?: string;
}

/** A report as it is sent, with the instant since when it is known. */
export type DatedDraft = Omit<DraftDto, 'reportedAt'> & { readonly reportedAt: Instant };
