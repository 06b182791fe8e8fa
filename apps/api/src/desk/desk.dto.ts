import { ApiProperty } from '@nestjs/swagger';
import { LinkDto, NotesProperty } from '../reading/envelope.dto.js';

const days = (description: string, example: string): PropertyDecorator =>
  ApiProperty({ description, type: String, format: 'date', nullable: true, example });

/** Where a map begins. */
export class StartViewDto {
  @ApiProperty({
    description:
      'minLon, minLat, maxLon, maxLat in degrees. By default the box around all places that anybody has reported on, ' +
      'areas left out; null where no place has a location.',
    type: [Number],
    nullable: true,
    example: [36.2, 34.6, 44.4, 37.1],
  })
  readonly bounds: readonly [number, number, number, number] | null;
}

/** A side, and how a mark shows it. */
export class PartyDto {
  @ApiProperty({ description: 'The actor’s id.', example: 'islamic-state' })
  readonly id: string;

  @ApiProperty({ description: 'Its name.', example: 'Islamic State' })
  readonly name: string;

  @ApiProperty({ description: '1 to 4 letters, different ones for each party.', example: 'IS' })
  readonly letters: string;

  @ApiProperty({
    description:
      'The party colour of the page, which has a light and a dark form; null for the sides known by letters.',
    type: String,
    nullable: true,
    enum: ['p1', 'p2', 'p3', 'p4', 'p5', null],
    example: 'p1',
  })
  readonly colour: string | null;
}

/** A count that is shown first. */
export class PinDto {
  @ApiProperty({ description: 'What is counted.', example: 'killed' })
  readonly measure: string;

  @ApiProperty({ description: 'Of whom; null for all.', type: String, nullable: true, example: 'islamic-state' })
  readonly group: string | null;

  @ApiProperty({ description: 'Where; null for everywhere.', type: String, nullable: true, example: 'mosul' })
  readonly place: string | null;
}

/** What a page must know before it asks its first question. */
export class DeskDto {
  @ApiProperty({ description: 'The desk’s zone: the days of knownAt are days there.', example: 'Asia/Baghdad' })
  readonly zone: string;

  @ApiProperty({ description: 'Languages of names, the first preferred.', type: [String], example: ['en', 'ar'] })
  readonly languages: readonly string[];

  @days('The first local day on which a report says that something happened.', '2014-06-10')
  readonly firstDay: string | null;

  @days('The last such day, not after lastKnown.', '2017-03-11')
  readonly lastDay: string | null;

  @days('The desk’s day on which the first report was made known.', '2017-03-06')
  readonly firstKnown: string | null;

  @days('The desk’s day on which anything was last made known.', '2017-03-11')
  readonly lastKnown: string | null;

  @ApiProperty({ description: 'Where the map begins.', type: StartViewDto })
  readonly startView: StartViewDto;

  @ApiProperty({
    description:
      'The sides that hold or held places, each as what is topmost on the day when that was first known or on lastDay: ' +
      'first those with a colour, as the desk has set them (SITREP_PARTIES), else the first five that were seen; then ' +
      'the others, 100 at most. A side keeps its colour, whatever is reported later.',
    type: [PartyDto],
  })
  readonly parties: readonly PartyDto[];

  @ApiProperty({
    description: 'The counts that are shown first; by default those most often reported.',
    type: [PinDto],
  })
  readonly pins: readonly PinDto[];

  @ApiProperty({ description: 'From how many days old a last evidence on an answer is `aged`.', example: 30 })
  readonly agedAfterDays: number;

  @ApiProperty({
    description: 'The style of the base map; null for the page’s own.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly styleUrl: string | null;

  @ApiProperty({
    description: 'The edition that is read: one that follows the log by its name, a finished one by its id.',
    example: 'live',
  })
  readonly edition: string;

  @ApiProperty({ description: 'The log position that the answer rests on.', example: '331' })
  readonly position: string;

  @NotesProperty()
  readonly notes?: readonly string[];

  @ApiProperty({ description: 'self: this answer again.', type: [LinkDto] })
  readonly links: readonly LinkDto[];
}
