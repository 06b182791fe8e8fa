import { ApiProperty } from '@nestjs/swagger';
import type { ReportEvent } from '#projections/queries';
import { HoldingDto, NamedPlaceDto } from '../control/control-answer.dto.js';
import { LinkDto } from '../reading/envelope.dto.js';
import { ReportReferenceDto } from '../reading/report-reference.dto.js';
import { GradeDto } from '../reports/draft.dto.js';

/** A place whose answer differs. */
export class ControlChangeDto {
  @ApiProperty({ description: 'The place.', type: NamedPlaceDto })
  readonly place: NamedPlaceDto;

  @ApiProperty({ description: 'The answer before.', type: HoldingDto })
  readonly before: HoldingDto;

  @ApiProperty({ description: 'The answer after.', type: HoldingDto })
  readonly after: HoldingDto;
}

const differing = 'Places whose answers differ, in order of their ids.';
const control_more = { description: 'True when more places differ than limit.', example: false };

/** What changed in the world. */
export class WorldChangesDto {
  @ApiProperty({
    description: 'The answers are as known at this moment: the end of `to`.',
    example: '2017-03-09T23:59:59.999Z',
  })
  readonly knownAt: string;

  @ApiProperty({ description: differing, type: [ControlChangeDto] })
  readonly control: readonly ControlChangeDto[];

  @ApiProperty(control_more)
  readonly moreControl: boolean;
}

const kinds: readonly ReportEvent['kind'][] = [
  ...(['reported', 'report_corrected', 'report_retracted', 'report_reinstated', 'report_graded'] as const),
  ...(['reports_linked', 'reports_unlinked'] as const),
];

/** Something that was said about a report. */
export class ReportEventDto {
  @ApiProperty({
    description: 'The id of the report or the amendment.',
    example: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11',
  })
  readonly id: string;

  @ApiProperty({ description: 'What happened.', enum: kinds })
  readonly kind: ReportEvent['kind'];

  @ApiProperty({ description: 'The report that it is about.', type: ReportReferenceDto })
  readonly report: ReportReferenceDto;

  @ApiProperty({ description: 'When it was made known.', example: '2017-03-08T06:00:00.000Z' })
  readonly reportedAt: string;

  @ApiProperty({ description: 'Why; null where none was given.', type: String, nullable: true, example: null })
  readonly reason: string | null;

  @ApiProperty({ description: 'The new grade, of a report_graded; else null.', type: GradeDto, nullable: true })
  readonly grade: GradeDto | null;

  @ApiProperty({
    description: 'The incident, of links and unlinks; else null.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly incident: string | null;
}

/** What changed in what was known. */
export class KnowledgeChangesDto {
  @ApiProperty({ description: 'The answers are about this moment in the world: `to`.', example: '2017-03-09' })
  readonly validAt: string;

  @ApiProperty({ description: differing, type: [ControlChangeDto] })
  readonly control: readonly ControlChangeDto[];

  @ApiProperty(control_more)
  readonly moreControl: boolean;

  @ApiProperty({
    description: 'What was said about reports after `from` and until `to`, in order of when it was made known.',
    type: [ReportEventDto],
  })
  readonly reports: readonly ReportEventDto[];

  @ApiProperty({
    description: 'True when more was said than limit: ask about a shorter time, or one place.',
    example: false,
  })
  readonly moreReports: boolean;
}

/** What changed between two dates. */
export class ChangesDto {
  @ApiProperty({
    description: 'The instant that `from` came to, on the clock of what was known.',
    example: '2017-03-07T23:59:59.999Z',
  })
  readonly knownFrom: string;

  @ApiProperty({
    description: 'The instant that `to` came to, on the clock of what was known.',
    example: '2017-03-09T23:59:59.999Z',
  })
  readonly knownTo: string;

  @ApiProperty({ description: 'validAt=from against validAt=to, both as known at `to`.', type: WorldChangesDto })
  readonly world: WorldChangesDto;

  @ApiProperty({ description: 'knownAt=from against knownAt=to, both about validAt=to.', type: KnowledgeChangesDto })
  readonly knowledge: KnowledgeChangesDto;

  @ApiProperty({ description: 'The log position that the answer rests on.', example: '331' })
  readonly position: string;

  @ApiProperty({
    description: 'Pins this answer; only from an edition that is finished.',
    required: false,
  })
  readonly snapshot?: string;

  @ApiProperty({ description: 'This answer again.', type: [LinkDto] })
  readonly links: readonly LinkDto[];
}
