import { default_limit, greatest_limit } from '../reading/query-field.decorators.js';
import { crs84 } from './items-query.dto.js';
import type { OgcAddress } from './ogc-address.js';
import { geojson_type, schema_type } from './ogc-pages.js';
import type { FeatureSource } from './sources/feature-source.js';

/** Returns the description of what is below a landing page, as OpenAPI 3.0; /openapi.json describes /v1, as 3.1. */
export function describeOgc(address: OgcAddress, sources: readonly FeatureSource[], isDated: boolean) {
  return {
    openapi: '3.0.3',
    info: {
      title: 'Sitrep, as OGC API – Features',
      description: 'Who holds what, what state things are in and what was reported, as features with geometry.',
      version: '1',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: address.href() }],
    tags: [{ name: 'pages', description: 'What there is.' }, ...sources.map(tagOf)],
    paths: {
      '/': page('landing', 'The landing page', 'Landing'),
      '/conformance': page('conformance', 'What of the standard this conforms to', 'Conformance'),
      '/api': page('api', 'This description', 'Api'),
      '/collections': page('collections', 'The collections', 'Collections'),
      ...Object.assign({}, ...sources.map((source) => pathsOf(source, isDated))),
    },
    components: { schemas, parameters: isDated ? shared : { ...shared, knownAt }, responses },
  };
}

const tagOf = ({ id, description }: FeatureSource) => ({ name: id, description });

const parameterRef = (name: string) => ({ $ref: `#/components/parameters/${name}` });
const schemaRef = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const problems = {
  '400': { $ref: '#/components/responses/Refused' },
  '404': { $ref: '#/components/responses/NotThere' },
  '500': { $ref: '#/components/responses/Failed' },
};

const page = (operationId: string, summary: string, schema: string, tag = 'pages', type = 'application/json') => ({
  get: operation({ operationId, summary, schema, tag, parameters: ['f'], type }),
});

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly schema: string;
  readonly tag: string;
  readonly type: string;
  readonly parameters: readonly string[];
  readonly own?: readonly object[];
}

const operation = ({ operationId, summary, schema, tag, parameters: names, own = [], type }: Operation) => ({
  operationId,
  summary,
  tags: [tag],
  parameters: [...own, ...names.map(parameterRef)],
  responses: { '200': { description: summary, content: { [type]: { schema: schemaRef(schema) } } }, ...problems },
});

/** Every collection has paths of its own: clients look for them by name. */
function pathsOf({ id, title, datetime }: FeatureSource, isDated: boolean) {
  const known = isDated ? [] : ['knownAt'];
  const features = { tag: id, type: geojson_type };
  const feature = { name: 'featureId', in: 'path', required: true, description: 'Its id.', schema: { type: 'string' } };
  const when = query(
    'datetime',
    `A day, an instant, or two with a slash between; .. is an open end. ${datetime}`,
    text,
  );
  return {
    [`/collections/${id}`]: page(`${id}-collection`, `About ${id}`, 'Collection', id),
    [`/collections/${id}/schema`]: page(`${id}-schema`, `What a feature of ${id} is`, 'Schema', id, schema_type),
    [`/collections/${id}/items`]: {
      get: operation({
        ...features,
        operationId: `${id}-items`,
        summary: title,
        schema: 'FeatureCollection',
        own: [when],
        parameters: ['bbox', 'limit', 'offset', 'after', ...known, 'f', 'crs', 'bbox-crs', 'skipGeometry'],
      }),
    },
    [`/collections/${id}/items/{featureId}`]: {
      get: operation({
        ...features,
        operationId: `${id}-item`,
        summary: `One of: ${title}`,
        schema: 'Feature',
        own: [feature],
        parameters: [...known, 'f', 'crs', 'skipGeometry'],
      }),
    },
  };
}

const query = <Schema extends object>(name: string, description: string, schema: Schema) => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
  style: 'form',
  explode: false,
});
const text = { type: 'string' };

const knownAt = query('knownAt', 'As known when: a day of the desk, to its end, or an instant. By default now.', text);
const shared = {
  f: query('f', 'The format: JSON is the only one.', { ...text, enum: ['json', 'geojson'] }),
  bbox: query(
    'bbox',
    'Features that lie in this box: minLon,minLat,maxLon,maxLat. With minLon greater than maxLon it reaches over the ' +
      'antimeridian. Heights, as a third and a sixth number, are passed over.',
    { type: 'array', minItems: 4, maxItems: 6, items: { type: 'number' } },
  ),
  limit: query('limit', 'Features on one page, at most; more than the maximum is taken for the maximum.', {
    type: 'integer',
    minimum: 1,
    maximum: greatest_limit,
    default: default_limit,
  }),
  offset: query('offset', 'How many features to pass over. The next link needs none: it has a cursor.', {
    type: 'integer',
    minimum: 0,
    maximum: 1_000_000,
    default: 0,
  }),
  after: query('after', 'The cursor of a next link.', text),
  crs: query('crs', 'The coordinate reference system of the answer.', { ...text, enum: [crs84] }),
  'bbox-crs': query('bbox-crs', 'The coordinate reference system of bbox.', { ...text, enum: [crs84] }),
  skipGeometry: query('skipGeometry', 'true leaves geometries out.', { type: 'boolean', default: false }),
};

const object = (properties: Readonly<Record<string, object>>, required = Object.keys(properties)) => ({
  type: 'object',
  required,
  properties,
});
const listOf = (items: object) => ({ type: 'array', items });
const links = listOf(schemaRef('Link'));
const title = text;

const schemas = {
  Link: object({ href: text, rel: text, type: text, title }),
  Landing: object({ title, description: text, links }),
  Conformance: object({ conformsTo: listOf(text) }),
  Api: { type: 'object' },
  Schema: { type: 'object' },
  Collections: object({ links, collections: listOf(schemaRef('Collection')) }),
  Collection: object({
    id: text,
    title,
    description: text,
    extent: { type: 'object' },
    itemType: text,
    crs: listOf(text),
    links,
  }),
  Geometry: { type: 'object', nullable: true, required: ['type'], properties: { type: text } },
  Feature: object({ type: text, id: text, geometry: schemaRef('Geometry'), properties: { type: 'object' }, links }, [
    'type',
    'id',
    'geometry',
    'properties',
  ]),
  FeatureCollection: object({
    type: { ...text, enum: ['FeatureCollection'] },
    timeStamp: { ...text, format: 'date-time' },
    numberMatched: { type: 'integer', minimum: 0 },
    numberReturned: { type: 'integer', minimum: 0 },
    links,
    features: listOf(schemaRef('Feature')),
  }),
  Problem: object({ type: text, title, status: { type: 'integer' }, detail: text, code: text }),
};

const refusal = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: schemaRef('Problem') } },
});
const responses = {
  Refused: refusal('A parameter is unknown or has a value that it cannot have.'),
  NotThere: refusal('There is no such collection or feature.'),
  Failed: refusal('Something went wrong on the side of the server.'),
};
