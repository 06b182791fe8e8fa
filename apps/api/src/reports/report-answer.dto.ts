import { ApiProperty, OmitType } from '@nestjs/swagger';
import type { Sender } from '#editions';
import type { AmendmentKind, ReportHistory, ReportView, StandingRetraction, VersionMade } from '#read-models/queries';
import { DifferenceDto } from '../corrections/difference.dto.js';
import { differencesOfVersions } from '../corrections/version-differences.js';
import { citationOf } from '../reading/citation.js';
import { IncidentMembershipDto } from '../incidents/belonging.dto.js';
import { StandingRetractionDto } from './amendment.dto.js';
import { DraftDto, GradeDto } from './draft.dto.js';

const reference_example = ['7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11'];

const retracted = {
  description: 'True when the report is retracted, as this edition knows it, whatever is asked as of when.',
  example: false,
};
const retraction = {
  description: 'Since when and why it is retracted; null while it is not.',
  type: () => StandingRetractionDto,
  nullable: true,
  example: null,
};

/** One version of a report, every default filled in. */
export class ReportVersionDto extends OmitType(DraftDto, ['id', 'related', 'contradicts']) {
  @ApiProperty({ description: 'The report’s id; the same for every version.', example: reference_example[0] })
  readonly id: string;

  @ApiProperty({ description: 'Ids of reports on the same matter.', example: reference_example, type: [String] })
  readonly related: readonly string[];

  @ApiProperty({ description: 'Ids of reports that it contradicts.', example: reference_example, type: [String] })
  readonly contradicts: readonly string[];

  @ApiProperty({
    description: 'True where the report is withheld from who asks, and shown coarsened as the desk has set.',
    type: Boolean,
    required: false,
    example: true,
  })
  readonly withheld?: boolean;

  @ApiProperty({
    description: '1 is the report as first given; a correction, a grade or a reinstatement makes the next.',
    example: 1,
  })
  readonly version: number;

  @ApiProperty({ description: 'From when it was known.', example: '2017-03-06T20:59:59.999Z' })
  readonly knownFrom: string;

