import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DeclaredAccess } from '../access/needs.decorator.js';

/** The addresses of the page's screens. What they show is made in the browser from the API. */
const screens = [
  '/',
  '/changes',
  '/counts',
  '/counts/*',
  '/reports',
  '/reports/*',
  '/contradictions',
  '/briefing',
  '/places/*',
  '/editions',
  '/import',
  '/review',
  '/review/*',
  '/embed',
  '/table',
];

/** The page holds nothing but itself: what it shows it asks for with a key. */
const open_to_all = { config: { needs: 'public' } satisfies DeclaredAccess as never };

/** The names of the assets change with what is in them, except that of the map. */
const hashed = /-[\w-]{8}\.\w+$/;

interface PageSettings {
  /** Origins whose pages may show `/embed` in a frame; `*` lets all. */
  readonly frameAncestors: readonly string[];
}

/** What answers with problem documents also where a browser asks. */
const machine_paths = /^\/(v\d+|assets|docs|openapi\.json|healthz|readyz|metrics)(\/|\?|$)/;

/**
 * Serves the page with its assets; without a built page the documentation stands at `/`. A browser that asks for an
 * address that there is not gets the page too, with 404: it says so, and what is there.
 */
export async function servePage(
  app: NestFastifyApplication,
  { frameAncestors }: PageSettings,
  folder = pageFolder(),
): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  if (folder === undefined) {
    server.get('/', open_to_all, (_request, reply) => reply.redirect('/docs'));
    return;
  }
  await app.register(fastifyStatic as never, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    index: false,
    decorateReply: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: setAge,
  });
  const send = (_request: unknown, reply: FastifyReply) =>
    reply
      .header('Cache-Control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(readFileSync(join(folder, 'index.html')));
  for (const screen of screens) server.get(screen, open_to_all, send as never);
  server.addHook('onRequest', (request, reply, done) => {
    if (!request.is404 || request.method !== 'GET' || machine_paths.test(request.url)) return done();
    if (!(request.headers.accept ?? '').includes('text/html')) return done();
    void send(request, reply.code(404) as never);
  });
  letEmbed(server, frameAncestors);
}

interface HookedServer {
  addHook(
    name: 'onSend',
    hook: (
      request: { readonly url: string },
      reply: Pick<FastifyReply, 'getHeader' | 'header' | 'removeHeader'>,
      payload: unknown,
      done: () => void,
    ) => void,
  ): unknown;
}

/** Lets the pages of these origins show the map alone in a frame (CSP Level 3, frame-ancestors), and nothing else. */
function letEmbed(server: HookedServer, origins: readonly string[]): void {
  if (origins.length === 0) return;
  server.addHook('onSend', ({ url }, reply, _payload, done) => {
    if (!/^\/embed(\?|$)/.test(url)) return done();
    const policy = String(reply.getHeader('content-security-policy') ?? '');
    const allowed = `frame-ancestors 'self' ${origins.join(' ')}`;
    reply.header('content-security-policy', policy.replace(/frame-ancestors[^;]*/, allowed));
    // An older header of the same meaning that knows no lists.
    reply.removeHeader('x-frame-options');
    done();
  });
}

function setAge(reply: { header(name: string, value: string): unknown }, path: string): void {
  const name = path.replace(/\.(gz|br)$/, '');
  reply.header('Cache-Control', hashed.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache');
}

/** The folder of the built page: dist/dashboard, from wherever this file is run; undefined where nobody built it. */
export function pageFolder(): string | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const found = join(folder, 'dist/dashboard');
    if (existsSync(join(found, 'index.html'))) return found;
    if (dirname(folder) === folder) return undefined;
  }
}
