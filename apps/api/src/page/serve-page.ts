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
  '/embed',
  '/table',
];

/** The page holds nothing but itself: what it shows it asks for with a key. */
const open_to_all = { config: { needs: 'public' } satisfies DeclaredAccess as never };

/** The names of the assets change with what is in them, except that of the map. */
const hashed = /-[\w-]{8}\.\w+$/;

/** Serves the page with its assets; without a built page the documentation stands at `/`. */
export async function servePage(app: NestFastifyApplication, folder = pageFolder()): Promise<void> {
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
