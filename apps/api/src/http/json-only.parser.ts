import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { jsonLimits, readJsonBody } from './json-body.reader.js';
import { Rejected } from './rejected.js';

/** Takes request bodies as `application/json` in UTF-8 only, read strictly; any other media type is answered 415. */
export function acceptOnlyJson(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: jsonLimits.bytes },
    async (request: { headers: BodyHeaders }, body: Buffer) => {
      refuseOtherEncodings(request.headers);
      return readJsonBody(body);
    },
  );
}

/** What says how a body is written. */
export interface BodyHeaders {
  readonly 'content-type'?: string | undefined;
  readonly 'content-encoding'?: string | undefined;
}

export function refuseOtherEncodings(headers: BodyHeaders): void {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  const compression = headers['content-encoding'] ?? 'identity';
  if (!/^utf-?8$/i.test(charset)) throw new Rejected('unsupported_media_type', 'Send the body in UTF-8.');
  if (compression.toLowerCase() !== 'identity') {
    throw new Rejected('unsupported_media_type', 'Send the body as it is, not compressed.');
  }
}
