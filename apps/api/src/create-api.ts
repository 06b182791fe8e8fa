import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { KeyedRequests } from '#editions';
import { KeyStore, OpenIdPeople, TokenRevocations, type PinoLogger } from '#platform';
import type { AccessSettings } from './access/access-settings.js';
import { auditRequests, guardRoutes } from './access/guard-routes.js';
import { DailyQuotas } from './access/daily-quotas.js';
import { Gate } from './access/gate.js';
import { KeyRing } from './access/key-ring.js';
import { TokenBlock } from './access/openid/revoked-tokens.js';
import { OpenIdAccess } from './access/openid/openid-access.js';
import { PageSignIn } from './access/openid/page-sign-in.js';
import { PageCookies } from './access/openid/session-cookie.js';
import { ApiModule } from './api.module.js';
import type { ApiParts } from './api-parts.js';
import { form_paths, takeForms } from './http/multipart-body.js';
import { batch_path, streamNdjson } from './http/ndjson-body.js';
import { acceptOnlyJson } from './http/json-only.parser.js';
import { ExportInterceptor } from './exports/export.interceptor.js';
import { withoutSuffix } from './exports/export-request.js';
import { instructCaches } from './http/answer-caching.js';
import { answerAgain } from './reading/finished-answers.js';
import { allowOrigins } from './http/allowed-origins.js';
import { refuseForeign } from './http/foreign-requests.js';
import { repeatAnswers } from './http/keyed-requests.js';
import { ProblemFilter, problemOfAddress, type ProblemReply, sendProblem } from './http/problem.filter.js';
import { refuseOtherMethods } from './http/other-methods.js';
import { ShapePipe } from './http/shape.pipe.js';
import { answerExpectation, answerUnreadable, limitBodies, refuseNameless } from './http/unreadable-request.js';
import { withoutLastSlash } from './ogc/ogc-address.js';
import { measureRequests } from './health/metrics.service.js';
import { traceRequests } from './health/trace-requests.js';
import { serveDocumentation } from './openapi.js';
import { servePage } from './page/serve-page.js';
import { UndeclaredParametersGuard } from './http/undeclared-parameters.guard.js';
import { UnreadableParametersGuard } from './http/unreadable-parameters.guard.js';
import { CursorInterceptor } from './reading/cursor.interceptor.js';
import { ClearanceInterceptor } from './sensitivity/clearance.interceptor.js';
import { SnapshotInterceptor } from './reading/snapshot.interceptor.js';

/** The routes whose bodies, and answers, take as long as they take. */
const streamed_paths: ReadonlySet<string | undefined> = new Set([batch_path, ...form_paths]);

const headers_timeout_ms = 10_000;
const body_timeout_ms = 30_000;
/** How often the server looks for connections over one of these times. */
const connections_check_ms = 5_000;
const max_connections = 1_000;
/** An idle connection is given back after this long. */
const keep_alive_ms = 10_000;
/** The longest path parameter is the key of an incident: 200 characters, percent-encoded in UTF-8. */
const max_parameter_length = 200 * 12;

/** The pages that this server sends load nothing from elsewhere; swagger-ui writes its styles inline. */
const contentSecurityPolicy = {
  directives: {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    styleSrc: ["'self'", "'unsafe-inline'"],
    workerSrc: ["'self'", 'blob:'],
    // The server itself speaks plain HTTP; TLS, where there is any, ends before it.
    upgradeInsecureRequests: null,
  },
};

const unnoted =
  (logger: PinoLogger) =>
  (cause: unknown): void =>
    logger.warn(`that a key was used could not be noted: ${String(cause)}`, 'Access');

/** Who is let in, and how people sign in on the page. */
function entranceOf({ editions, logger, settings }: ApiParts, access: AccessSettings) {
  const keys = new KeyStore(editions.database);
  const [ring, quotas] = [new KeyRing(keys, unnoted(logger)), new DailyQuotas(keys)];
  if (access.openId === undefined) return { gate: new Gate(ring, access, quotas), signIn: new PageSignIn(undefined) };
  const baseUrl = settings.publicBaseUrl;
  const [people, cookies] = [new OpenIdPeople(editions.database), new PageCookies(baseUrl)];
  const openId = new OpenIdAccess(
    access.openId,
    people,
    cookies,
    new TokenBlock(new TokenRevocations(editions.database)),
  );
  const signIn = new PageSignIn({ access: openId, people, cookies, baseUrl });
  return { gate: new Gate(ring, access, quotas, openId), signIn };
}

const within_an_export = [ExportInterceptor, CursorInterceptor, ClearanceInterceptor];

const adapterFor = (trustedProxies: readonly string[]): FastifyAdapter =>
  new FastifyAdapter({
    // Whom a proxy passes a request on for is believed of these alone.
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    // Node's own limit would cut a batch off; `limitBodies` knows the routes.
    requestTimeout: 0,
    keepAliveTimeout: keep_alive_ms,
    // An address that the router cannot read reaches neither Nest nor its filter.
    frameworkErrors: (error: { statusCode?: number }, _request: unknown, reply: object) =>
      sendProblem(reply as ProblemReply, problemOfAddress(error.statusCode)),
    clientErrorHandler: answerUnreadable,
    rewriteUrl: (request: Parameters<typeof withoutSuffix>[0]) => withoutLastSlash(withoutSuffix(request)),
    routerOptions: { maxParamLength: max_parameter_length },
    http: {
      headersTimeout: headers_timeout_ms,
      connectionsCheckingInterval: connections_check_ms,
      // It is refused all the same, with a problem document.
      requireHostHeader: false,
    },
  });

/** The api, ready to listen. The caller closes it, and afterwards the parts that it was given. */
export async function createApi(parts: ApiParts): Promise<NestFastifyApplication> {
  const { access = {}, trustedProxies = [] } = parts.settings;
  const { gate, signIn } = entranceOf(parts, access);
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.register(parts, gate, signIn),
    adapterFor(trustedProxies),
    { logger: parts.logger, abortOnError: false, bodyParser: false },
  );
  app.getHttpServer().maxConnections = max_connections;
  app.getHttpServer().on('checkExpectation', answerExpectation);
  // TLS, where there is any, ends before this server, and is its operator's to promise.
  await app.register(helmet, { contentSecurityPolicy, strictTransportSecurity: false });
  traceRequests(app);
  instructCaches(app);
  refuseNameless(app);
  limitBodies(app, body_timeout_ms, streamed_paths);
  const { host = '127.0.0.1', hosts = [], corsOrigins = [], frameAncestors = [], publicBaseUrl } = parts.settings;
  const names = publicBaseUrl === undefined ? hosts : [...hosts, new URL(publicBaseUrl).hostname];
  refuseForeign(app, { host, names, origins: corsOrigins });
  allowOrigins(app, corsOrigins);
  refuseOtherMethods(app);
  guardRoutes(app, gate);
  answerAgain(app, parts.settings.keptBytes);
  acceptOnlyJson(app);
  streamNdjson(app, batch_path);
  await takeForms(app, form_paths);
  repeatAnswers(app, new KeyedRequests(parts.editions), streamed_paths);
  auditRequests(app, parts.editions);
  app.useGlobalGuards(new UnreadableParametersGuard(), new UndeclaredParametersGuard());
  app.useGlobalPipes(new ShapePipe());
  app.useGlobalFilters(new ProblemFilter());
  // The export asks for page after page of what lies within.
  app.useGlobalInterceptors(...within_an_export.map((one) => app.get(one)), new SnapshotInterceptor());
  serveDocumentation(app);
  await servePage(app, { frameAncestors });
  measureRequests(app);
  return app;
}
