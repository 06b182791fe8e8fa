import { ApiProperty } from '@nestjs/swagger';
import { reliabilities, credibilities, type Moment, type PlaceId } from '#situation';
import { Field } from '../http/field.decorator.js';
import { instant, moment, oneOf } from '../http/field-kinds.js';
import { EnvelopeDto } from '../reading/envelope.dto.js';
import { NamedPlaceDto } from '../control/control-answer.dto.js';
import { ReportReferenceDto } from '../reading/report-summary.dto.js';
import { EditionField, PolicyField, WithinField } from '../reading/query-field.decorators.js';
import { type BriefingLanguage, briefingLanguages } from './words.js';

export const briefingFormats = ['json', 'md', 'html', 'docx'] as const;
export type BriefingFormat = (typeof briefingFormats)[number];

/** In the order in which they are read: what is new, then the numbers that run on, then what is known more closely. */
export const sectionNames = [
  'changedHands',
  'conditions',
  'waysOut',
  'figures',
  'amended',
  'contradictionsNew',
  'counts',
  'totals',
  'contradictionsSettled',
  'firstReported',
  'refined',
  'lapsed',
  'revised',
] as const;
export type SectionName = (typeof sectionNames)[number];

/** Between which two dates, as known when, where, and how it is written. */
export class BriefingQueryDto {
  @Field(moment, {
    description: 'The earlier date: a local day of each place, to its end, or an instant.',
    example: '2017-03-08',
  })
  readonly from: Moment;

  @Field(moment, {
    description: 'The later date, in the same way. As known at its end, unless knownAt or publishedAt says otherwise.',
    example: '2017-03-09',
  })
  readonly to: Moment;

  @Field(moment, {
    description:
      'As known when: a day of the desk, to its end, or an instant, its + written %2B. By default at the end of `to`; with ' +
      '`publishedAt`, now.',
    example: '2017-03-20',
    optional: true,
  })
  readonly knownAt?: Moment;

  @Field(instant, {
    description:
      'When it was published: it is compared with what was known then, and `revised` says what would be said otherwise ' +
      'as known at knownAt, which is now by default. Not after knownAt.',
    example: '2017-03-09T20:00:00Z',
    optional: true,
  })
  readonly publishedAt?: string;

  @WithinField()
  readonly within?: PlaceId;

  @PolicyField()
  readonly policy?: string;

  @Field(oneOf(briefingLanguages), { description: 'In which language it is written.', example: 'en', default: 'en' })
  readonly lang: BriefingLanguage = 'en';

  @Field(oneOf(briefingFormats), {
    description:
      'json; md, Markdown; html, one page that needs nothing else; docx, Word. By default what Accept asks for.',
    example: 'md',
    optional: true,
  })
  readonly format?: BriefingFormat;

  @EditionField()
  readonly edition: string = 'live';
  readonly snapshot?: string;
}

/** A report that a line rests on. */
export class CitedReportDto extends ReportReferenceDto {
  @ApiProperty({ description: 'Who published it.', example: 'Reuters' })
  readonly outlet: string;

  @ApiProperty({
    description: 'The first voice, as printed; null where there is none.',
    type: String,
    nullable: true,
    example: 'Iraqi military',
  })
  readonly voice: string | null;

  @ApiProperty({ description: 'How reliable the source is.', enum: reliabilities, example: 'B' })
  readonly reliability: string;

  @ApiProperty({ description: 'How credible the content is.', enum: credibilities, example: 2 })
  readonly credibility: number;

  @ApiProperty({
    description: 'The report as a document cites it: number, outlet, first voice, grade.',
    example: 'D051 Reuters, Iraqi military (B2)',
  })
  readonly citation: string;
}

/** One line of a briefing. */
export class BriefingLineDto {
  @ApiProperty({
    description: 'The place, by its name in the language asked for; null of what is about no one place.',
    type: NamedPlaceDto,
    nullable: true,
  })
  readonly place: NamedPlaceDto | null;

  @ApiProperty({ description: 'What is said.', example: 'from Islamic State to Iraq' })
  readonly text: string;

  @ApiProperty({ description: 'What it rests on, the outlets’ numbers in order.', type: [CitedReportDto] })
  readonly reports: readonly CitedReportDto[];

