import {
  type ActorId,
  type Day,
  type DevelopmentType,
  developmentTypes,
  type Measure,
  measureNames,
  type PlaceId,
} from '#situation';
import { type ChangeKind, changeKinds, type DigestInterval, digestIntervals, usual_kinds } from '#watches';
import { type BriefingLanguage, briefingLanguages } from '../briefings/words.js';
import { Field, ObjectField } from '../http/field.decorator.js';
import { boundingBox, day, listOf, name, numberBetween, oneOf, slug, textMatching } from '../http/field-kinds.js';

const most_types = 20;
const most_addresses = 20;

const mailAddress = textMatching(
  /^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()[\]\\]{1,190}$/,
  'an address of mail, such as "desk@example.org"',
);

/** A count that is watched. */
export class WatchedCountDto {
  @Field(oneOf(measureNames), { description: 'What is counted, as in /v1/tallies.', example: 'killed' })
  readonly measure: Measure;

  @Field(slug, { description: 'Whom: an actor or a group of figures.', example: 'civilians', optional: true })
  readonly group?: string;

  @Field(numberBetween(0, 1_000_000_000), {
    description: 'A message is sent each time that the best number comes to be greater than this.',
    example: 100,
  })
  readonly over: number;

  @Field(day, { description: 'First local day. Left out: since ever.', example: '2017-03-01', optional: true })
  readonly from?: Day;

  @Field(day, { description: 'Last local day. Left out: without an end.', example: '2017-03-31', optional: true })
  readonly to?: Day;
}

/** A briefing each morning. */
export class WatchedBriefingDto {
  @Field(textMatching(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day, such as "06:00"'), {
    description: 'When, in the desk’s zone. It is the briefing of the day before.',
    example: '06:00',
  })
  readonly at: string;

  @Field(oneOf(briefingLanguages), { description: 'In which language.', example: 'en', default: 'en' })
  readonly lang: BriefingLanguage = 'en';
}

/** What a watch asks. Each part narrows it; without any it is about everything. */
export class WatchQuestionDto {
  @Field(slug, {
    description: 'This place and its parts, at any depth. Of a count and a briefing, too.',
    example: 'mosul',
    optional: true,
  })
  readonly within?: PlaceId;

  @Field(boundingBox, {
    description: 'Places in this box: minLon,minLat,maxLon,maxLat in degrees. A place without a location is in none.',
    example: '38,34.5,43.5,37',
    optional: true,
  })
  readonly bbox?: string;

  @Field(slug, {
    description: 'This actor, or what is part of it today, holds or held the place, closes the way or takes part.',
    example: 'iraq',
    optional: true,
  })
  readonly side?: ActorId;

  @Field(listOf(oneOf(changeKinds), changeKinds.length), {
    description:
      'Which kinds of changes: as in /v1/changes, `condition` for all of conditions but refinements. By default all but ' +
      'refined. An empty list: only the count and the briefing.',
    example: ['changedHands', 'condition'],
    default: usual_kinds,
  })
  readonly kinds: readonly ChangeKind[] = usual_kinds;

  @Field(listOf(oneOf(developmentTypes), most_types), {
    description: 'Only changes behind which is a report of one of these types.',
    example: ['area_seized'],
    optional: true,
  })
  readonly types?: readonly DevelopmentType[];

  @ObjectField(() => WatchedCountDto, { description: 'A count over a number.', optional: true })
  readonly count?: WatchedCountDto;

  @ObjectField(() => WatchedBriefingDto, { description: 'A briefing each morning.', optional: true })
  readonly briefing?: WatchedBriefingDto;
}

/** Where messages are posted. */
export class WatchWebhookDto {
  @Field(textMatching(/^https?:\/\/\S{1,1990}$/i, 'an address that begins with https:// or http://'), {
    description:
      'Each message is posted there as JSON, signed as Standard Webhooks says. It has to answer 2xx within 10 seconds; ' +
      'redirects are not followed. Private, loopback and link-local addresses are refused unless SITREP_WATCH_PRIVATE=yes.',
    example: 'https://desk.example.org/hooks/sitrep',
  })
  readonly url: string;
}

/** To whom digests are sent. */
export class WatchMailDto {
  @Field(listOf(mailAddress, most_addresses), { description: 'The addresses.', example: ['desk@example.org'] })
  readonly to: readonly string[];

  @Field(oneOf(digestIntervals), {
    description: 'How often, at most. Nothing is sent where nothing has changed. A briefing goes out at its own time.',
    example: 'hour',
    default: 'hour',
  })
  readonly digest: DigestInterval = 'hour';
}

const watchName = name(200);

/** A watch to be made. */
export class WatchOrderDto {
  @Field(watchName, { description: 'What people call it.', example: 'Mosul, for the night desk' })
  readonly name: string;

  @ObjectField(() => WatchQuestionDto, { description: 'What is watched.' })
  readonly question: WatchQuestionDto;

  @ObjectField(() => WatchWebhookDto, {
    description: 'Where messages are posted. At most one of webhook and mail; without either there is the feed alone.',
    optional: true,
  })
  readonly webhook?: WatchWebhookDto;

  @ObjectField(() => WatchMailDto, { description: 'To whom digests are mailed.', optional: true })
  readonly mail?: WatchMailDto;
}

/** What is to be otherwise. What is left out stays. */
export class WatchChangeDto {
  @Field(watchName, { description: 'What people call it.', example: 'Mosul, for the day desk', optional: true })
  readonly name?: string;

  @Field(oneOf(['active', 'paused']), {
    description:
      'paused: nothing is sent, and nothing collected. active: it goes on; what waits for a receiver that was gone is ' +
      'sent first.',
    example: 'active',
    optional: true,
  })
  readonly state?: 'active' | 'paused';

  @ObjectField(() => WatchQuestionDto, { description: 'What is watched from now on.', optional: true })
  readonly question?: WatchQuestionDto;
}
