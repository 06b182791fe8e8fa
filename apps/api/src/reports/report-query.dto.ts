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
import { type ReportFacet, reportFacets, type ReportOrder, reportOrders } from '#projections/queries';
import { Field, IdentityField, QueryList } from '../http/field.decorator.js';
import { day, oneOf, slug, text, textMatching, uuid } from '../http/field-kinds.js';
import {
  AfterField,
  BoxField,
  default_limit,
  EditionField,
  KnownAtField,
  LimitField,
  WithinField,
} from '../reading/query-field.decorators.js';

/** A word of a search and what else it is made of have their bound in letters; this is enough for a sentence. */
const longest_search = 200;

/** Which reports to list. */
export class ReportQueryDto {
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

  @QueryList(oneOf(developmentTypes), developmentTypes.length, {
    description: 'Of these types.',
    example: ['road_cut', 'road_secured'],
    optional: true,
  })
  readonly type?: readonly DevelopmentType[];

  @QueryList(oneOf(families), families.length, {
    description: 'Of the types of these families; see /v1/catalogue.',
    example: ['territory'],
    optional: true,
  })
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

  @QueryList(oneOf(actorRoles), actorRoles.length, {
    description: 'With `actor`: in which it has one of these parts.',
    example: ['by', 'against'],
    optional: true,
  })
  readonly role?: readonly ActorRole[];

  @QueryList(oneOf(reliabilities), reliabilities.length, {
    description: 'Whose source is graded so; F, cannot be judged, is neither better nor worse than another.',
    example: ['A', 'B'],
    optional: true,
  })
  readonly reliability?: readonly Reliability[];

  @QueryList(oneOf(credibilities.map(String)), credibilities.length, {
    description: 'Whose content is graded so; 6 is: cannot be judged.',
    example: ['1', '2'],
    optional: true,
  })
  readonly credibility?: readonly string[];

  @QueryList(oneOf(anonymities), anonymities.length, {
    description:
      'Whose source is so far named. With `figures=true` and unnamed,requested,withheld_here: numbers that rest on ' +
      'sources without a name.',
    example: ['unnamed'],
    optional: true,
  })
  readonly anonymity?: readonly Anonymity[];

  @Field(oneOf(['true']), { description: 'That count something.', example: 'true', optional: true })
  readonly figures?: 'true';

  @Field(oneOf(['true']), {
    description: 'That say that they contradict another report, or of which another says so; see /v1/contradictions.',
    example: 'true',
    optional: true,
  })
  readonly contradicting?: 'true';

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

  @QueryList(oneOf(reportFacets), reportFacets.length, {
    description: 'Counts the reports found by these: the most frequent values and, in `total`, all of them.',
    example: ['type', 'outlet'],
    optional: true,
  })
  readonly facets?: readonly ReportFacet[];

  @Field(oneOf(reportOrders), {
    description:
      'What comes first: what was made known earliest, or latest; with `q`, what matches best (in the summary before ' +
      'names, names before the rest) and of equals the latest; what happened earliest.',
    example: 'latest',
    default: 'earliest',
  })
  readonly order: ReportOrder = 'earliest';

  @LimitField()
  readonly limit: number = default_limit;

  @AfterField()
  readonly after?: string;
}

/** Where one report is read. */
export class ReportAddressDto {
  @Field(uuid, { description: 'The report’s id.', example: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11' })
  readonly id: string;
}
