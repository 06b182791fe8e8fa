import { ApiProperty } from '@nestjs/swagger';
import { LinkDto, NotesProperty } from '../reading/envelope.dto.js';
import { type NamesDto, NamesProperty } from '../reading/names.dto.js';
import { ConditionChangeDto, ControlChangeDto } from './change.dto.js';
import { CountChangeDto } from './count-change.dto.js';
import { KnownChangeDto } from './known-change.dto.js';

const by_place = 'In order of place id.';

/** What changed between two dates. A list is left out where `kinds` does not name it. */
export class ChangesDto {
  @ApiProperty({ description: 'The earlier moment in the world.', example: '2017-03-08' })
  readonly from: string;

  @ApiProperty({ description: 'The later one.', example: '2017-03-09' })
  readonly to: string;

  @ApiProperty({
    description: 'The later answers, and the earlier ones unless knownFrom was asked, are as known then.',
    example: '2017-03-09T23:59:59.999Z',
  })
  readonly knownAt: string;

  @ApiProperty({
    description:
      '`known` tells of what came to be known after this instant: the end of `from`. With sinceRecorded it is knownAt.',
    example: '2017-03-08T23:59:59.999Z',
  })
  readonly knownFrom: string;

  @ApiProperty({
    description: 'And until this one: the end of `to`, or `knownAt` where that is earlier.',
    example: '2017-03-09T23:59:59.999Z',
  })
  readonly knownTo: string;

  @ApiProperty({ description: 'The position asked with sinceRecorded.', example: '331', required: false })
  readonly sinceRecorded?: string;

  @NamesProperty()
  readonly names: NamesDto['names'];

  @ApiProperty({
    description: `Holders of other sides before and after, and a claim that took effect in between. ${by_place}`,
    type: [ControlChangeDto],
    required: false,
  })
  readonly changedHands?: readonly ControlChangeDto[];

  @ApiProperty({
    description: `Unknown before, known after, and nobody says that it changed. ${by_place}`,
    type: [ControlChangeDto],
    required: false,
  })
  readonly firstReported?: readonly ControlChangeDto[];

  @ApiProperty({
    description: `An answer that lost a status or a condition, or whose evidence aged, without a claim. ${by_place}`,
    type: [ControlChangeDto],
    required: false,
  })
  readonly lapsed?: readonly ControlChangeDto[];

  @ApiProperty({
    description: `Everything else about control: units of one side, extent, conditions told. ${by_place}`,
    type: [ControlChangeDto],
    required: false,
  })
  readonly refined?: readonly ControlChangeDto[];

  @ApiProperty({
    description: 'The same of things, each with its classification, in order of place id and axis.',
    type: [ConditionChangeDto],
    required: false,
  })
  readonly conditions?: readonly ConditionChangeDto[];

  @ApiProperty({
    description: 'What is told of the days in between, by measure and group; then running totals that moved.',
    type: [CountChangeDto],
    required: false,
  })
  readonly counts?: readonly CountChangeDto[];

  @ApiProperty({
    description: 'Reports and amendments that came to be known in between, in order of when.',
    type: [KnownChangeDto],
    required: false,
  })
  readonly known?: readonly KnownChangeDto[];

  @ApiProperty({ description: 'Which of all that was said counts.', example: 'all-sources@1' })
  readonly policy: string;

  @ApiProperty({ description: 'The log position that the answer rests on.', example: '331' })
  readonly position: string;

  @ApiProperty({ description: 'Pins this answer; only from an edition that is finished.', required: false })
  readonly snapshot?: string;

  @NotesProperty()
  readonly notes?: readonly string[];

  @ApiProperty({ description: 'This answer again, and the next page while there is more.', type: [LinkDto] })
  readonly links: readonly LinkDto[];
}
