import type { Moment } from '#situation';
import { Field, QueryNumber } from '../http/field.decorator.js';
import { boundingBox, type FieldKind, oneOf, slug, text, wholeNumber } from '../http/field-kinds.js';
import { AfterField, default_limit, KnownAtField, ValidAtField } from '../reading/query-field.decorators.js';
import { interval } from './interval.js';

/** Longitude and latitude, WGS 84: the only system that features are given in. */
export const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';

const any_number = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const decimals_read = 15;

/**
 * Returns a box as `bbox` of /v1 has it: of six numbers the two heights are passed over, and what programs write with all
 * digits of a double or with an exponent is written plainly. Unchanged when it is none.
 */
export function plainBox(box: string): string {
  const parts = box.split(',');
  if (![4, 6].includes(parts.length) || !parts.every((part) => any_number.test(part))) return box;
  const flat = parts.length === 4 ? parts : [0, 1, 3, 4].map((at) => parts[at]);
  return flat.map((part) => Number(part).toFixed(decimals_read)).join(',');
}

const box: FieldKind = {
  schema: boundingBox.schema,
  faultsOf: (value) => boundingBox.faultsOf(typeof value === 'string' ? plainBox(value) : value),
};

/** Any number from 1 on: what is beyond the greatest page is cut down to it. */
const at_least_one = wholeNumber(1, 999_999_999_999_999);
const any_offset = wholeNumber(0, 1_000_000);

/** What every page below a landing page takes. */
export class OgcQueryDto {
  @Field(oneOf(['json', 'geojson']), { description: 'The format: JSON is the only one.', optional: true })
  readonly f?: string;
}

/** What one feature takes. */
export class FeatureQueryDto extends OgcQueryDto {
  @KnownAtField()
  readonly knownAt?: Moment;

  @Field(oneOf([crs84]), { description: 'The coordinate reference system of the answer.', optional: true })
  readonly crs?: string;

  @Field(oneOf(['true', 'false']), { description: 'true leaves geometries out.', optional: true })
  readonly skipGeometry?: string;
}

/** What a page of features takes. */
export class FeaturesQueryDto extends FeatureQueryDto {
  @Field(box, { description: 'Features that lie in this box.', optional: true })
  readonly bbox?: string;

  @Field(oneOf([crs84]), { description: 'The coordinate reference system of bbox.', optional: true })
  readonly 'bbox-crs'?: string;

  @Field(interval, { description: 'A moment, or an interval.', optional: true })
  readonly datetime?: string;

  @QueryNumber(at_least_one, { description: 'Features on one page, at most.', default: default_limit })
  readonly limit: number = default_limit;

  @QueryNumber(any_offset, { description: 'How many features to pass over.', default: 0 })
  readonly offset: number = 0;

  @AfterField()
  readonly after?: string;
}

/** The clocks of a dated landing page. */
export class LandingAddressDto {
  @ValidAtField()
  readonly validAt?: Moment;

  @KnownAtField()
  readonly knownAt?: Moment;
}

/** Which collection. */
export class CollectionAddressDto extends LandingAddressDto {
  @Field(slug, { description: 'The collection.', example: 'control' })
  readonly collection: string;
}

/** Which feature. */
export class FeatureAddressDto extends CollectionAddressDto {
  @Field(text(300), { description: 'The feature.', example: 'mosul' })
  readonly feature: string;
}