  @ApiProperty({
    description: 'The answer behind it, for programs.',
    example: '/v1/control/moalimin/explanation?validAt=2017-03-09',
  })
  readonly href: string;

  @ApiProperty({
    description: 'The screen of the page that shows it to a reader, where documents link to.',
    example: '/places/moalimin?d=2017-03-09&k=2017-03-09&lang=en',
  })
  readonly page: string;
}

/** Lines of one kind. */
export class BriefingSectionDto {
  @ApiProperty({ description: 'Which kind.', enum: sectionNames, example: 'changedHands' })
  readonly name: SectionName;

  @ApiProperty({ description: 'Its heading.', example: 'Changed hands' })
  readonly heading: string;

  @ApiProperty({ description: 'Its lines.', type: [BriefingLineDto] })
  readonly lines: readonly BriefingLineDto[];
}

/** Where a place is: degrees, WGS 84. */
export class MarkLocationDto {
  @ApiProperty({ description: 'Degrees east.', example: 43.13 })
  readonly lon: number;

  @ApiProperty({ description: 'Degrees north.', example: 36.34 })
  readonly lat: number;
}

export const markKinds = ['changedHands', 'fighting', 'around'] as const;

/** A place on the map of a briefing. */
export class BriefingMarkDto {
  @ApiProperty({ description: 'The place, by its name in the language asked for.', type: NamedPlaceDto })
  readonly place: NamedPlaceDto;

  @ApiProperty({
    description:
      'changedHands: it did between the dates. fighting: a report of fighting there became known in between. around: it ' +
      'lies around one of these, and is shown to find one’s way.',
    enum: markKinds,
    example: 'changedHands',
  })
  readonly kind: (typeof markKinds)[number];

  @ApiProperty({ description: 'What is said of it; empty of what lies around.', example: 'from Islamic State to Iraq' })
  readonly text: string;

  @ApiProperty({ description: 'Where it is.', type: MarkLocationDto })
  readonly location: MarkLocationDto;
}

/** The map of a briefing. */
export class BriefingMapDto {
  @ApiProperty({ description: 'Its heading.', example: 'Map' })
  readonly title: string;

  @ApiProperty({
    description: 'The same in a sentence, for those who do not see it.',
    example: 'Changed hands: Moalimin and Silo. Fighting reported: Dawasa.',
  })
  readonly alt: string;

  @ApiProperty({ description: 'The places, at most 40 beside those around.', type: [BriefingMarkDto] })
  readonly marks: readonly BriefingMarkDto[];

  @ApiProperty({ description: 'How many places are not shown: they have no location, or are too many.', example: 0 })
  readonly notShown: number;
}

/** What changed between two dates, in sentences. */
export class BriefingDto extends EnvelopeDto {
  @ApiProperty({ description: 'The earlier date.', example: '2017-03-08' })
  readonly from: string;

  @ApiProperty({ description: 'The later one.', example: '2017-03-09' })
  readonly to: string;

  @ApiProperty({ description: 'The language that it is written in.', enum: briefingLanguages, example: 'en' })
  readonly language: BriefingLanguage;

  @ApiProperty({ description: 'What it is about.', example: 'What changed, 8 March 2017 to 9 March 2017' })
  readonly title: string;

  @ApiProperty({ description: 'As known when.', example: 'As known on 10 March 2017 at 02:59.' })
  readonly lead: string;

  @ApiProperty({
    description: 'Those that have lines, in this order; counts and changedHands always.',
    type: [BriefingSectionDto],
  })
  readonly sections: readonly BriefingSectionDto[];

  @ApiProperty({
    description: 'The places that changed hands and the fighting of the window; null where none has a location.',
    type: BriefingMapDto,
    nullable: true,
  })
  readonly map: BriefingMapDto | null;

  @ApiProperty({
    description:
      'Which of all that was said counts, by which places, roads, ways out and counts are told. Contradictions, amendments, ' +
      'numbers that became known and running totals are those of all that was said.',
    example: 'all-sources@1',
  })
  override readonly policy: string;

  @ApiProperty({ description: 'On what it rests.' })
  readonly footer: string;
}
