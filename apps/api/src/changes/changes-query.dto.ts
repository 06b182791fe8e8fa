import type { ReportEvent } from '#read-models/queries';
import type { Moment, PlaceId } from '#situation';
import { Field, QueryList } from '../http/field.decorator.js';
import { moment, oneOf, slug, textMatching } from '../http/field-kinds.js';
import {
  AfterField,
  default_limit,
  EditionField,
  KnownAtField,
  LimitField,
  PolicyField,
  WithinField,
} from '../reading/query-field.decorators.js';
import { type ChangeListName, changeLists } from './change-lists.js';
import { eventKinds } from './known-change.dto.js';

const dateOf = (description: string, example: string): PropertyDecorator =>
  Field(moment, { description, example, optional: true });

/** Between which two dates, as known when, where, and which lists. */
export class ChangesQueryDto {
  @dateOf('The earlier date: a local day of each place, to its end, or an instant.', '2017-03-08')
  readonly from?: Moment;

  @dateOf('The later date, in the same way. As known at its end, unless knownAt says otherwise.', '2017-03-09')
  readonly to?: Moment;

  @dateOf('In place of from: the world alone moves, as known at knownAt, which is now by default.', '2017-03-08')
  readonly validFrom?: Moment;

  @dateOf('In place of to, with validFrom.', '2017-03-09')
  readonly validTo?: Moment;

  @dateOf(
    'What is known of validAt alone moves: from what was known of it then, a day of the desk or an instant,',
    '2017-03-08',
  )
  readonly knownFrom?: Moment;

  @dateOf('to what was known of it then. Counts are not compared so.', '2017-03-09')
  readonly knownTo?: Moment;

  @dateOf(
    'With knownFrom and knownTo: of which moment in the world. With sinceRecorded: of that moment alone.',
    '2017-03-08',
  )
  readonly validAt?: Moment;

  @Field(
    textMatching(
      /^(?:0|[1-9]\d{0,17})(?:-(?:0|[1-9]\d{0,17}))*$/,
      'the position of an answer, unchanged, such as "331" or "12-0-331"',
    ),
    {
      description:
        'In place of all of these: what the log has recorded at or behind this position, the `position` of an answer, however ' +
        'late it speaks of. Both answers are as known at knownAt, now by default, and of validAt; without it, each of the ' +
        'last moment until now at which both differ.',
      example: '331',
      optional: true,
    },
  )
  readonly sinceRecorded?: string;

  @KnownAtField()
  readonly knownAt?: Moment;

  @EditionField()
  readonly edition: string = 'live';
  readonly snapshot?: string;

  @PolicyField()
  readonly policy?: string;

  @Field(slug, { description: 'This place only, and reports that name it.', example: 'mosul', optional: true })
  readonly place?: PlaceId;

  @WithinField()
  readonly within?: PlaceId;

  @QueryList(oneOf(changeLists), changeLists.length, {
    description: 'Only these lists; by default all.',
    example: ['changedHands', 'lapsed'],
    default: changeLists,
  })
  readonly kinds: readonly ChangeListName[] = changeLists;

  @QueryList(oneOf(eventKinds), eventKinds.length, {
    description: 'Of the list `known` only these kinds of events; by default all.',
    example: ['report_corrected', 'report_retracted'],
    optional: true,
  })
  readonly events?: readonly ReportEvent['kind'][];

  @LimitField()
  readonly limit: number = default_limit;

  @AfterField()
  readonly after?: string;
}
