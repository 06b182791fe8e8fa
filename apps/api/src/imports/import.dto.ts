import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { fileFormats } from '#imports';
import { lineFormats } from './uploaded-lines.js';

export const uploadFormats = [...fileFormats, ...lineFormats] as const;

/** The form of an upload. */
export class ImportFormDto {
  @ApiProperty({
    description:
      'CSV, TSV or XLSX; NDJSON as POST /v1/reports/batch takes it; or a campaign folder (places.ndjson, actors.ndjson, ' +
      'reports.ndjson) packed as ZIP. At most 32 MiB, and 64 MiB unpacked.',
    type: 'string',
    format: 'binary',
  })
  readonly file: string;

  @ApiProperty({
    description: 'What its columns mean, as YAML or JSON: see docs/how-to/import.md. Not needed for a known dataset.',
    required: false,
    example: '{"report": {"type": "clash"}}',
  })
  readonly mapping?: string;

  @ApiProperty({
    description: 'What it is; by default what it looks like, and of lines and a campaign what its name ends in.',
    enum: uploadFormats,
    required: false,
  })
  readonly format?: string;

  @ApiProperty({
    description: 'The sheet of a workbook; by default that of the mapping, or the first one that is shown.',
    required: false,
    example: 'Incidents',
  })
  readonly sheet?: string;

  @ApiProperty({
    description:
      'The line that the names of columns stand in; by default that of the mapping, or the first that names several.',
    required: false,
    example: '3',
  })
  readonly headLine?: string;

  @ApiProperty({
    description: 'Of a dataset: the zone of its days; by default that of the country.',
    required: false,
    example: 'Asia/Baghdad',
  })
  readonly timeZone?: string;

  @ApiProperty({
    description: 'Of a dataset: when it was published, a day or an instant.',
    required: false,
    example: '2019-06-01',
  })
  readonly published?: string;

  @ApiProperty({
    description: 'true: record nothing, only say what would happen.',
    enum: ['true', 'false'],
    required: false,
  })
  readonly dryRun?: string;

  @ApiProperty({
    description: 'true: its reports are drafts, which count for nothing until they are approved.',
    enum: ['true', 'false'],
    required: false,
  })
  readonly draft?: string;

  @ApiProperty({
    description: 'true: each refused row comes with its cells, so that a file of the refused rows can be made.',
    enum: ['true', 'false'],
    required: false,
  })
  readonly cells?: string;
}

/** A row that was refused. */
export class RefusedRowDto {
  @ApiPropertyOptional({ description: 'Of lines: the file that it is in.', example: 'reports.ndjson' })
  readonly file?: string;

  @ApiProperty({ description: 'The line of the file that it begins on; of a sheet the row.', example: 4 })
  readonly line: number;

  @ApiProperty({ description: 'The column to mend; empty where it is the row as a whole.', example: 'fatalities' })
  readonly column: string;

  @ApiProperty({ description: 'Where in the report it stands, as a JSON pointer.', example: '/figures/0/best' })
  readonly pointer: string;

  @ApiProperty({ description: 'What is wrong.', example: '"some" is no number.' })
  readonly reason: string;

  @ApiPropertyOptional({
    description: 'With cells=true: the cells of the row, by column.',
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { fatalities: 'some' },
  })
  readonly cells?: Readonly<Record<string, string>>;
}

/** A line of the answer: how far it is, or a row that was refused. */
export class ImportLineDto {
  @ApiProperty({ description: 'What is being sent.', enum: ['gazetteer', 'rows'], required: false })
  readonly phase?: string;

  @ApiProperty({ description: 'How much of it is done.', required: false, example: 500 })
  readonly rows?: number;

  @ApiProperty({ description: 'Of how much; of lines only at the end of a phase.', required: false, example: 7_473 })
  readonly of?: number;

  @ApiProperty({ description: 'A row that was refused, and why.', type: RefusedRowDto, required: false })
  readonly refused?: RefusedRowDto;
}

class RegisteredCountsDto {
  @ApiProperty({ description: 'Places registered.', example: 5 })
  readonly places: number;

  @ApiProperty({ description: 'Actors registered.', example: 4 })
  readonly actors: number;

  @ApiProperty({ description: 'Places and actors that were there.', example: 0 })
  readonly present: number;
}

class ReportCountsDto {
  @ApiProperty({ description: 'New reports that count.', example: 3 })
  readonly recorded: number;

  @ApiProperty({ description: 'Already there.', example: 0 })
  readonly present: number;

  @ApiProperty({ description: 'Corrections of reports that said something else.', example: 0 })
  readonly corrected: number;

  @ApiProperty({ description: 'Retractions, of a list of deleted events.', example: 0 })
  readonly retracted: number;

  @ApiProperty({ description: 'Grades, links and reinstatements, of lines.', example: 0 })
  readonly amended: number;

  @ApiProperty({ description: 'Refused rows.', example: 0 })
  readonly refused: number;

  @ApiProperty({ description: 'Numbers of reports that are there, and not in a file that has all.', type: [String] })
  readonly vanished: readonly string[];
}

class DraftCountsDto {
  @ApiProperty({ description: 'New drafts.', example: 3 })
  readonly recorded: number;

  @ApiProperty({ description: 'Other readings of drafts that nobody has decided about.', example: 0 })
  readonly revised: number;
}

class ReasonDto {
  @ApiProperty({ description: 'Why rows were refused.', example: 'fatalities: "…" is no number.' })
  readonly reason: string;

  @ApiProperty({ description: 'How many.', example: 2 })
  readonly rows: number;
}

/** The last line of the answer: what became of the rows. */
export class ImportEndDto {
  @ApiProperty({ description: 'Always true: an answer without this line was cut off.', example: true })
  readonly done: boolean;

  @ApiProperty({ description: 'What the file is.', enum: uploadFormats, example: 'acled' })
  readonly format: string;

  @ApiProperty({ description: 'True when nothing was recorded.', example: false })
  readonly dryRun: boolean;

  @ApiProperty({ description: 'True when it ended before the end of the file.', example: false })
  readonly stopped: boolean;

  @ApiProperty({ description: 'What was registered.', type: RegisteredCountsDto })
  readonly registered: RegisteredCountsDto;

  @ApiProperty({ description: 'What became of the rows.', type: ReportCountsDto })
  readonly reports: ReportCountsDto;

  @ApiProperty({ description: 'What of the rows waits for an approval.', type: DraftCountsDto })
  readonly drafts: DraftCountsDto;

  @ApiProperty({ description: 'Why rows were refused, and how often.', type: [ReasonDto] })
  readonly reasons: readonly ReasonDto[];

  @ApiProperty({
    description:
      'The name under which the drafts of this import can be listed and approved together; left out where there are none.',
    required: false,
    example: 'import-7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11',
  })
  readonly bundle?: string;

  @ApiProperty({ description: 'What the person who imports should know.', type: [String] })
  readonly notices: readonly string[];
}
