import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { KeptAnswer, KeyedRequests } from '#editions';
import { anonymous_id } from '#platform';
import { proxy_headers, senderSubject } from '../access/address-subject.js';
import type { DeclaredAccess } from '../access/needs.decorator.js';
import { principalOf } from '../access/requested-access.js';
import { Rejected } from './rejected.js';

export const key_header = 'Idempotency-Key';

/** Visible ASCII. */
const key_pattern = /^[\x21-\x7e]{1,255}$/;

/** What clients need of an answer beside its status and body. */
const kept_headers = ['content-type', 'location', 'retry-after'];

/** The routes whose body is a stream. */
type Streamed = ReadonlySet<string | undefined>;

interface Posted {
  readonly ip: string;
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly is404: boolean;
  readonly headers: IncomingHttpHeaders;
  readonly routeOptions: { readonly url?: string | undefined; readonly config: unknown };
}

/**
 * Answers a POST that carries the `Idempotency-Key` of an earlier one with the answer to that one, status and body, for
 * 24 hours, or as long as what is kept for the sender has room. Another request under the key is refused with 422, and one that comes while the first is being answered with
 * 409. Keys of different senders are different keys; who sends without a key is told by the address. An answer of 500 or more is not kept. What a stream tells of has ids of its own, so its route takes no key.
 */
export function repeatAnswers(app: NestFastifyApplication, requests: KeyedRequests, streamed: Streamed): void {
  const server = app.getHttpAdapter().getInstance();
  const logger = new Logger('Http');
  const held = new WeakMap<object, { readonly key: string; readonly sender: string }>();
  server.addHook('preHandler', async (request: Posted, reply) => {
    const sent = keyOf(request, streamed);
    if (sent === undefined) return;
    const sender = senderOf(request);
    const key = keptUnder(sent, sender);
    const standing = await requests.begin(key, digestOf(request));
    if (standing === 'in_flight' || standing === 'other') throw refusals[standing];
    if (standing === 'new') held.set(request, { key, sender: keptUnder('', sender) });
    else
      return reply
        .code(standing.status)
        .headers({ ...standing.headers })
        .send(standing.body);
  });
  server.addHook('onSend', async (request, reply, payload) => {
    const taken = held.get(request);
    if (taken === undefined) return payload;
    const { key, sender } = taken;
    const settled =
      reply.statusCode < 500
        ? requests.keep(key, sender, keptOf(reply, withoutSecret(request, payload)))
        : requests.drop(key);
    // The answer stands whatever becomes of its copy.
    await settled.catch((error: unknown) => logger.warn(`the answer under a key could not be kept: ${String(error)}`));
    return payload;
  });
}

/** @throws {Rejected} `malformed` when the key cannot be one, or the route takes none. */
function keyOf({ method, is404, headers, routeOptions }: Posted, streamed: Streamed): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined || method !== 'POST' || is404) return undefined;
  // Nobody knows who sends to a route that is for everybody: signing out is done anew each time. What is asked by POST changes
  // nothing, and is answered anew each time, too.
  const { needs } = routeOptions.config as DeclaredAccess;
  if (needs === 'public' || needs?.endsWith(':read') === true) return undefined;
  if (streamed.has(routeOptions.url))
    throw refused('Leave the header out here: what is sent has ids, and sending it again changes nothing.');
  if (typeof key === 'string' && key_pattern.test(key)) return key;
  throw refused('Send 1 to 255 visible ASCII characters, such as a UUID.');
}

/** What is shown once is not kept: the repeated answer says so instead. */
function withoutSecret(
  { routeOptions }: { readonly routeOptions: { readonly config: unknown } },
  payload: unknown,
): unknown {
  const { shownOnce } = routeOptions.config as DeclaredAccess;
  if (shownOnce === undefined || typeof payload !== 'string') return payload;
  const answer = JSON.parse(payload) as Readonly<Record<string, unknown>>;
  if (typeof answer[shownOnce] !== 'string') return payload;
  const note = `The ${shownOnce} was shown once, in the first answer, and is not repeated.`;
  return JSON.stringify({ ...answer, [shownOnce]: null, note });
}

function keptOf(reply: Pick<FastifyReply, 'statusCode' | 'getHeader'>, payload: unknown): KeptAnswer {
  const headers = kept_headers.flatMap((name): [string, string][] => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [[name, String(value)]];
  });
  return {
    status: reply.statusCode,
    headers: Object.fromEntries(headers),
    body: typeof payload === 'string' ? payload : '',
  };
}

/** Each sender has keys of its own: those of one say nothing of, and take nothing from, those of another. */
export const keptUnder = (key: string, principal: string): string =>
  createHash('sha256')
    .update(JSON.stringify([principal, key]))
    .digest('hex');

/** A proxy may stand for many that send without a key: what it says of them tells them apart. */
function senderOf(posted: Posted): string {
  const principal = principalOf(posted);
  const subject = senderSubject(principal, posted);
  return principal.id === anonymous_id
    ? JSON.stringify([subject, ...proxy_headers.map((name) => posted.headers[name])])
    : subject;
}

/** Of who sends it, of the address, and of what the body says, however it is spaced. */
const digestOf = (posted: Posted): Uint8Array =>
  createHash('sha256')
    .update(JSON.stringify([senderOf(posted), posted.url, posted.body ?? null]))
    .digest();

const refusals = {
  in_flight: new Rejected('in_flight', `Another request with this ${key_header} is being answered.`),
  other: new Rejected('key_reused', `This ${key_header} was sent with another request. Send a new one.`),
};

const refused = (detail: string): Rejected =>
  new Rejected('malformed', `The ${key_header} cannot be taken.`, [
    { parameter: key_header, code: 'not_a_key', detail },
  ]);
