import { ApiProperty, PickType } from '@nestjs/swagger';
import { fileFormats } from '#imports';
import { ImportFormDto } from './import.dto.js';

/** The form of a file that a mapping is proposed for. */
export class ProposalFormDto extends PickType(ImportFormDto, ['file', 'sheet', 'headLine']) {
  @ApiProperty({ description: 'What it is; by default what it looks like.', enum: fileFormats, required: false })
  readonly format?: string;
}

/** A column of a file. */
export class ImportColumnDto {
  @ApiProperty({ description: 'Its name in the first row.', example: 'incident/town' })
  readonly name: string;

  @ApiProperty({ description: 'Up to three of its cells.', type: [String], example: ['Qayyarah', 'Old Mill'] })
  readonly samples: readonly string[];

  @ApiProperty({
    description: 'The different words of its first 200 cells, 100 at most: what a vocabulary would give meanings to.',
    type: [String],
    example: ['Qayyarah', 'Old Mill'],
  })
  readonly words: readonly string[];
}

/** What a file looks like, and what its columns may mean. */
export class ImportProposalDto {
  @ApiProperty({ description: 'What the file is. A `table` needs a mapping.', enum: fileFormats, example: 'table' })
  readonly format: string;

  @ApiProperty({
    description: 'What of the file was read and what was not, where one may expect something else.',
    type: [String],
    example: ['The sheet Incidents is read, of lists (hidden), Incidents.'],
  })
  readonly notices: readonly string[];

  @ApiProperty({ description: 'Its columns, in order.', type: [ImportColumnDto] })
  readonly columns: readonly ImportColumnDto[];

  @ApiProperty({
    description:
      'What the columns of a table may mean: see docs/how-to/import.md. Null of a dataset that is known here.',
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: { timeZone: 'UTC', report: { externalId: { column: '_uuid' } } },
  })
  readonly mapping: object | null;

  @ApiProperty({ description: 'The columns that the mapping does not read.', type: [String], example: ['username'] })
  readonly unused: readonly string[];
}
