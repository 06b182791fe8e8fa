import { HttpException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type ProblemReply, problemOf, sendProblem } from './problem.filter.js';

/** The routes that there are, by what their addresses look like. */
export class Routes {
  private readonly routes: { readonly address: RegExp; readonly methods: readonly string[] }[] = [];

  add(pattern: string, methods: readonly string[]): void {
    this.routes.push({ address: addressesOf(pattern), methods });
  }

  /** The methods that this path takes, in order of the alphabet; none where nothing is at this path. */
  methodsAt(path: string): readonly string[] {
    const found = this.routes.filter(({ address }) => address.test(path)).flatMap(({ methods }) => methods);
    return [...new Set(found)].sort();
  }
}

/** `/v1/reports/:id` takes one segment where the parameter stands, `/docs/*` whatever follows. */
function addressesOf(pattern: string): RegExp {
  const parts = pattern.split('/').map((part) => {
    if (part.startsWith(':')) return '[^/]+';
    return part === '*' ? '.*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}$`);
}

/**
 * Answers 405 with `Allow` (RFC 9110) where there is something at the address that does not take the method; a 404
 * would say that there is nothing. Call it before the routes are made.
 */
export function refuseOtherMethods(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  const routes = new Routes();
  server.addHook('onRoute', ({ url, method }) => routes.add(url, [method].flat()));
  server.addHook('onRequest', (request, reply, done) => {
    const methods = request.is404 ? routes.methodsAt(request.url.split('?', 1)[0] ?? '') : [];
    if (methods.length === 0) return done();
    const detail = `This address takes ${methods.join(', ')}.`;
    reply.header('Allow', methods.join(', '));
    sendProblem(reply as unknown as ProblemReply, problemOf(new HttpException(detail, 405)));
  });
}
