import { ApiProperty } from '@nestjs/swagger';
import { actorKinds, type Moment, placeKinds } from '#situation';
import { Field, QueryNumber } from '../http/field.decorator.js';
import { text, wholeNumber } from '../http/field-kinds.js';
import { EnvelopeDto } from '../reading/envelope.dto.js';
import { EditionField, KnownAtField } from '../reading/query-field.decorators.js';
import { ReportSummaryDto } from '../reading/report-summary.dto.js';

export const longest_search = 200;
const most_of_a_kind = 50;
const default_of_a_kind = 5;

/** What is searched for, as known when, and how much of each kind is wanted. */
export class SearchQueryDto {
  @Field(text(longest_search), {
    description:
      'Places and actors that are called so, or whose name begins with it or holds it; reports that have all of these ' +
      'words, as `q` of /v1/reports; incidents of this key.',
    example: 'Mosul bridge',
  })
  readonly q: string;

  @KnownAtField()
  readonly knownAt?: Moment;

  @EditionField()
  readonly edition: string = 'live';
  readonly snapshot?: string;

  @QueryNumber(wholeNumber(1, most_of_a_kind), {
    description: 'Hits of each kind, at most. The lists of each kind have them all.',
    example: default_of_a_kind,
    default: default_of_a_kind,
  })
  readonly limit: number = default_of_a_kind;
}

/** A place that was found. */
export class PlaceFoundDto {
  @ApiProperty({ description: 'Its id.', example: 'mosul' })
  readonly id: string;

  @ApiProperty({ description: 'Its name.', example: 'Mosul' })
  readonly name: string;

  @ApiProperty({ description: 'What it is.', enum: placeKinds, example: 'city' })
  readonly kind: string;

  @ApiProperty({ description: 'The place that it is a part of; null for none.', type: String, nullable: true })
  readonly parent: string | null;
}

/** An actor that was found. */
export class ActorFoundDto {
  @ApiProperty({ description: 'Its id.', example: 'sdf' })
  readonly id: string;

  @ApiProperty({ description: 'Its name.', example: 'Syrian Democratic Forces' })
  readonly name: string;

  @ApiProperty({ description: 'What it is.', enum: actorKinds, example: 'coalition' })
  readonly kind: string;
}

/** A report that was found, with the day on which it was made known. */
export class ReportFoundDto extends ReportSummaryDto {
  @ApiProperty({ description: 'When it was made known.', example: '2017-03-06T20:59:59.999Z' })
  readonly knownFrom: string;
}

/** An incident that was found. */
export class IncidentFoundDto {
  @ApiProperty({ description: 'Its key.', example: 'E-RAQQA-ROAD' })
  readonly key: string;

  @ApiProperty({ description: 'How many reports it has, as known then.', example: 3 })
  readonly reports: number;
}

/** The first hits of each kind. */
export class SearchAnswerDto extends EnvelopeDto {
  @ApiProperty({ description: 'The best matches first.', type: [PlaceFoundDto] })
  readonly places: readonly PlaceFoundDto[];

  @ApiProperty({ description: 'The best matches first.', type: [ActorFoundDto] })
  readonly actors: readonly ActorFoundDto[];

  @ApiProperty({ description: 'What was made known latest first.', type: [ReportFoundDto] })
  readonly reports: readonly ReportFoundDto[];

  @ApiProperty({ description: 'The incident of this key, if there is one.', type: [IncidentFoundDto] })
  readonly incidents: readonly IncidentFoundDto[];
}
