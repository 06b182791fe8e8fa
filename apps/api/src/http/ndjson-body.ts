import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Readable } from 'node:stream';
import { type BodyHeaders, refuseOtherEncodings } from './json-only.parser.js';
import { Rejected } from './rejected.js';

/** The media types of JSON a line; the first is the one that answers have. */
export const ndjsonTypes = ['application/x-ndjson', 'application/ndjson', 'application/jsonl'] as const;

interface Routed {
  readonly routeOptions: { readonly url?: string | undefined };
  readonly headers: BodyHeaders;
  readonly body: unknown;
}

/** Gives the route at `path` its body as a stream, which must be JSON a line; no other route takes these media types. */
export function streamNdjson(app: NestFastifyApplication, path: string): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addContentTypeParser([...ndjsonTypes], async (request: Routed, body: Readable) => {
    if (request.routeOptions.url !== path)
      throw new Rejected('unsupported_media_type', 'Send the body as application/json.');
    refuseOtherEncodings(request.headers);
    return body;
  });
  fastify.addHook('preValidation', (request: Routed, _reply: unknown, done: (refused?: Error) => void) => {
    if (request.routeOptions.url !== path || request.body instanceof Readable) done();
    else done(new Rejected('unsupported_media_type', `Send the body as ${ndjsonTypes[0]}, one JSON value a line.`));
  });
}

/** The route whose body is a stream. */
export const batch_path = '/v1/reports/batch';
