import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MetricsService } from './metrics.service.js';

/** Counts every answered request under the pattern of its route; a stream is answered as long as somebody listens. */
export function measureRequests(app: NestFastifyApplication): void {
  const metrics = app.get(MetricsService);
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onResponse', (request, reply, done) => {
    if (request.routeOptions.url === '/v1/stream') return done();
    metrics.answered({
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1_000,
    });
    done();
  });
}
