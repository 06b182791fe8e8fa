import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { addVary } from './answer-caching.js';

const reading = 'GET, HEAD';
const writing = 'GET, HEAD, POST, PATCH, DELETE';
const request_headers =
  'Accept, Authorization, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID, traceparent';
const response_headers =
  'Content-Disposition, ETag, Location, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate';
/** Seconds that a browser may take the answer to a preflight for granted. */
const preflight_age_s = '600';

/**
 * Lets the pages of these origins read the answers (CORS, Fetch Standard), and write; `*` lets the pages of all others
 * read. Without any, browsers show answers to the pages of this server alone.
 */
export function allowOrigins(app: NestFastifyApplication, origins: readonly string[]): void {
  if (origins.length === 0) return;
  const readsAll = origins.includes('*');
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      const { origin } = request.headers;
      if (origins.some((one) => one !== '*')) addVary(reply, 'Origin');
      const isListed = origin !== undefined && origin !== '*' && origins.includes(origin);
      if (origin === undefined || (!isListed && !readsAll)) return done();
      reply.header('Access-Control-Allow-Origin', isListed ? origin : '*');
      reply.header('Access-Control-Expose-Headers', response_headers);
      if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return done();
      reply.header('Access-Control-Allow-Methods', isListed ? writing : reading);
      reply.header('Access-Control-Allow-Headers', request_headers);
      reply.header('Access-Control-Max-Age', preflight_age_s);
      reply.code(204).send();
    });
}
