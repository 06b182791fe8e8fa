import { ApiProperty } from '@nestjs/swagger';
import { type NamesDto, NamesProperty } from '../reading/names.dto.js';
import { type ConditionAxis, conditionAxes, placeKinds, type PlaceKind } from '#situation';
import { AxisDto } from '../conditions/condition-answer.dto.js';
import { HeldNowDto } from '../control/control-answer.dto.js';
import { LinkDto, NotesProperty } from '../reading/envelope.dto.js';
import { LocationDto } from '../places/place.dto.js';

/** A name of a place. */
export class PlaceNameDto {
  @ApiProperty({ description: 'The name, in the script of its language.', example: 'الموصل' })
  readonly name: string;

  @ApiProperty({
    description: 'Its language (BCP 47); left out of the registered name.',
    required: false,
    example: 'ar',
  })
  readonly language?: string;
}

/** A place as a map shows it. */
export class MapPlaceDto {
  @ApiProperty({ description: 'The place’s id.', example: 'mosul' })
  readonly id: string;

  @ApiProperty({ description: 'Its registered name.', example: 'Mosul' })
  readonly name: string;

  @ApiProperty({ description: 'The registered name, and those in other languages.', type: [PlaceNameDto] })
  readonly names: readonly PlaceNameDto[];

  @ApiProperty({ description: 'What it is.', enum: placeKinds, example: 'city' })
  readonly kind: PlaceKind;

  @ApiProperty({
    description: 'Where it is, and how precisely; null when not known.',
    type: LocationDto,
    nullable: true,
  })
  readonly location: LocationDto | null;

  @ApiProperty({
    description: 'The places that it is a part of, the nearest first.',
    type: [String],
    example: ['nineveh', 'iraq'],
  })
  readonly parents: readonly string[];

  @ApiProperty({ description: 'Of a way: the places between which it leads.', type: [String], example: [] })
  readonly connects: readonly string[];
}

/** One axis of the condition of a place. */
export class MapConditionDto extends AxisDto {
  @ApiProperty({ description: 'How whole it is, or whether one gets through.', enum: conditionAxes })
  readonly axis: ConditionAxis;
}

/** All that is known of one place at one moment. */
export class MapItemDto {
  @ApiProperty({ description: 'The place.', type: MapPlaceDto })
  readonly place: MapPlaceDto;

  @ApiProperty({ description: 'Who holds it; null when unknown.', type: HeldNowDto, nullable: true })
  readonly control: HeldNowDto | null;

  @ApiProperty({ description: 'What state it is in; an axis that is unknown is left out.', type: [MapConditionDto] })
  readonly conditions: readonly MapConditionDto[];
}

/** The moment that a map is compared with. */
export class ComparedWithDto {
  @ApiProperty({ description: 'When in the world.', example: '2017-03-07' })
  readonly validAt: string;

  @ApiProperty({ description: 'As known when.', example: '2017-03-09T23:59:59.999Z' })
  readonly knownAt: string;
}

/** A whole map at one moment. */
export class MapDto {
  @ApiProperty({ description: 'Places of which anything is known, in order of id.', type: [MapItemDto] })
  readonly items: readonly MapItemDto[];

  @ApiProperty({
    description: 'Ids of registered places of which nothing is known; with since, only those of which something was.',
    type: [String],
    example: ['tal-afar'],
  })
  readonly unknown: readonly string[];

  @NamesProperty()
  readonly names: NamesDto['names'];

  @ApiProperty({
    description: 'What it is compared with; left out without since.',
    type: ComparedWithDto,
    required: false,
  })
  readonly since?: ComparedWithDto;

  @ApiProperty({ description: 'When in the world.', example: '2017-03-08' })
  readonly validAt: string;

  @ApiProperty({ description: 'As known when.', example: '2017-03-09T23:59:59.999Z' })
  readonly knownAt: string;

  @ApiProperty({ description: 'Which of all that was said counts.', example: 'all-sources@1' })
  readonly policy: string;

  @ApiProperty({ description: 'The log position that the answer rests on.', example: '331' })
  readonly position: string;

  @ApiProperty({ description: 'Pins this answer; only from an edition that is finished.', required: false })
  readonly snapshot?: string;

  @NotesProperty()
  readonly notes?: readonly string[];

  @ApiProperty({ description: 'self: this answer again.', type: [LinkDto] })
  readonly links: readonly LinkDto[];
}
