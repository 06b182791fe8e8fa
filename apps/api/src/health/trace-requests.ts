import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { isTracing, startStep, type TracedStep } from '#platform';

/**
 * A step for every request, caused by what its `traceparent` names. What the request causes names this step: the header is
 * replaced, so that the events which it appends carry it.
 */
export function traceRequests(app: NestFastifyApplication): void {
  if (!isTracing()) return;
  const steps = new WeakMap<object, TracedStep>();
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (request, _reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const { traceparent } = request.headers;
    const step = startStep(`${request.method} ${route}`, {
      kind: 'server',
      traceparent: typeof traceparent === 'string' ? traceparent : undefined,
      attributes: { 'http.request.method': request.method, 'http.route': route },
    });
    if (step !== undefined) {
      steps.set(request, step);
      request.headers.traceparent = step.traceparent;
    }
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const failure = reply.statusCode >= 500 ? `answered ${reply.statusCode}` : undefined;
    steps.get(request)?.end({ 'http.response.status_code': reply.statusCode }, failure);
    done();
  });
}
