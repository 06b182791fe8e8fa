import { HttpException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { pageBehind, safe_methods } from './page-origin.js';
import { type ProblemReply, problemOf, sendProblem } from './problem.filter.js';

/** By which names this server may be addressed. */
export interface ServedHosts {
  /** What it listens on; an address of all interfaces stands for every IP address. */
  readonly host: string;
  /** Further names without a port, such as `sitrep.example.org`. */
  readonly names: readonly string[];
  /** Origins of other sites whose pages may write; `*` is none. */
  readonly origins?: readonly string[];
}

const all_interfaces = ['0.0.0.0', '::'];

/**
 * Refuses what a page of another site makes a visitor's browser send: a name that is not ours (421, DNS rebinding), and
 * an unsafe method from a foreign origin (403, cross-site request forgery). Programs send neither header.
 */
export function refuseForeign(app: NestFastifyApplication, served: ServedHosts): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      const refused = foreignness(request.method, request.raw.rawHeaders, request.headers, served);
      if (refused === undefined) done();
      else sendProblem(reply as unknown as ProblemReply, problemOf(refused));
    });
}

/** Why the request is refused; undefined when it may pass. */
export function foreignness(
  method: string,
  rawHeaders: readonly string[],
  headers: IncomingHttpHeaders,
  served: ServedHosts,
): HttpException | undefined {
  const hosts = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host');
  if (hosts.length > 1) return new HttpException('Send one Host header.', 400);
  const { host, origin } = headers;
  if (host !== undefined && !isServed(host, served)) {
    const detail = `This server is not called ${host}. Its operator can list the name in SITREP_HOSTS.`;
    return new HttpException(detail, 421);
  }
  if (safe_methods.includes(method)) return undefined;
  if (pageBehind(headers) !== 'foreign' || isListed(origin, served)) return undefined;
  return new HttpException(
    'A page of another site may not write here. Its operator can list the origin in SITREP_CORS_ORIGINS.',
    403,
  );
}

/** A browser sends no `*`; who sends it is not every origin. */
const isListed = (origin: string | undefined, { origins = [] }: ServedHosts): boolean =>
  origin !== undefined && origin !== '*' && origins.includes(origin);

function isServed(host: string, { host: listening, names }: ServedHosts): boolean {
  const name = nameOf(host);
  if (name === undefined) return false;
  // A name may begin with 127 too, and stand for any address.
  const isLoopback = name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
  if (name === 'localhost' || name.endsWith('.localhost') || isLoopback) return true;
  if (all_interfaces.includes(listening) && isIP(name) !== 0) return true;
  return [listening, ...names].some((known) => known.toLowerCase() === name);
}

/** `[::1]:3000` is `::1`, `Example.org:80` is `example.org`. */
function nameOf(host: string): string | undefined {
  const url = URL.canParse(`http://${host}/`) ? new URL(`http://${host}/`) : undefined;
  return url === undefined || url.pathname !== '/' || url.username !== ''
    ? undefined
    : url.hostname.replace(/^\[|\]$/g, '');
}
