import {
  actorRoles,
  type ActorId,
  type ActorRole,
  intervalRules,
  measureNames,
  rollUps,
  type Day,
  type IntervalRule,
  type Measure,
  type Moment,
  type PlaceId,
  type RollUp,
} from '#situation';
import { Field, IdentityField, QueryList, QueryNumber } from '../http/field.decorator.js';
import { day, oneOf, slug, text, wholeNumber } from '../http/field-kinds.js';
import { AfterField, EditionField, KnownAtField, LimitField, PolicyField } from '../reading/query-field.decorators.js';

const names_at_once = 20;

/** What to count, over which days, as known when. */
export class TallyQueryDto {
  @QueryList(oneOf(measureNames), names_at_once, {
    description: 'What to count: one or several, with commas between. Each is answered apart.',
    example: ['killed'],
  })
  readonly measure: readonly Measure[];

  @QueryList(slug, names_at_once, {
    description: 'Whom: actors or groups of figures, with commas between. By default all, each apart.',
    example: ['civilians'],
    optional: true,
  })
  readonly group?: readonly string[];

  @Field(oneOf(['true', 'false']), {
    description:
      'Whether to take the groups and the actor named for themselves alone. By default they stand for their parts on ' +
      'the day of each count: every part of a group has a row of its own, and all of them one rolled up.',
    example: 'false',
    default: 'false',
  })
  readonly exact: 'true' | 'false' = 'false';

  @Field(oneOf(['true', 'false']), {
    description: 'Whether to sum the groups named, at least two of which none is part of another. Never by default.',
    example: 'false',
    default: 'false',
  })
  readonly sumGroups: 'true' | 'false' = 'false';

  @Field(oneOf(['true', 'false']), {
    description: 'Whether to sum the measures named, at least two that do not contain each other. Never by default.',
    example: 'false',
    default: 'false',
  })
  readonly sumMeasures: 'true' | 'false' = 'false';

  @Field(slug, { description: 'Figures for this place itself.', example: 'mosul', optional: true })
  readonly place?: PlaceId;

  @Field(slug, {
    description: 'Figures for this place and its parts, and the parts of those.',
    example: 'iraq',
    optional: true,
  })
  readonly within?: PlaceId;

  @Field(slug, {
    description: 'Figures of developments in which this actor takes part, by any report of them.',
    example: 'turkish-armed-forces',
    optional: true,
  })
  readonly actor?: ActorId;

  @Field(oneOf(actorRoles), {
    description: 'The part that the actor plays; with `by=actor`, the part that makes a bucket. By default any.',
    example: 'by',
    optional: true,
  })
  readonly role?: ActorRole;

  @IdentityField(text(200), {
    description: 'Figures of this incident: its key, or the id of a report that stands alone.',
    example: 'E-RELEASE',
    optional: true,
  })
  readonly incident?: string;

  @Field(day, { description: 'First local day. Left out: since ever.', example: '2017-03-03', optional: true })
  readonly from?: Day;

  @Field(day, { description: 'Last local day. Left out: without an end.', example: '2017-03-10', optional: true })
  readonly to?: Day;

  @KnownAtField()
  readonly knownAt?: Moment;

  @Field(oneOf(intervalRules), {
    description:
      'How an incident that lies partly in the window counts: `prorate` gives low 0, high its whole and best its share ' +
      'by days; `start` and `end` place it whole on its first or last day.',
    example: 'prorate',
    default: 'prorate',
  })
  readonly interval: IntervalRule = 'prorate';

  @Field(oneOf(rollUps), {
    description:
      'One answer for each: day, ISO week or month of the window, which must then have both ends; or place, group, ' +
      'actor or incident. Buckets of places and actors overlap and are not to be added.',
    example: 'week',
    optional: true,
  })
  readonly by?: RollUp;

  @LimitField()
  readonly limit: number = 100;

  @AfterField()
  readonly after?: string;

  @EditionField()
  readonly edition: string = 'live';

  @PolicyField()
  readonly policy?: string;
}

const default_entries = 1_000;
const greatest_entries = 1_000;

/** The same, and how much of the explanations to show at once. */
export class TallyExplanationQueryDto extends TallyQueryDto {
  @QueryNumber(wholeNumber(1, greatest_entries), {
    description:
      'Entries of all explanations in one answer, at most: parts of sums, totals and what was set aside. `next` goes on ' +
      'behind the last of them, within one explanation too.',
    example: default_entries,
    default: default_entries,
  })
  readonly entries: number = default_entries;
}
