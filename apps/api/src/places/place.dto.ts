import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import {
  areaKinds,
  type Day,
  type ExitsComplete,
  type Means,
  meansOfTravel,
  placeKinds,
  routeKinds,
  type Instant,
  type LocalName,
  type PlaceId,
  type PlaceKind,
  type TimeZone,
} from '#situation';
import { Field, ObjectField, QueryList } from '../http/field.decorator.js';
import {
  day,
  flag,
  instant,
  listOf,
  name,
  numberBetween,
  oneOf,
  slug,
  text,
  textMatching,
  timeZone,
} from '../http/field-kinds.js';
import { NamesField } from '../intake/local-name.dto.js';
import { RecordedDto } from '../intake/recorded.dto.js';
import { EnvelopeDto } from '../reading/envelope.dto.js';
import { GazetteerAfterField, SearchField } from '../reading/name-search.js';
import { BoxField, default_limit, EditionField, LimitField, WithinField } from '../reading/query-field.decorators.js';

/** Half of the earth’s circumference. */
const greatest_distance_km = 20_100;

/** Where a place lies. */
export class LocationDto {
  @Field(numberBetween(-90, 90), { description: 'Latitude in degrees, WGS 84.', example: 36.34 })
  readonly lat: number;

  @Field(numberBetween(-180, 180), { description: 'Longitude in degrees, WGS 84.', example: 43.13 })
  readonly lon: number;

  @Field(numberBetween(0, greatest_distance_km), { description: 'How far off it may be, in km.', example: 5 })
  readonly precisionKm: number;
}

/** A statement that the registered ways out of a place are all that there are. */
export class ExitsCompleteDto {
  @Field(day, { description: 'The first local day on which they are all.', example: '2017-03-01' })
  readonly from: Day;

  @Field(day, { description: 'The last local day, to its end; left out when no end is known.', optional: true })
  readonly to?: Day;

  @Field(text(2_000), { description: 'Who says so.', example: 'OCHA access map, 1 March 2017' })
  readonly source: string;
}

/** A place as it is registered. Registering an id again replaces what it says, from the later registeredAt on. */
export class PlaceDto {
  @Field(slug, { description: 'The id that reports name it by.', example: 'mosul' })
  readonly id: PlaceId;

  @Field(name(200), { description: 'Its name.', example: 'Mosul' })
  readonly name: string;

  @Field(listOf(name(200), 50), { description: 'Other names.', example: ['al-Mawsil'], default: [] })
  readonly aliases?: readonly string[];

  @Field(oneOf(placeKinds), { description: 'What it is.', example: 'city' })
  readonly kind: PlaceKind;

  @Field(slug, {
    description: 'The registered place that it is a part of.',
    example: 'nineveh-governorate',
    optional: true,
  })
  readonly parent?: PlaceId;

  @ObjectField(() => LocationDto, { description: 'Where it lies.', optional: true })
  readonly location?: LocationDto;

  @Field(flag, {
    description:
      'True keeps coordinates that look wrong: 0,0; latitude and longitude swapped; further from the parent than any of ' +
      'its parts plus 100 km. It is not stored.',
    example: true,
    optional: true,
  })
  readonly locationConfirmed?: boolean;

  @Field(listOf(slug, 20), {
    description: `Of a way (${routeKinds.join(', ')}): at least two registered places between which it leads or can be crossed.`,
    example: ['raqqa-city', 'deir-al-zor-city'],
    optional: true,
  })
  readonly connects?: readonly PlaceId[];

  @Field(listOf(oneOf(meansOfTravel), meansOfTravel.length), {
    description: `Of a way (${routeKinds.join(', ')}): by what means one uses it.`,
    example: ['vehicle', 'foot'],
    optional: true,
  })
  readonly means?: readonly Means[];

  @ObjectField(() => ExitsCompleteDto, {
    description:
      'Says that the registered ways out of the place are all that there are: on these days it can be sealed. ' +
      `Not for a ${[...areaKinds, ...routeKinds].join(', ')}.`,
    optional: true,
  })
  readonly exitsComplete?: ExitsComplete;

  @Field(timeZone, { description: 'Decides which instants its days span.', example: 'Asia/Baghdad' })
  readonly timeZone: TimeZone;

  @Field(text(2_000), { description: 'A remark.', example: 'Both banks of the Tigris.', optional: true })
  readonly note?: string;

  @Field(instant, {
    description: 'When it was registered. By default now.',
    example: '2017-03-01T00:00:00Z',
    optional: true,
  })
  readonly registeredAt?: Instant;

  @NamesField()
  readonly names?: readonly LocalName[];
}

/** A place that the log has. */
export class RecordedPlaceDto extends RecordedDto {
  @ApiProperty({ description: 'The place’s id.', example: 'mosul' })
  readonly id: string;
}

/** Which places to list. */
export class PlaceQueryDto {
  @EditionField()
  readonly edition: string = 'live';
  readonly snapshot?: string;

  @SearchField('الموصل')
  readonly q?: string;

  @QueryList(oneOf(placeKinds), placeKinds.length, {
    description: 'Only of these kinds; by default of all.',
    example: ['city', 'village'],
    optional: true,
  })
  readonly kind?: readonly PlaceKind[];

  @Field(textMatching(/^-?\d{1,3}(\.\d{1,15})?,-?\d{1,2}(\.\d{1,15})?$/, 'lon,lat in degrees, such as "43.13,36.34"'), {
    description:
      'The nearest to this point first, lon,lat in degrees; of a search among equal matches. Places without a location ' +
      'come last. There are no further pages then.',
    example: '43.13,36.34',
    optional: true,
  })
  readonly near?: string;

  @Field(slug, { description: 'Parts of this place, one step down.', example: 'iraq', optional: true })
  readonly parent?: PlaceId;

  @WithinField()
  readonly within?: PlaceId;

  @BoxField()
  readonly bbox?: string;

  @LimitField()
  readonly limit: number = default_limit;

  @GazetteerAfterField('mosul')
  readonly after?: string;
}

/** One place, and the edition that it is read from. */
export class PlaceAnswerDto extends IntersectionType(PlaceDto, EnvelopeDto) {}

/** Which place. */
export class PlaceAddressDto {
  @Field(slug, { description: 'The place’s id.', example: 'mosul' })
  readonly id: PlaceId;
}