  @ApiProperty({
    description: 'When it was superseded or withdrawn; null while it stands.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly knownTo: string | null;
}

const amendment_kinds: readonly AmendmentKind[] = [
  'report_corrected',
  'report_retracted',
  'report_reinstated',
  'report_graded',
  'reports_linked',
  'reports_unlinked',
];

/** Who sent an event over the API. */
export class SenderDto {
  @ApiProperty({
    description:
      '`key:` and the public id of a key, `oidc:` and the subject of a token, `anonymous`, or `operator` for what this Sitrep sent itself.',
    example: 'key:0f3a9c1d27be',
  })
  readonly id: string;

  @ApiProperty({
    description: 'The name that the key was made for, or the pseudonym of a person who was erased; null without a key.',
    type: String,
    nullable: true,
    example: 'Amina',
  })
  readonly name: string | null;
}

const by = { type: () => SenderDto, nullable: true, example: { id: 'key:0f3a9c1d27be', name: 'Amina' } } as const;

/** One version in the history of its report. */
export class HistoricVersionDto extends ReportVersionDto {
  @ApiProperty({ ...by, description: 'Who sent its words; null where they came in past the API, or before keys.' })
  readonly by: SenderDto | null;

  @ApiProperty({
    description: 'How documents cite it: number, outlet, first voice, grade.',
    example: 'D051 Reuters, Iraqi military (B2)',
  })
  readonly citation: string;

  @ApiProperty({
    description: 'What reads otherwise than in the version before, member by member; empty of the first.',
    type: [DifferenceDto],
  })
  readonly changed: readonly DifferenceDto[];
}

/** The approval that made a draft a report. */
export class ApprovalOfReportDto {
  @ApiProperty({ description: 'The event.', format: 'uuid' })
  readonly id: string;

  @ApiProperty({ description: 'When.', format: 'date-time', example: '2026-11-29T16:40:00.000Z' })
  readonly approvedAt: string;

  @ApiProperty({
    description: 'What it rests on; null where nobody said.',
    type: String,
    nullable: true,
    example: null,
  })
  readonly note: string | null;

  @ApiProperty({ ...by, description: 'Who approved it; null where that is not known.' })
  readonly by: SenderDto | null;
}

/** A correction, retraction, reinstatement or grade, or a decision about the report’s incident. */
export class AmendmentDto {
  @ApiProperty({ description: 'Its id.', example: reference_example[0] })
  readonly id: string;

  @ApiProperty({ ...by, description: 'Who sent it; null where it came in past the API, or before there were keys.' })
  readonly by: SenderDto | null;

  @ApiProperty({ description: 'What it does.', enum: amendment_kinds })
  readonly kind: AmendmentKind;

  @ApiProperty({ description: 'When it was made known.', example: '2017-03-08T06:00:00.000Z' })
  readonly reportedAt: string;

  @ApiProperty({
    description: 'Why; null for a grade that came without a reason.',
    type: String,
    nullable: true,
    example: 'The agency withdrew the story.',
  })
  readonly reason: string | null;

  @ApiProperty({ description: 'The new grade, of a report_graded.', type: GradeDto, required: false })
  readonly grade?: GradeDto;

  @ApiProperty({ description: 'The incident, of links and unlinks.', example: 'E-ROAD', required: false })
  readonly incident?: string;

  @ApiProperty({
    description: 'The events that it follows; left out in amendments that were recorded before there was this.',
    example: [reference_example[0]],
    type: [String],
    required: false,
  })
  readonly follows?: readonly string[];

  @ApiProperty({
    description: 'What reads otherwise in the version that it made, member by member; empty where it made none.',
    type: [DifferenceDto],
  })
  readonly changed: readonly DifferenceDto[];
}

/** Everything said about one report. */
export class ReportHistoryDto {
  @ApiProperty({ description: 'The report’s id.', example: reference_example[0] })
  readonly id: string;

  @ApiProperty({ description: 'True when it is retracted: the same as retracted.', example: false })
  readonly withdrawn: boolean;

  @ApiProperty(retracted)
  readonly retracted: boolean;

  @ApiProperty(retraction)
  readonly retraction: StandingRetractionDto | null;

  @ApiProperty({ description: 'Of a report that came in as a draft.', type: ApprovalOfReportDto, required: false })
  readonly approval?: ApprovalOfReportDto;

  @ApiProperty({ description: 'Every version, the first one first.', type: [HistoricVersionDto] })
  readonly versions: readonly HistoricVersionDto[];

  @ApiProperty({
    description: 'Every correction, retraction, reinstatement, grade, link and unlink.',
    type: [AmendmentDto],
  })
  readonly amendments: readonly AmendmentDto[];

  @ApiProperty({
    description: 'The incidents that it belonged to, one after the other, and how it came in.',
    type: [IncidentMembershipDto],
  })
  readonly incidents: readonly IncidentMembershipDto[];

  @ApiProperty({ description: 'The log position that the answer rests on.', example: '331' })
  readonly position: string;

  @ApiProperty({ description: 'Pins this answer; only from an edition that is finished.', required: false })
  readonly snapshot?: string;
}

/** A version as it is answered. */
export const versionAnswer = ({ report, version, knownFrom, knownTo }: Omit<ReportView, 'cursor'>) => ({
  ...report,
  version,
  knownFrom,
  knownTo,
});

/** Whether and since when a report is retracted, as it is answered. */
export const retractedAnswer = (standing: StandingRetraction | undefined) => ({
  retracted: standing !== undefined,
  retraction: standing ?? null,
});

const citationOfReport = ({ id, externalId, source: { outlet, chain }, grade }: ReportView['report']): string =>
  citationOf({ id, externalId: externalId ?? null, outlet, voice: chain[0] ?? null, ...grade });

/** What is read beside a history: who sent its events, the versions that its amendments made, and how far the log is. */
interface BesideHistory {
  readonly senders: ReadonlyMap<string, Sender>;
  readonly made: ReadonlyMap<string, VersionMade>;
  readonly position: string;
}

/** A history as it is answered. */
export const historyAnswer = (history: ReportHistory, { senders, made, position }: BesideHistory) => ({
  id: history.id,
  withdrawn: history.retraction !== undefined,
  ...retractedAnswer(history.retraction),
  ...(history.approval === undefined
    ? {}
    : { approval: { ...history.approval, by: senders.get(history.approval.id) ?? null } }),
  versions: history.versions.map((version, index) => {
    const before = history.versions[index - 1];
    const changed = before === undefined ? [] : differencesOfVersions(before.report, version.report);
    const by = senders.get(version.wordsOf) ?? null;
    return { ...versionAnswer(version), by, citation: citationOfReport(version.report), changed };
  }),
  amendments: history.amendments.map((amendment) => {
    const versions = made.get(amendment.id);
    const changed = versions === undefined ? [] : differencesOfVersions(versions.before, versions.after);
    return { ...amendment, by: senders.get(amendment.id) ?? null, changed };
  }),
  incidents: history.incidents,
  position,
});
