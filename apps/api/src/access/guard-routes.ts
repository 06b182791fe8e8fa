import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Editions } from '#editions';
import { type Principal, recordAudit } from '#platform';
import { problemOf, type ProblemReply, sendProblem } from '../http/problem.filter.js';
import { Rejected, TooMany } from '../http/rejected.js';
import type { Gate } from './gate.js';
import { IssuerUnreachable, unreachable_retry_s } from './openid/issuer-keys.js';
import type { DeclaredAccess } from './needs.decorator.js';
import { requireScope } from './permission.js';
import { keepPrincipal, principalOf } from './requested-access.js';

/** What others' modules serve and no decorator reaches: the files of the page and of the documentation. */
const public_addresses = [/^\/assets\//, /^\/docs(\/|$)/, /^\/openapi\.json$/];

/** How often the key of an answer that goes on is looked at again. */
const looked_at_again_ms = 800;

/**
 * Refuses every request whose route declares no scope, or one that the principal does not have. It stands on the router, so
 * it sees the route that will answer, before any of the body is read. Call it before the routes are made.
 */
export function guardRoutes(app: NestFastifyApplication, gate: Gate): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRoute', (route) => {
    if (public_addresses.some((address) => address.test(route.url)))
      Object.assign(route, { config: { ...route.config, needs: 'public' } });
  });
  server.addHook('onRequest', async (request, reply) => {
    if (request.is404) return;
    try {
      await admit(gate, request, reply);
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      challenge(request, reply, error);
      const retryAfterS =
        error instanceof TooMany
          ? error.retryAfterS
          : error instanceof IssuerUnreachable
            ? unreachable_retry_s
            : undefined;
      sendProblem(reply as unknown as ProblemReply, problemOf(error), retryAfterS);
      return reply;
    }
  });
}

async function admit(gate: Gate, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { needs, staysOpen } = declaredBy(request);
  if (needs === undefined) throw new Rejected('not_permitted', 'This address declares no scope, so nobody may use it.');
  gate.refuseKeyInAddress(request);
  if (needs === 'public') return countAddress(gate, request);
  const principal = await gate.principalOf(request);
  keepPrincipal(request, principal);
  await countRequest(gate, principal, request, reply);
  requireScope(principal, needs);
  if (staysOpen === true) endWithKey(gate, request, reply);
}

/** Nobody is asked who sends it, so it counts for the address. @throws {TooMany} */
function countAddress(gate: Gate, request: FastifyRequest): void {
  const { isOver, limit, resetS } = gate.countAddress(request);
  if (isOver)
    throw new TooMany(`More than ${limit} requests came from this address in a minute. Wait ${resetS} s.`, resetS);
}

/** The headers of draft-ietf-httpapi-ratelimit-headers. */
async function countRequest(
  gate: Gate,
  principal: Principal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const minute = gate.count(principal, request);
  const isBounded = minute.limit !== Number.MAX_SAFE_INTEGER;
  // What is refused for its minute is no request of the day.
  const day = isBounded && minute.isOver ? undefined : await gate.quotas.count(principal);
  const limits = [
    ...(isBounded ? [{ ...minute, name: 'minute', windowS: 60 }] : []),
    ...(day === undefined ? [] : [{ ...day, name: 'day', windowS: 86_400 }]),
  ];
  if (limits.length === 0) return;
  const policies = limits.map(({ name, limit, windowS }) => `"${name}";q=${limit};w=${windowS}`);
  reply.header('RateLimit-Policy', policies.join(', '));
  const left = limits.map(({ name, remaining, resetS }) => `"${name}";r=${remaining};t=${resetS}`);
  reply.header('RateLimit', left.join(', '));
  for (const { isOver, limit, name, resetS } of limits)
    if (isOver) throw new TooMany(`More than ${limit} requests came in a ${name}. Wait ${resetS} s.`, resetS);
}

/** The error codes of RFC 6750, section 3.1. A request without credentials gets a challenge without an error code. */
const bearer_errors: Readonly<Partial<Record<Rejected['code'], string>>> = {
  malformed: 'invalid_request',
  key_refused: 'invalid_token',
  not_permitted: 'insufficient_scope',
};

/** A page that asks by script has a field for the key; a browser’s own question for a password would hide it. */
function challenge(request: FastifyRequest, reply: FastifyReply, { code, message }: Rejected): void {
  const error = bearer_errors[code];
  if (code !== 'key_missing' && (error === undefined || request.headers.authorization === undefined)) return;
  const { needs } = declaredBy(request);
  const parts = ['realm="Sitrep"'];
  if (error !== undefined) parts.push(`error="${error}"`, `error_description="${quotable(message)}"`);
  if (code === 'not_permitted' && needs !== undefined && needs !== 'public') parts.push(`scope="${needs}"`);
  const bearer = `Bearer ${parts.join(', ')}`;
  const isPage = ['sec-fetch-site', 'x-requested-with'].some((sign) => request.headers[sign] !== undefined);
  const isMore = isPage || code === 'not_permitted' || code === 'malformed';
  reply.header('WWW-Authenticate', isMore ? bearer : `${bearer}, Basic realm="Sitrep", charset="UTF-8"`);
}

/** The characters that RFC 6750 allows in a description. */
const quotable = (text: string): string => text.replaceAll('"', "'").replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, '?');

/** Cuts an answer off once its key lets in no more. */
export function endWithKey(gate: Gate, request: FastifyRequest, reply: FastifyReply): void {
  if (!gate.mayEnd(request)) return;
  const principal = principalOf(request);
  const timer = setInterval(() => {
    void gate.stillLetsIn(request, principal).then((lets) => {
      if (!lets) request.raw.destroy();
    });
  }, looked_at_again_ms).unref();
  reply.raw.once('close', () => clearInterval(timer));
}

/** Records what is asked of routes that are audited, before it is done: what cannot be recorded is not done. */
export function auditRequests(app: NestFastifyApplication, editions: Pick<Editions, 'database'>): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('preHandler', async (request) => {
    const { audited } = declaredBy(request);
    if (audited === undefined) return;
    const { name } = (request.body ?? {}) as { readonly name?: unknown };
    await recordAudit(editions.database, {
      principal: principalOf(request).id,
      action: audited,
      subject: request.url,
      detail: typeof name === 'string' ? { name: name.slice(0, 100) } : {},
    });
  });
}

const declaredBy = ({ routeOptions }: FastifyRequest): DeclaredAccess => routeOptions.config as DeclaredAccess;
