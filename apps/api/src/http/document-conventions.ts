import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const if_none_match = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The ETag of an answer that is there already; while it would be the same, 304 comes without a body.',
  schema: { type: 'string' },
} as const;

const tag_header = { ETag: { description: 'Names this answer, for If-None-Match.', schema: { type: 'string' } } };

/** Adds to the description what holds for every route of a kind, and is made in one place for all of them. */
export function documentConventions(document: OpenAPIObject): OpenAPIObject {
  for (const [path, { get }] of Object.entries(document.paths))
    if (get !== undefined && path.startsWith('/v1/') && path !== '/v1/stream') documentTags(get);
  return document;
}

function documentTags(get: Operation): void {
  get.parameters = [...(get.parameters ?? []), if_none_match];
  const { 200: answer, ...others } = get.responses;
  get.responses = {
    ...(answer === undefined ? {} : { 200: { ...answer, headers: tag_header } }),
    304: { description: 'The answer is still that of If-None-Match.' },
    ...others,
  };
}
