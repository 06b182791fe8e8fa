import type { Day } from '#situation';
import type { ColumnType } from '../exports/column.js';
import { crs84 } from './items-query.dto.js';
import type { OgcAddress } from './ogc-address.js';
import type { FeatureSource } from './sources/feature-source.js';

export const geojson_type = 'application/geo+json';
export const openapi_type = 'application/vnd.oai.openapi+json;version=3.0';
export const schema_type = 'application/schema+json';
const json_type = 'application/json';

/** A link of an OGC page. */
export interface OgcLink {
  readonly href: string;
  readonly rel: string;
  readonly type: string;
  readonly title: string;
}

/** The classes of OGC API – Features 1.0, Part 1, that /ogc conforms to. */
export const conformsTo: readonly string[] = ['core', 'oas30', 'geojson'].map(
  (name) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${name}`,
);

/** What the collections of an edition are about. */
export interface Extent {
  /** minLon, minLat, maxLon, maxLat; null where no place has a location. */
  readonly bounds: readonly number[] | null;
  /** The first local day on which something may have happened; null without a dated report. */
  readonly firstDay: Day | null;
}

export const landingPage = (address: OgcAddress) => ({
  title: 'Sitrep',
  description:
    'Who holds what, what state things are in, and what was reported, on any date, as known on any date: ' +
    '/ogc/at/2017-03-09/known/2017-03-12 is the landing page of one such pair of dates.',
  links: [
    link(address.href(), 'self', 'This page'),
    link(address.href(['api']), 'service-desc', 'The API as OpenAPI 3.0', openapi_type),
    link(address.href(['conformance']), 'conformance', 'What of the standard this conforms to'),
    link(address.href(['collections']), 'data', 'The collections'),
  ],
});

export const conformancePage = () => ({ conformsTo });

export const collectionsPage = (address: OgcAddress, sources: readonly FeatureSource[], extent: Extent) => ({
  links: [link(address.href(['collections']), 'self', 'This page')],
  collections: sources.map((source) => collectionPage(address, source, extent)),
});

export const collectionPage = (
  address: OgcAddress,
  { id, title, description, datetime }: FeatureSource,
  { bounds, firstDay }: Extent,
) => ({
  id,
  title,
  description: `${description} datetime: ${datetime}`,
  extent: {
    ...(bounds === null ? {} : { spatial: { bbox: [bounds], crs: crs84 } }),
    temporal: { interval: [[firstDay === null ? null : `${firstDay}T00:00:00Z`, null]] },
  },
  itemType: 'feature',
  crs: [crs84],
  links: [
    link(address.href(['collections', id]), 'self', 'This page'),
    link(address.href(['collections', id, 'items']), 'items', title, geojson_type),
    // In any case by RFC 8288, but only so for GDAL 3.6.
    link(address.href(['collections', id, 'schema']), 'describedBy', 'What a feature is', schema_type),
  ],
});

const schemasOf: Readonly<Record<ColumnType, object>> = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  day: { type: 'string', format: 'date' },
};

/** What a feature of the collection is, as JSON Schema: by it programs know the types of columns that begin empty. */
export const schemaPage = (address: OgcAddress, { id, title, list }: FeatureSource) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: address.href(['collections', id, 'schema']),
  title,
  type: 'object',
  required: ['type', 'id', 'geometry', 'properties'],
  properties: {
    type: { const: 'Feature' },
    id: { type: 'string' },
    geometry: { type: ['object', 'null'] },
    properties: {
      type: 'object',
      properties: Object.fromEntries(list.head.map((name, column) => [name, schemasOf[list.types[column] ?? 'text']])),
    },
  },
});

export const link = (href: string, rel: string, title: string, type = json_type): OgcLink => ({
  href,
  rel,
  type,
  title,
});
