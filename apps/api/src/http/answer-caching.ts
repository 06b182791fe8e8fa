import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { isNamed, tagOf, validatorOf } from './entity-tag.js';

const for_ever = 'max-age=31536000, immutable';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: {
    readonly 'if-none-match'?: string | undefined;
    readonly authorization?: string | undefined;
    readonly cookie?: string | undefined;
  };
}

/**
 * Says of every answer that says nothing of its own what a cache may do with it. What is read under /v1 and /ogc may be kept, and
 * has to be asked for again with its tag; what a snapshot answers needs no asking again. Refusals, writes and the health
 * of the process may not be kept.
 */
export function instructCaches(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async (request, reply, payload) => {
      if (reply.hasHeader('cache-control')) return payload;
      const isKept = isRead(request) && [200, 304].includes(reply.statusCode);
      if (!isKept) {
        reply.header('cache-control', 'no-store');
        return payload;
      }
      addVary(reply, 'Accept');
      // What was answered to a key, or to somebody who is signed in, is nobody else's.
      const { authorization, cookie } = request.headers;
      const audience = authorization === undefined && cookie === undefined ? 'public' : 'private';
      // A cache that several share keeps no answer to an Authorization header anyway (RFC 9111, 3.5); of cookies it knows nothing.
      const asked = cookie === undefined ? 'no-cache' : 'private, no-cache';
      reply.header('cache-control', validatorOf(request)?.isPinned === true ? `${audience}, ${for_ever}` : asked);
      const tag = await answerTag(request, reply.statusCode, payload);
      if (tag === undefined) return payload;
      reply.header('etag', tag);
      if (!isNamed(tag, request.headers['if-none-match'])) return payload;
      reply.code(304).removeHeader('content-type');
      return null;
    });
}

/** What depends on no edition alone is tagged by its bytes. */
async function answerTag(request: Asked, status: number, payload: unknown): Promise<string | undefined> {
  const validator = validatorOf(request);
  if (validator?.tag === undefined) return typeof payload === 'string' ? tagOf(payload) : undefined;
  // The edition may have moved on between the reading of its position and that of its rows.
  const holds = status === 304 || (await validator.holds().catch(() => false));
  return holds ? validator.tag : undefined;
}

const isRead = ({ method, url }: Asked): boolean =>
  ['GET', 'HEAD'].includes(method) && /^\/(?:v1\/|ogc(?:[/?]|$))/.test(url);

/** The part of a Fastify reply that holds headers. */
export interface Headed {
  getHeader(name: string): number | string | readonly string[] | undefined;
  header(name: string, value: string): unknown;
}

/** Says that the answer depends on this header of the request, beside those that are named already. */
export function addVary(reply: Headed, header: string): void {
  const named = [reply.getHeader('vary') ?? []].flat().map(String).join(', ');
  const isThere = named.split(', ').some((one) => one.toLowerCase() === header.toLowerCase());
  if (!isThere) reply.header('Vary', named === '' ? header : `${named}, ${header}`);
}
