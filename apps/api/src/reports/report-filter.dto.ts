import {
  type ActorId,
  type ActorRole,
  actorRoles,
  anonymities,
  type Anonymity,
  credibilities,
  type Day,
  developmentTypes,
  type DevelopmentType,
  families,
  type Family,
  type Moment,
  type PlaceId,
  reliabilities,
  type Reliability,
} from '#situation';
import { reportFacets } from '#read-models/queries';
import { Field, IdentityField, QueryList, QueryWord } from '../http/field.decorator.js';
import { day, moment, oneOf, slug, text, textMatching, word } from '../http/field-kinds.js';
import { BoxField, EditionField, KnownAtField, WithinField } from '../reading/query-field.decorators.js';

/** A word of a search and what else it is made of have their bound in letters; this is enough for a sentence. */
const longest_search = 200;

/** Any of some words that there are. */
const AmongField = (words: readonly string[], description: string, example: readonly string[]): PropertyDecorator =>
  QueryList(/^\d/.test(words[0] ?? '') ? word(words) : oneOf(words), words.length, {
    description,
    example,
    optional: true,
  });

/** By what the things found are counted. */
export const FacetsField = (found: 'reports' | 'incidents'): PropertyDecorator =>
  QueryList(oneOf(reportFacets), reportFacets.length, {
    description: `Counts the ${found} found by these: the most frequent values and, in \`total\`, all of them.`,
    example: ['type', 'outlet'],
    optional: true,
  });

/** Which reports are meant, of all that stand as known then. Conditions hold together, of one report. */
export class ReportFilterDto {
  @KnownAtField()
  readonly knownAt?: Moment;

  @EditionField()
  readonly edition: string = 'live';
  readonly snapshot?: string;

  @Field(text(longest_search), {
    description:
      'That have all of these words: in the summary, the outlet, the chain of attribution, the number, the wording of ' +
      'figures or a note; or of which a place or an actor is called so, in any language. A "phrase" is in quotation ' +
      'marks, a minus stands before what must not occur, and a word of three letters or more may go on. Accents, case, ' +
      'articles and the variants of Arabic letters make no difference.',
    example: 'bridge "old city" -drone',
    optional: true,
  })
  readonly q?: string;

  @AmongField(developmentTypes, 'Of these types.', ['road_cut', 'road_secured'])
  readonly type?: readonly DevelopmentType[];

  @AmongField(families, 'Of the types of these families; see /v1/catalogue.', ['territory'])
  readonly family?: readonly Family[];

  @Field(slug, { description: 'That name this place or claim something of it.', example: 'mosul', optional: true })
  readonly place?: PlaceId;

  @WithinField()
  readonly within?: PlaceId;

  @BoxField()
  readonly bbox?: string;

  @Field(
    textMatching(
      /^-?\d{1,3}(\.\d{1,15})?,-?\d{1,2}(\.\d{1,15})?,\d{1,5}(\.\d{1,15})?$/,
      'lon,lat,km, such as "43.13,36.34,20"',
    ),
    {
      description:
        'That name a place in this circle: the longitude and latitude of its centre in degrees, its radius in km.',
      example: '43.13,36.34,20',
      optional: true,
    },
  )
  readonly near?: string;

  @Field(slug, {
    description: 'In which this actor, or what is a part of it on the day, has a part.',
    example: 'sdf',
    optional: true,
  })
  readonly actor?: ActorId;

  @AmongField(actorRoles, 'With `actor`: in which it has one of these parts.', ['by', 'against'])
  readonly role?: readonly ActorRole[];

  @AmongField(
    reliabilities,
    'Whose source is graded so; F, cannot be judged, is neither better nor worse than another.',
    ['A', 'B'],
  )
  readonly reliability?: readonly Reliability[];

  @AmongField(credibilities.map(String), 'Whose content is graded so; 6 is: cannot be judged.', ['1', '2'])
  readonly credibility?: readonly string[];

  @AmongField(
    anonymities,
    'Whose source is so far named. With `figures=true` and unnamed,requested,withheld_here: that count something and have ' +
      'a source without a name.',
    ['unnamed'],
  )
  readonly anonymity?: readonly Anonymity[];

  @QueryWord(['true'], { description: 'That count something.', example: 'true', optional: true })
  readonly figures?: 'true';

  @QueryWord(['true', 'open'], {
    description:
      'true: that say that they contradict another report, or of which another says so, settled or not. open: that take ' +
      'part in a contradiction, declared or computed, that is open then; see /v1/contradictions.',
    example: 'open',
    optional: true,
  })
  readonly contradicting?: 'true' | 'open';

  @QueryWord(['true'], {
    description:
      'That give a number which rests on sources without a name alone: no report of its incident gives one of the same ' +
      'measure and group with a source that is named, an institution, or the outlet itself.',
    example: 'true',
    optional: true,
  })
  readonly onlyUnnamedSources?: 'true';

  @IdentityField(text(200), { description: 'Of this outlet.', example: 'Reuters', optional: true })
  readonly outlet?: string;

  @IdentityField(text(200), { description: 'With this number of the outlet’s own.', example: 'D001', optional: true })
  readonly externalId?: string;

  @IdentityField(text(200), {
    description:
      'That go back to this source, by any of its names: the outlet or a voice of the chain begins with the id, the name ' +
      'or an alias of the actor that is called so, or of a part of it on the day of the report, in whole words, and with ' +
      'no longer name of another. Where no actor is called so, or several are: that is printed so.',
    example: 'sohr',
    optional: true,
  })
  readonly source?: string;

  @IdentityField(text(200), {
    description: 'That name this key of an incident themselves; /v1/incidents/{key} has those linked to it too.',
    example: 'E-RAQQA-ROAD',
    optional: true,
  })
  readonly incident?: string;

  @Field(day, { description: 'That may have happened on or after this day.', example: '2017-03-06', optional: true })
  readonly from?: Day;

  @Field(day, { description: 'That may have happened on or before this day.', example: '2017-03-08', optional: true })
  readonly to?: Day;

  @Field(day, {
    description: 'Whose standing version was made known on or after this day of the desk.',
    example: '2017-03-07',
    optional: true,
  })
  readonly reportedFrom?: Day;

  @Field(day, {
    description: 'Whose standing version was made known on or before this day of the desk.',
    example: '2017-03-09',
    optional: true,
  })
  readonly reportedTo?: Day;

  @Field(moment, {
    description:
      'Whose standing version the log recorded on or after this day of the desk, or from this instant on: the log’s own clock, ' +
      'whenever it was made known. At most 10,000 events are looked up.',
    example: '2026-03-08',
    optional: true,
  })
  readonly recordedFrom?: Moment;

  @Field(moment, {
    description: 'Whose standing version the log recorded on or before this day of the desk, or until this instant.',
    example: '2026-03-09',
    optional: true,
  })
  readonly recordedTo?: Moment;
}
