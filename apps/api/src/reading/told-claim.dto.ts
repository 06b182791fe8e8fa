import { ApiProperty } from '@nestjs/swagger';
import type { Told } from '#read-models/queries';
import { credibilities, type Grade, reliabilities, toInstant, type Voices } from '#situation';
import { ReportReferenceDto } from './report-summary.dto.js';

/** Where something said comes from. */
export class TellingDto {
  @ApiProperty({ description: 'The report.', type: ReportReferenceDto })
  readonly report: ReportReferenceDto;

  @ApiProperty({ description: 'The report in one sentence.' })
  readonly summary: string;

  @ApiProperty({ description: 'From the first voice to the outlet.', type: [String] })
  readonly chain: readonly string[];

  @ApiProperty({ description: 'The actors whose account it is; empty when the outlet alone speaks.', type: [String] })
  readonly speakers: readonly string[];

  @ApiProperty({ description: 'Reliability of the source.', enum: reliabilities })
  readonly reliability: string;

  @ApiProperty({ description: 'Credibility of the content.', enum: credibilities })
  readonly credibility: number;

  @ApiProperty({ description: 'When it was made known.', format: 'date-time' })
  readonly knownFrom: string;
}

/** A claim or a report, and where it comes from. */
type Telling = Told & { readonly reportId: string; readonly grade: Grade; readonly knownFromMs: number };

/** Where a claim or a report comes from, as answers tell it. */
export const tellingOf = (told: Telling, voices: Voices): TellingDto => ({
  report: { id: told.reportId, externalId: told.externalId },
  summary: told.summary,
  chain: told.source.chain,
  speakers: voices.speakersOf(told),
  reliability: told.grade.reliability,
  credibility: told.grade.credibility,
  knownFrom: toInstant(told.knownFromMs),
});

/** The reason of a claim that the policy of the question sets aside. */
export const aside_by_policy = 'policy';
