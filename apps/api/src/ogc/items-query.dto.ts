import type { Moment } from '#situation';
import { Field, QueryNumber } from '../http/field.decorator.js';
import { boundingBox, type FieldKind, oneOf, slug, text, wholeNumber } from '../http/field-kinds.js';
import { AfterField, default_limit, KnownAtField, ValidAtField } from '../reading/query-field.decorators.js';
import { interval } from './interval.js';

/** Longitude and latitude, WGS 84: the only system that features are given in. */
export const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';

/** Four numbers, or six, of which the two heights are passed over. */
export function withoutHeights(box: string): string {
  const parts = box.split(',');
  const [minHeight, maxHeight] = [parts[2], parts[5]].map(Number);
  const isFlat = parts.length !== 6 || Number.isNaN(minHeight) || Number.isNaN(maxHeight);
  return isFlat ? box : [parts[0], parts[1], parts[3], parts[4]].join(',');
}

const box: FieldKind = {
  schema: boundingBox.schema,
  faultsOf: (value) => boundingBox.faultsOf(typeof value === 'string' ? withoutHeights(value) : value),
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
