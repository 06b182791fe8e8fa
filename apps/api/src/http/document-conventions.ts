import { getSchemaPath, type OpenAPIObject } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import { sealed_shape } from '../reading/sealed-cursors.js';
import { key_header } from './keyed-requests.js';
import { ProblemDto } from './problem.dto.js';

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
export function documentConventions(document: OpenAPIObject, streamed: ReadonlySet<string>): OpenAPIObject {
  for (const [path, { get, post, patch, delete: remove }] of Object.entries(document.paths)) {
    for (const operation of [get, post, patch, remove]) if (operation !== undefined) documentAccess(operation);
    for (const operation of [get, post]) if (operation !== undefined) documentCursor(operation);
    if (get !== undefined && path.startsWith('/v1/') && path !== '/v1/stream') documentTags(get);
    if (post !== undefined && takesKey(post) && !streamed.has(path)) documentKey(post);
  }
  return document;
}

/** Nothing is kept of who sends to a route that is for everybody, nor of what is only asked. */
const takesKey = ({ security }: Operation): boolean =>
  security !== undefined &&
  !security.some((one) =>
    Object.values(one)
      .flat()
      .some((scope) => scope.endsWith(':read')),
  );

/** Within, each list has cursors of its own; outside they are sealed. */
function documentCursor(operation: Operation): void {
  if (operation.parameters === undefined) return;
  operation.parameters = operation.parameters.map((parameter) =>
    'in' in parameter && parameter.in === 'query' && parameter.name === 'after'
      ? {
          ...parameter,
          description: 'Where to go on: the value from the `next` link of an answer to the same question, unchanged.',
          schema: { type: 'string', minLength: 1, ...sealed_shape },
          example: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA',
        }
      : parameter,
  );
}

const idempotency_key = {
  name: key_header,
  in: 'header',
  required: false,
  description:
    'A key of the client’s own for this request. For 24 hours, or until what is kept for its sender takes 16 MiB, the same request under it is answered as the first was, ' +
    'with the same status and body, unless that was 500 or more; another request is refused with 422, and one while the ' +
    'first is being answered with 409.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
  example: '0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f8e',
} as const;

function documentKey(post: Operation): void {
  post.parameters = [...(post.parameters ?? []), idempotency_key];
  documentProblems(post, 400, 409, 422);
}

/** A sender who is not let in, may not do this, or has sent too much is refused before anything is read; where everybody may ask, for the last alone. */
const documentAccess = (operation: Operation): void =>
  documentProblems(operation, ...(operation.security === undefined ? [] : [401, 403]), 429);

function documentProblems(operation: Operation, ...statuses: readonly number[]): void {
  for (const status of statuses)
    operation.responses[status] ??= {
      description: STATUS_CODES[status] ?? '',
      content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } },
    };
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
